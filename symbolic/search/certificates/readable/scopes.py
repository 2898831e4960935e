"""Scopes: the open indices of an outer sum, called by their size and a number so that equal scopes have equal names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors
from symbolic.kernel.terms import Index
from symbolic.search.certificates.readable.readback import Scope


@dataclass(frozen=True, slots=True)
class Halves:
    """The sum over `scope` of weight * left * right."""

    scope: Scope
    weight: Polynomial
    left: Polynomial
    right: Polynomial


class NotQuadratic(Exception):
    """The arrays occur to a higher degree, or inside a function."""


def degree(algebra: Algebra, g: int, arrays: frozenset[str]) -> int:
    """The degree of a generator in the arrays."""
    head, _ = algebra.table[g]
    if head.arrays.isdisjoint(arrays):
        return 0
    match head.kind:
        case "entry":
            return 1
        case "sum":
            [code] = head.bodies[0].terms
            return sum(positive(e) * d for o, e in factors(code) if (d := degree(algebra, o, arrays)))
    raise NotQuadratic


def positive(exponent: int) -> int:
    if exponent < 0:
        raise NotQuadratic
    return exponent


def named(
    algebra: Algebra,
    found: tuple[Polynomial, Polynomial, Polynomial],
    sizes: dict[str, str],
    chosen: tuple[str, ...],
) -> Iterator[Halves]:
    """With the scope's indices called by their size and a number, in every order."""
    for order in _orders(chosen, sizes):
        scope = canonical(sizes[name] for name in order)
        by: dict[Index, Index] = {name: new for name, (new, _) in zip(order, scope, strict=True)}
        weight, left, right = (algebra.moved(p, by) for p in found)
        yield Halves(scope, weight, left, right)


def canonical(sizes: Iterable[str]) -> Scope:
    counts: dict[str, int] = {}
    scope = []
    for size in sizes:
        counts[size] = counts.get(size, 0) + 1
        scope.append((f"?{size}.{counts[size]}", size))
    return tuple(scope)


def _orders(chosen: tuple[str, ...], sizes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    groups = [[name for name in chosen if sizes[name] == size] for size in sorted({sizes[name] for name in chosen})]
    for choice in product(*(permutations(group) for group in groups)):
        yield tuple(name for group in choice for name in group)
