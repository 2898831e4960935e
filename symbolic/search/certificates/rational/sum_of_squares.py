"""Sums of squares of polynomials in a few variables: p = sum_m m z^T G_m z with G_m positive semidefinite.

z are monomials, m runs over 1 and products of variables that are known not to be negative. G is searched for in
floating point, after the monomials were combined to polynomials that vanish where p does, and made exact by rounding
what is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from symbolic.search.certificates.rational.interior import interior_point
from symbolic.search.certificates.rational.zeros import vanishing_combinations
from symbolic.search.exact_matrices import Matrix, Vector, completed_squares, solution_space

Exponents = tuple[int, ...]
Sparse = dict[Exponents, Fraction]

MOST_MONOMIALS = 16
ROUNDINGS = (1, 2, 4, 12, 60, 1000, 10**5, 10**8)


@dataclass(frozen=True, slots=True)
class Part:
    """weight * multiplier * polynomial^2, with weight > 0."""

    weight: Fraction
    multiplier: Exponents
    polynomial: Sparse


def sum_of_squares(p: Sparse, nonnegative: Sequence[int] = ()) -> list[Part] | None:
    """The parts whose sum is p; `nonnegative` are the positions of variables that are known to be >= 0."""
    totals = {sum(e) for e in p}
    if len(totals) == 1 and len(next(iter(p))) > 1 and (found := _of_a_form(p, totals.pop())) is not None:
        return found
    for multipliers in _multipliers(p, nonnegative):
        basis = _basis(p, multipliers)
        if basis and len(basis) <= MOST_MONOMIALS and (found := _with_basis(p, basis, nonnegative)) is not None:
            return found
    return None


def _of_a_form(p: Sparse, degree: int) -> list[Part] | None:
    """A homogeneous polynomial, by its values where the last variable is 1."""
    found = sum_of_squares({e[:-1]: c for e, c in p.items()}) if degree % 2 == 0 else None
    if found is None:
        return None
    whole = [{(*e, degree // 2 - sum(e)): c for e, c in part.polynomial.items()} for part in found]
    return [Part(part.weight, (*part.multiplier, 0), q) for part, q in zip(found, whole, strict=True)]


def _multipliers(p: Sparse, nonnegative: Sequence[int]) -> Iterator[list[Exponents]]:
    count = len(next(iter(p)))
    one = (0,) * count
    yield [one]
    if nonnegative:
        chosen = (c for k in range(1, min(len(nonnegative), 2) + 1) for c in combinations(nonnegative, k))
        yield [one, *(tuple(int(n in c) for n in range(count)) for c in chosen)]


def _basis(p: Sparse, multipliers: list[Exponents]) -> list[tuple[Exponents, Exponents]]:
    """(multiplier, monomial) pairs that may occur: inside the bounds of p, and not alone on the diagonal outside p."""
    low = [min(e) for e in zip(*p, strict=True)]
    high = [max(e) for e in zip(*p, strict=True)]
    totals = [sum(e) for e in p]
    found = []
    for m in multipliers:
        for z in product(*(range(h // 2 + 1) for h in high)):
            square = _times(m, z, z)
            inside = all(a <= s <= b for a, s, b in zip(low, square, high, strict=True))
            if inside and min(totals) <= sum(square) <= max(totals):
                found.append((m, z))
    while True:
        off = {_times(m, z, w) for n, (m, z) in enumerate(found) for k, w in found[n + 1 :] if k == m}
        kept = [(m, z) for m, z in found if (s := _times(m, z, z)) in off or p.get(s, 0) > 0 or _twice(found, s)]
        if len(kept) == len(found):
            return found
        found = kept


def _twice(found: list[tuple[Exponents, Exponents]], square: Exponents) -> bool:
    return sum(_times(m, z, z) == square for m, z in found) > 1


def _times(*monomials: Exponents) -> Exponents:
    return tuple(map(sum, zip(*monomials, strict=True)))


def _with_basis(p: Sparse, basis: list[tuple[Exponents, Exponents]], nonnegative: Sequence[int]) -> list[Part] | None:
    blocks: list[tuple[Exponents, list[Sparse]]] = []
    for m in dict.fromkeys(m for m, _ in basis):
        own = [z for k, z in basis if k == m]
        combined = vanishing_combinations(p, m, own, nonnegative)
        if combined is None:
            return None
        if combined:
            blocks.append((m, [dict(zip(own, row, strict=True)) for row in combined]))
    places = [(b, i, j) for b, (_, rows) in enumerate(blocks) for i in range(len(rows)) for j in range(i, len(rows))]
    space = solution_space(*_equations(p, blocks, places))
    if space is None:
        return None
    start, free = space
    sizes = [len(rows) for _, rows in blocks]

    def matrices(solution: Vector) -> list[Matrix]:
        made = [[[Fraction(0)] * n for _ in range(n)] for n in sizes]
        for (b, i, j), value in zip(places, solution, strict=True):
            made[b][i][j] = made[b][j][i] = value
        return made

    for weights in _roundings(matrices(start), [matrices(v) for v in free]):
        solution = [s + sum(w * v[n] for w, v in zip(weights, free, strict=True)) for n, s in enumerate(start)]
        squares = [completed_squares(m) for m in matrices(solution)]
        if all(s is not None for s in squares):
            return [
                Part(weight, m, _combined(row, rows))
                for (m, rows), found in zip(blocks, squares, strict=True)
                for weight, row in found or ()
            ]
    return None


def _equations(
    p: Sparse, blocks: list[tuple[Exponents, list[Sparse]]], places: list[tuple[int, int, int]]
) -> tuple[Matrix, Vector]:
    """One linear equation for each monomial, in the entries of the blocks on and above the diagonal."""
    columns: list[Sparse] = []
    for b, i, j in places:
        m, rows = blocks[b]
        column: Sparse = {}
        for (x, c), (y, d) in product(rows[i].items(), rows[j].items()):
            at = _times(m, x, y)
            column[at] = column.get(at, Fraction(0)) + c * d * (1 if i == j else 2)
        columns.append(column)
    monomials = sorted({*p, *(at for column in columns for at in column)})
    matrix = [[column.get(at, Fraction(0)) for column in columns] for at in monomials]
    return matrix, [p.get(at, Fraction(0)) for at in monomials]


def _roundings(start: list[Matrix], free: list[list[Matrix]]) -> Iterator[Vector]:
    if not free:
        yield []
        return
    point = interior_point(start, free)
    if point is not None:
        for digits in ROUNDINGS:
            yield [Fraction(x).limit_denominator(digits) for x in point]


def _combined(row: Vector, polynomials: list[Sparse]) -> Sparse:
    total: Sparse = {}
    for c, q in zip(row, polynomials, strict=True):
        for at, d in q.items():
            total[at] = total.get(at, Fraction(0)) + c * d
    return {at: c for at, c in total.items() if c}
