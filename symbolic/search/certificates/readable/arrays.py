"""In which arrays is a polynomial a quadratic form? The candidates, best first."""

from __future__ import annotations

from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors
from symbolic.search.certificates.readable.scopes import NotQuadratic, degree

MOST_ARRAYS, MOST_CANDIDATES = 6, 3


def candidates(algebra: Algebra, p: Polynomial) -> list[frozenset[str]]:
    """Sets of arrays in which p is of degree 2: where every term has that degree, if any; larger sets first."""
    every = sorted({a for g in p.generators() for a in algebra.table[g][0].arrays})
    degrees = {a: d for a in every if (d := _degrees(algebra, p, a)) is not None and max(d) <= 2}
    if len(degrees) > MOST_ARRAYS:
        degrees = {a: d for a, d in degrees.items() if min(d) == 2}
    found = []
    for count in range(len(degrees), 0, -1):
        for chosen in combinations(degrees, count):
            total = [sum(d) for d in zip(*(degrees[a] for a in chosen), strict=True)]
            if max(total) == 2:
                found.append((min(total) < 2, -count, chosen))
    best = [(count, chosen) for mixed, count, chosen in sorted(found) if mixed == min(found)[0]]
    return [frozenset(chosen) for _, chosen in best[:MOST_CANDIDATES]]


def _degrees(algebra: Algebra, p: Polynomial, array: str) -> list[int] | None:
    """The degree of each term of p in the array, None when it occurs inside functions."""
    arrays = frozenset((array,))
    try:
        return [sum(_power(e, degree(algebra, g, arrays)) for g, e in factors(code)) for code in p.terms]
    except NotQuadratic:
        return None


def _power(exponent: int, degree: int) -> int:
    if degree and exponent < 0:
        raise NotQuadratic
    return exponent * degree
