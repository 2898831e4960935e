"""Halves: a monomial of degree 2 in some arrays as a weighted sum of products of two linear forms.

    sum_{n,i,j} X[n,i] v[i] X[n,j] v[j]  =  sum_n g[n] g[n],   g[n] = sum_i X[n,i] v[i]

A normal form is flat: it sums over all indices at once. The indices of the outer sum, its scope, separate the two
occurrences of the arrays; what is left falls into the two forms and the weight. There may be several scopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.polynomial import ONE, Coefficient, Polynomial, factors, generator, monomial
from symbolic.search.certificates.lifts import lifted
from symbolic.search.certificates.readback import body_of, index_names
from symbolic.search.certificates.scopes import Halves, NotQuadratic, degree, named, positive

MOST_INDICES = 7


def halves(algebra: Algebra, code: int, c: Coefficient, arrays: frozenset[str]) -> list[Halves]:
    """Ways to split the monomial, the preferred one first; a missing factor is the constant form 1."""
    moving = [(g, positive(e), d) for g, e in factors(code) if (d := degree(algebra, g, arrays))]
    rest = code - sum(monomial(g, e) for g, e, _ in moving)
    weight = Polynomial({rest: c}, sum(abs(e) for _, e in factors(rest)))
    match [g for g, e, d in moving for _ in range(e * d)]:
        case []:
            return [Halves((), weight, ONE, ONE)]
        case [g]:
            return _plain(algebra, weight, generator(g), ONE, arrays)
        case [g, h] if len(moving) == 2 or moving[0][2] == 1:
            return _plain(algebra, weight, generator(g), generator(h), arrays)
        case [g, _]:
            return [Halves(s.scope, s.weight * weight, s.left, s.right) for s in _opened(algebra, g, arrays)]
    raise NotQuadratic


def _plain(
    algebra: Algebra, weight: Polynomial, left: Polynomial, right: Polynomial, arrays: frozenset[str]
) -> list[Halves]:
    """weight * left * right, and the same under a sum that one of the three contains."""
    return [Halves((), weight, left, right), *lifted(algebra, weight, left, right, arrays)]


def _opened(algebra: Algebra, g: int, arrays: frozenset[str]) -> Iterator[Halves]:
    body, bound = body_of(algebra, *algebra.table[g])
    if len(body.terms) != 1 or len(bound) > MOST_INDICES:
        raise NotQuadratic
    [(code, c)] = body.terms.items()
    parts = {o: (e, index_names(algebra, o) & {name for name, _ in bound}) for o, e in factors(code)}
    moving = [o for o, (e, _) in parts.items() for _ in range(e * degree(algebra, o, arrays))]
    if len(moving) != 2:
        raise NotQuadratic
    for size in range(len(bound), -1, -1):
        for chosen in combinations([name for name, _ in bound], size):
            sides = _sides(parts, moving, frozenset(name for name, _ in bound) - {*chosen})
            if sides is not None:
                yield from named(algebra, _split(algebra, parts, moving, sides, dict(bound), c), dict(bound), chosen)


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


def _split(
    algebra: Algebra,
    parts: dict[int, tuple[int, frozenset[str]]],
    moving: list[int],
    sides: tuple[frozenset[str], frozenset[str]],
    sizes: dict[str, str],
    c: Coefficient,
) -> tuple[Polynomial, Polynomial, Polynomial]:
    forms = [generator(moving[0]), generator(moving[1])]
    weight = Polynomial({0: c})
    for o, (e, names) in parts.items():
        if o in moving:
            continue
        side = next((n for n in (0, 1) if names & sides[n]), None)
        if side is None:
            weight = weight * generator(o, e)
        else:
            forms[side] = forms[side] * generator(o, e)
    left, right = (
        algebra.sum(f, {i: sizes[i] for i in sorted(own)}) if own else f for f, own in zip(forms, sides, strict=True)
    )
    return weight, left, right
