"""Flat products: a monomial with its sums opened, and where one such product occurs inside another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Head
from symbolic.kernel.algebra.polynomial import ONE, Polynomial, factors, monomial
from symbolic.kernel.terms import Index, index_atoms
from symbolic.search.certificates.readable.readback import body_of

MOST_ATOMS, MOST_TRIES = 16, 2_000
Atom = tuple[Head, tuple[Index, ...]]


@dataclass(frozen=True, slots=True)
class Flat:
    """The sum over `scope` (index -> size) of the product of `atoms`, times `outside`."""

    atoms: tuple[Atom, ...]
    scope: dict[str, str]
    outside: Polynomial


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What the pattern's indices are in the whole, and the atoms of the whole that it leaves."""

    indices: dict[Index, Index]
    left: tuple[Atom, ...]


def flat(algebra: Algebra, code: int, reach: int) -> Flat | None:
    """The monomial, if it has few factors."""
    atoms, scope, outside = list[Atom](), dict[str, str](), 0
    for g, e in factors(code):
        head, indices = algebra.table[g]
        if e < 0 or e > MOST_ATOMS:
            outside += monomial(g, e)
            continue
        for _ in range(e):
            if head.kind != "sum":
                atoms.append((head, indices))
                continue
            body, bound = body_of(algebra, head, indices)
            if len(body.terms) != 1:
                return None
            [(inner, c)] = body.terms.items()
            found = flat(algebra, inner, body.reach)
            if c != 1 or found is None or found.outside.terms != ONE.terms:
                return None
            atoms += found.atoms
            scope |= dict(bound)
    return Flat(tuple(atoms), scope, Polynomial({outside: 1}, reach)) if len(atoms) <= MOST_ATOMS else None


def occurrences(algebra: Algebra, pattern: Flat, universal: frozenset[str], whole: Flat) -> Iterator[Occurrence]:
    """Where the pattern stands in the whole for some values of its universal indices; its own sums end there."""

    def extended(by: dict[Index, Index], own: tuple[Index, ...], found: tuple[Index, ...]) -> dict[Index, Index] | None:
        by = dict(by)
        for p, i in zip(own, found, strict=True):
            if p in pattern.scope and (i not in whole.scope or whole.scope[str(i)] != pattern.scope[str(p)]):
                return None
            known = p in universal or p in pattern.scope
            if (by.setdefault(p, i) if known else p) != i:
                return None
        return by

    def search(rest: tuple[Atom, ...], left: tuple[Atom, ...], by: dict[Index, Index]) -> Iterator[Occurrence]:
        if not rest:
            ended = [by[p] for p in pattern.scope]
            used = {a for _, indices in left for i in indices for a in index_atoms(i)}
            used |= {a for p in universal for a in index_atoms(by.get(p, 0))}
            if len(set(ended)) == len(ended) and used.isdisjoint(ended) and universal <= by.keys():
                yield Occurrence(by, left)
            return
        (head, own), others = rest[0], rest[1:]
        for n, (other, indices) in enumerate(left):
            if other is not head or left[n] in left[:n] or next(tries) >= MOST_TRIES:
                continue
            ways = dict.fromkeys((indices, indices[::-1]) if head in algebra.symmetric else (indices,))
            for way in ways:
                if (wider := extended(by, own, way)) is not None:
                    yield from search(others, left[:n] + left[n + 1 :], wider)

    tries = count()
    if Counter(head for head, _ in pattern.atoms) <= Counter(head for head, _ in whole.atoms):
        yield from search(pattern.atoms, whole.atoms, {})
