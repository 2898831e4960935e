"""Generators: what a polynomial's variables stand for.

A generator is a head applied to indices: the entry `x[i]`, but just so `exp(z[i])` is the head exp(z[#0]) at (i), and
`sum_k A[i,k] x[k]` is the head sum over @0 of A[#0,@0] x[@0] at (i). In a head, `#n` are its parameters and `@n` the
bound indices of a sum; a head is closed, so replacing indices is a map on the tuple, and no name is ever captured.
Equal heads are one object, so that a function of a given argument is one fresh array, at every size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from symbolic.kernel.algebra.polynomial import (
    ONE,
    Coefficient,
    Polynomial,
    TooLarge,
    factors,
    generator,
    merged,
    monomial,
    total,
    whole,
)
from symbolic.kernel.terms import Index, Label, index_atoms

Renaming: TypeAlias = Mapping[Index, Index]
MOST_WORK = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """`kind` is one of entry, size, delta, exp, apply, root, inverse, sum, `>` and `==` (brackets)."""

    kind: str
    data: tuple[Any, ...]
    bodies: tuple[Polynomial, ...]
    arity: int
    number: int
    depth: int  # how deeply heads are nested in the bodies
    arrays: frozenset[str]  # the arrays that occur in it
    sizes: frozenset[str]  # the sizes that it sums over or mentions
    typed: frozenset[int]  # the parameters that stand on an axis, and so run over its size


def index_key(index: Index) -> tuple[object, ...]:
    """An order on indices."""
    if isinstance(index, Label):
        return (2, index.name, tuple(map(index_key, index.arguments)))
    return (0, index, "") if isinstance(index, int) else (1, 0, str(index))


def renamed(index: Index, by: Renaming) -> Index:
    if index in by:
        return by[index]
    if isinstance(index, Label):
        return Label(index.name, tuple(renamed(i, by) for i in index.arguments))
    return index


def _outside(index: Index, bound: Renaming) -> Iterable[Index]:
    """The largest parts of an index, itself as a rule, in which no index of `bound` occurs."""
    if not isinstance(index, Label):
        return () if index in bound else (index,)
    if bound.keys().isdisjoint(index_atoms(index)):
        return (index,)
    return (outer for argument in index.arguments for outer in _outside(argument, bound))


class Undefined(Exception):
    """A denominator is 0, or a logarithm's argument is not positive, whatever the values."""


class Generators:
    """The table of heads and generators, and the maps between polynomials in them."""

    def __init__(self) -> None:
        self.heads: dict[tuple[object, ...], Head] = {}
        self.table: list[tuple[Head, tuple[Index, ...]]] = []
        self.number_of: dict[tuple[Head, tuple[Index, ...]], int] = {}
        self.inverses: set[int] = set()  # the generators that are denominators
        self.fresh = 0
        self.work = 0

    def spend(self, amount: int) -> None:
        """Count the terms written, so that a computation ends after the same step everywhere."""
        self.work += amount
        if self.work > MOST_WORK:
            raise TooLarge(f"more than {MOST_WORK} terms written")

    def remake(self, head: Head, indices: tuple[Index, ...]) -> Polynomial:
        """The polynomial that `head` denotes at `indices`, built anew (rules of hypotheses apply, deltas collapse)."""
        raise NotImplementedError

    def head(self, kind: str, data: tuple[object, ...], bodies: tuple[Polynomial, ...], arity: int) -> Head:
        key = (kind, data, tuple([b.key() for b in bodies]), arity)
        found = self.heads.get(key)
        if found is None:
            inner = {self.table[g][0] for b in bodies for g in b.generators()}
            arrays = frozenset({str(data[0])} if kind == "entry" else ()).union(*(h.arrays for h in inner))
            own = frozenset(map(str, data)) if kind in ("sum", "size") else frozenset()
            sizes = own.union(*(h.sizes for h in inner))
            depth = 1 + max((h.depth for h in inner), default=0)
            on_axes = {str(a) for b in bodies for a in self.on_axes(b.generators())}
            typed = frozenset(n for n in range(arity) if kind == "entry" or f"#{n}" in on_axes)
            found = self.heads[key] = Head(kind, data, bodies, arity, len(self.heads), depth, arrays, sizes, typed)
        return found

    def on_axes(self, generators: Iterable[int]) -> Iterator[object]:
        """The indices that stand on an axis of an array, or are an argument of a label: others stand in deltas only."""
        for g in generators:
            head, indices = self.table[g]
            for n, index in enumerate(indices):
                if n in head.typed or isinstance(index, Label):
                    yield from index_atoms(index)

    def atom(self, head: Head, indices: tuple[Index, ...]) -> Polynomial:
        """The generator `head[indices]` itself."""
        return generator(self.number(head, indices))

    def number(self, head: Head, indices: tuple[Index, ...]) -> int:
        """The number of the generator `head[indices]`."""
        found = self.number_of.setdefault((head, indices), len(self.table))
        if found == len(self.table):
            self.table.append((head, indices))
            if head.kind == "inverse":
                self.inverses.add(found)
        return found

    def mapped(self, p: Polynomial, image: Callable[[int], Polynomial]) -> Polynomial:
        """The value of `p` with every generator replaced by its image."""
        terms: dict[int, Coefficient] = {}
        furthest = 0
        self.spend(len(p.terms))
        for code, c in p.terms.items():
            single, reach, scale, product = 0, 0, c, ONE
            for g, e in factors(code):
                value = image(g)
                if len(value.terms) == 1 and (e > 0 or not self.has_inverse(value)):
                    [(m, k)] = value.terms.items()
                    single, reach = single + m * e, reach + value.reach * abs(e)
                    scale = scale if k == 1 else scale * Fraction(k) ** e
                elif e > 0:
                    product = product * value.to_the(e)
                else:
                    product = product * self.inverse(value).to_the(-e)
            self.spend(len(product.terms))
            product = Polynomial({single: whole(scale)}, reach) * product
            terms, furthest = merged(terms, product.terms), max(furthest, product.reach)
        return Polynomial(terms, furthest)

    def inverse(self, p: Polynomial) -> Polynomial:
        raise NotImplementedError

    def has_inverse(self, p: Polynomial) -> bool:
        return bool(self.inverses) and not self.inverses.isdisjoint(p.generators())

    def moved(self, p: Polynomial, by: Renaming) -> Polynomial:
        """`p` with indices replaced."""
        done: dict[int, Polynomial] = {}

        def image(g: int) -> Polynomial:
            if g not in done:
                head, indices = self.table[g]
                done[g] = self.remake(head, tuple(renamed(i, by) for i in indices))
            return done[g]

        return self.mapped(p, image)

    def new_index(self) -> str:
        self.fresh += 1
        return f"?{self.fresh}"

    def ordered(self, p: Polynomial) -> list[tuple[Sequence[tuple[int, int]], Coefficient]]:
        """The terms of `p` in an order that depends on heads and index names only, not on when they were met."""

        def key(pair: tuple[int, int]) -> tuple[object, ...]:
            head, indices = self.table[pair[0]]
            return (head.number, pair[1], tuple(map(index_key, indices)))

        terms: list[tuple[Sequence[tuple[int, int]], Coefficient]] = []
        for code, c in p.terms.items():
            pairs = factors(code)
            terms.append((sorted(pairs, key=key) if len(pairs) > 1 else pairs, c))
        return sorted(terms, key=lambda t: list(map(key, t[0]))) if len(terms) > 1 else terms

    def closed(
        self, bodies: tuple[Polynomial, ...], bound: Renaming
    ) -> tuple[tuple[Polynomial, ...], tuple[Index, ...]]:
        """`bodies` with the indices in `bound` renamed and all others replaced by parameters `#n`; and those others."""
        indices = [i for body in bodies for pairs, _ in self.ordered(body) for g, _ in pairs for i in self.table[g][1]]
        outer = dict.fromkeys([part for index in indices for part in _outside(index, bound)])
        by: Renaming = {**{part: f"#{n}" for n, part in enumerate(outer)}, **bound}
        return tuple([self.plainly_moved(b, by) for b in bodies]), tuple(outer)

    def plainly_moved(self, p: Polynomial, by: Renaming) -> Polynomial:
        """`p` with indices replaced by distinct new ones: no two become equal, so that nothing needs to be remade."""
        new: dict[int, int] = {}
        terms: dict[int, Coefficient] = {}
        self.spend(2 * len(p.terms))
        for code, c in p.terms.items():
            moved = 0
            for g, e in factors(code):
                if g not in new:
                    head, indices = self.table[g]
                    new[g] = self.number(head, tuple([renamed(i, by) for i in indices]))
                moved += monomial(new[g], e)
            terms[moved] = c
        return Polynomial(terms, p.reach)

    def opened(self, head: Head, indices: Iterable[Index], bound: Iterable[Index] = ()) -> tuple[Polynomial, ...]:
        """The bodies of `head` at `indices`; those of a sum at values of its bound indices.

        All are put in place at once: an index that is put in place may itself be called `@0` by the sum it comes from.
        """
        by: dict[Index, Index] = {f"#{n}": index for n, index in enumerate(indices)}
        by |= {f"@{n}": index for n, index in enumerate(bound)}
        if len(by) != head.arity + (len(head.data) if head.kind == "sum" else 0):
            raise ValueError(f"a {head.kind} is opened at values of all its indices")
        return tuple(self.moved(b, by) for b in head.bodies)

    def together(self, p: Polynomial) -> tuple[Polynomial, dict[int, int]]:
        """`p` as a numerator over powers of denominators (`inverse` generators), common factors tried by division."""
        denominators: dict[int, int] = {}
        while True:
            inverses = p.generators() & self.inverses
            if not inverses:
                break
            g = max(inverses, key=lambda g: (self.table[g][0].depth, g))
            body = self.opened(*self.table[g])[0]
            parts = p.by_powers(g)
            top = max([0, *parts])
            p = total(part * body.to_the(top - e) for e, part in parts.items())
            while top and (quotient := p.divided_by(body)) is not None:
                p, top = quotient, top - 1
            if top:
                denominators[g] = denominators.get(g, 0) + top
        return p, denominators
