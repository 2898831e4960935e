"""From polynomials in generators back to terms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Head
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial
from symbolic.kernel.terms import (
    Apply,
    Bracket,
    Delta,
    Entry,
    Index,
    Power,
    Size,
    Term,
    add,
    index_atoms,
    multiply,
    number,
    sum_over,
)

Scope = tuple[tuple[str, str], ...]
"""Open indices, each with its size."""


def term_of(algebra: Algebra, p: Polynomial) -> Term:
    """The term that `p` denotes; open indices stay free names."""
    return add(*(_monomial(algebra, pairs, Fraction(c)) for pairs, c in algebra.ordered(p)))


def summed(term: Term, scope: Sequence[tuple[str, str]]) -> Term:
    """The sum of `term` over the indices of `scope`."""
    for name, size in reversed(scope):
        term = sum_over(name, size, term)
    return term


def body_of(algebra: Algebra, head: Head, indices: tuple[Index, ...]) -> tuple[Polynomial, Scope]:
    """The body of a sum at `indices`, its bound indices opened to new names."""
    scope = tuple((algebra.new_index(), str(size)) for size in head.data)
    by: dict[Index, Index] = {f"#{n}": index for n, index in enumerate(indices)}
    by |= {f"@{n}": name for n, (name, _) in enumerate(scope)}
    return algebra.moved(head.bodies[0], by), scope


def _monomial(algebra: Algebra, pairs: Sequence[tuple[int, int]], coefficient: Fraction) -> Term:
    parts = [] if coefficient == 1 else [number(coefficient)]
    exponent = ZERO
    for g, e in pairs:
        head, indices = algebra.table[g]
        if head.kind == "exp":
            exponent = exponent + algebra.opened(head, indices)[0].scaled(e)
        else:
            parts.append(_power(algebra, g, e))
    if exponent:
        parts.append(Apply("exp", (term_of(algebra, exponent),)))
    return multiply(*parts)


def _power(algebra: Algebra, g: int, e: int) -> Term:
    head, indices = algebra.table[g]
    exponent, base = Fraction(e), _base(algebra, head, indices)
    match head.kind:
        case "delta":
            return base
        case "inverse":
            exponent = -exponent
        case "root":
            exponent = exponent / int(str(head.data[0]))
    return base if exponent == 1 else Power(base, exponent)


def _base(algebra: Algebra, head: Head, indices: tuple[Index, ...]) -> Term:
    match head.kind:
        case "entry":
            return Entry(str(head.data[0]), indices)
        case "size":
            return Size(str(head.data[0]))
        case "delta":
            return Delta(*indices)
        case "sum":
            body, scope = body_of(algebra, head, indices)
            return summed(term_of(algebra, body), scope)
    bodies = [term_of(algebra, body) for body in algebra.opened(head, indices)]
    match head.kind:
        case "inverse" | "root":
            return bodies[0]
        case ">" | "==":
            return Bracket(head.kind, bodies[0])
    return Apply(str(head.data[0]), tuple(bodies), tuple(int(str(n)) for n in head.data[1:]))


def index_names(algebra: Algebra, g: int) -> frozenset[str]:
    """The index names that a generator is applied to."""
    return frozenset(a for i in algebra.table[g][1] for a in index_atoms(i) if isinstance(a, str))
