"""Halves: a monomial of degree 2 in some arrays as a weighted sum of products of two linear forms.

    sum_{n,i,j} X[n,i] v[i] X[n,j] v[j]  =  sum_n g[n] g[n],   g[n] = sum_i X[n,i] v[i]

A normal form is flat: it sums over all indices at once. The indices of the outer sum, its scope, separate the two
occurrences of the arrays; what is left falls into the two forms and the weight. There may be several scopes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, Coefficient, Polynomial, factors, generator, monomial
from symbolic.search.certificates.forms.lifts import lifted
from symbolic.search.certificates.readable.readback import Scope, body_of, index_names
from symbolic.search.certificates.readable.scopes import Halves, NotQuadratic, canonical, degree, named, positive

MOST_INDICES = 7


def halves(
    algebra: Algebra, code: int, c: Coefficient, arrays: frozenset[str], scopes: Collection[Scope] = ()
) -> list[Halves]:
    """Ways to split the monomial, without a sum first, then larger scopes first; if `scopes`, only with these.

    A missing factor is the constant form 1.
    """
    weight, moving = _moving(algebra, code, c, arrays)
    match moving:
        case []:
            return [Halves((), weight, ONE, ONE)]
        case [g] if degree(algebra, g, arrays) == 1:
            return _plain(algebra, weight, generator(g), ONE, arrays)
        case [g]:
            opened = _Opened(algebra, g, arrays)
            return [replace(h, weight=h.weight * weight) for h in opened.halves(scopes)]
        case [g, h]:
            return _plain(algebra, weight, generator(g), generator(h), arrays)
    raise NotQuadratic


def square(algebra: Algebra, code: int, c: Coefficient, arrays: frozenset[str]) -> Halves | None:
    """The monomial as a sum of squares over the largest scope."""
    weight, moving = _moving(algebra, code, c, arrays)
    match moving:
        case []:
            return Halves((), weight, ONE, ONE)
        case [g] if degree(algebra, g, arrays) == 2:
            found = _Opened(algebra, g, arrays).square()
            return None if found is None else replace(found, weight=found.weight * weight)
        case [g, h] if g == h and not any(lifted(algebra, weight, ONE, ONE, arrays)):
            return Halves((), weight, generator(g), generator(h))
    return None


def _moving(algebra: Algebra, code: int, c: Coefficient, arrays: frozenset[str]) -> tuple[Polynomial, list[int]]:
    """The weight, and the generators with the arrays in them, as often as they occur."""
    moving = [(g, positive(e)) for g, e in factors(code) if degree(algebra, g, arrays)]
    rest = code - sum(monomial(g, e) for g, e in moving)
    weight = Polynomial({rest: c}, sum(abs(e) for _, e in factors(rest)))
    return weight, [g for g, e in moving for _ in range(e)]


def _plain(
    algebra: Algebra, weight: Polynomial, left: Polynomial, right: Polynomial, arrays: frozenset[str]
) -> list[Halves]:
    """weight * left * right, and the same under a sum that one of the three contains."""
    return [Halves((), weight, left, right), *lifted(algebra, weight, left, right, arrays)]


class _Opened:
    """A sum of degree 2, its indices opened."""

    def __init__(self, algebra: Algebra, g: int, arrays: frozenset[str]) -> None:
        body, bound = body_of(algebra, *algebra.table[g])
        if len(body.terms) != 1 or len(bound) > MOST_INDICES:
            raise NotQuadratic
        [(code, self.c)] = body.terms.items()
        self.algebra, self.sizes = algebra, dict(bound)
        self.parts = {o: (e, index_names(algebra, o) & self.sizes.keys()) for o, e in factors(code)}
        self.moving = [o for o, (e, _) in self.parts.items() for _ in range(e * degree(algebra, o, arrays))]
        if len(self.moving) != 2:
            raise NotQuadratic

    def halves(self, scopes: Collection[Scope]) -> Iterator[Halves]:
        for chosen, sides in self.choices():
            if not scopes or canonical(sorted(self.sizes[name] for name in chosen)) in scopes:
                yield from named(self.algebra, self.split(sides), self.sizes, chosen)

    def square(self) -> Halves | None:
        heads = [self.algebra.table[o][0] for o in self.moving]
        for chosen, (left, right) in self.choices():
            if heads[0] is heads[1] and len(left) == len(right):
                found = self.split((left, right))
                if found[1].key() == found[2].key():
                    return next(named(self.algebra, found, self.sizes, chosen))
        return None

    def choices(self) -> Iterator[tuple[tuple[str, ...], tuple[frozenset[str], frozenset[str]]]]:
        """Scopes that separate the two factors, and the indices on either side, larger scopes first."""
        for size in range(len(self.sizes), -1, -1):
            for chosen in combinations(self.sizes, size):
                sides = _sides(self.parts, self.moving, frozenset(self.sizes) - {*chosen})
                if sides is not None:
                    yield chosen, sides

    def split(self, sides: tuple[frozenset[str], frozenset[str]]) -> tuple[Polynomial, Polynomial, Polynomial]:
        """The weight and the two forms."""
        forms = [generator(self.moving[0]), generator(self.moving[1])]
        weight = Polynomial({0: self.c})
        for o, (e, names) in self.parts.items():
            if o in self.moving:
                continue
            side = next((n for n in (0, 1) if names & sides[n]), None)
            if side is None:
                weight = weight * generator(o, e)
            else:
                forms[side] = forms[side] * generator(o, e)
        left, right = (
            self.algebra.sum(f, {i: self.sizes[i] for i in sorted(own)}) if own else f
            for f, own in zip(forms, sides, strict=True)
        )
        return weight, left, right


def _sides(
    parts: dict[int, tuple[int, frozenset[str]]], moving: list[int], inner: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]] | None:
    """The inner indices that belong to the one and the other factor, if they are apart and that is all of them."""
    left, right = (_connected(parts, parts[o][1] & inner, inner) for o in moving)
    return (left, right) if not left & right and left | right == inner else None


def _connected(
    parts: dict[int, tuple[int, frozenset[str]]], start: frozenset[str], inner: frozenset[str]
) -> frozenset[str]:
    found = start
    while True:
        grown = found.union(*(names & inner for _, names in parts.values() if names & found))
        if grown == found:
            return found
        found = grown
