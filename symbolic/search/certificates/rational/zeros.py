"""Where a polynomial that is nowhere negative vanishes, every square in it vanishes: fewer combinations to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from symbolic.search.certificates.rational.exact_matrices import Matrix, null_space

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Point = NDArray[np.float64]

STARTS = (-1.6, -0.7, 0.4, 1.3)
MOST_STARTS = 64
NEWTON_STEPS = 80


def vanishing_combinations(
    p: dict[tuple[int, ...], Fraction],
    multiplier: tuple[int, ...],
    monomials: list[tuple[int, ...]],
    nonnegative: Sequence[int],
) -> Matrix | None:
    """A basis of the combinations of `monomials` that are 0 where p is; None if p is negative somewhere."""
    rows: list[list[float]] = []
    for point, value in _minima(p, nonnegative):
        if value < -1e-6:
            return None
        if value < 1e-9 and _value(point, multiplier) > 1e-6:
            rows.append([_value(point, z) for z in monomials])
    exact = _rational_rows(rows)
    return null_space(exact, len(monomials))


def _value(point: Point, monomial: tuple[int, ...]) -> float:
    result = 1.0
    for x, e in zip(point, monomial, strict=True):
        result *= float(x) ** e
    return result


def _minima(p: dict[tuple[int, ...], Fraction], nonnegative: Sequence[int]) -> Iterator[tuple[Point, float]]:
    """Local minima by damped Newton steps, with x = u^2 for the variables that are not negative."""
    import numpy as np

    exponents = np.array(list(p), dtype=int)
    coefficients = np.array([float(c) for c in p.values()])
    doubled = np.array([2 if n in nonnegative else 1 for n in range(exponents.shape[1])])
    inner = exponents * doubled
    for number, start in enumerate(product(STARTS, repeat=exponents.shape[1])):
        if number == MOST_STARTS:
            return
        with np.errstate(all="ignore"):  # a descent that runs away is dropped
            point = _descended(inner, coefficients, np.array(start))
            value = float(coefficients @ np.prod(point**inner, axis=1))
        if np.isfinite(value):
            yield point**doubled, value


def _descended(exponents: NDArray[np.int64], coefficients: Point, point: Point) -> Point:
    import numpy as np

    def value(x: Point) -> float:
        return float(coefficients @ np.prod(x**exponents, axis=1))

    count, here = len(point), value(point)
    for _ in range(NEWTON_STEPS):
        gradient, hessian = np.zeros(count), np.zeros((count, count))
        for a in range(count):
            first = _derived(exponents, coefficients, a)
            gradient[a] = first[1] @ np.prod(point ** first[0], axis=1)
            for b in range(a, count):
                second = _derived(*first, b)
                hessian[a, b] = hessian[b, a] = second[1] @ np.prod(point ** second[0], axis=1)
        if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
            return point
        values, vectors = np.linalg.eigh(hessian)
        step = -vectors @ ((vectors.T @ gradient) / np.maximum(np.abs(values), 1e-9))
        length = 1.0
        while length > 1e-10 and not value(point + length * step) < here:
            length /= 2
        if length <= 1e-10 or float(np.abs(step).max()) < 1e-13:
            return point
        point = point + length * step
        here = value(point)
    return point


def _derived(exponents: NDArray[np.int64], coefficients: Point, a: int) -> tuple[NDArray[np.int64], Point]:
    lowered = exponents.copy()
    lowered[:, a] = lowered[:, a].clip(1) - 1
    return lowered, coefficients * exponents[:, a]


def _rational_rows(rows: list[list[float]]) -> Matrix:
    """The span of the rows in reduced form, its entries rounded to rationals with small denominators."""
    import numpy as np

    matrix, pivot = np.array(rows, dtype=float), 0
    for column in range(matrix.shape[1] if rows else 0):
        if pivot == len(matrix):
            break
        best = pivot + int(np.argmax(np.abs(matrix[pivot:, column])))
        if abs(matrix[best, column]) < 1e-4:
            matrix[pivot:, column] = 0
            continue
        matrix[[pivot, best]] = matrix[[best, pivot]]
        matrix[pivot] /= matrix[pivot, column]
        for r in range(len(matrix)):
            if r != pivot:
                matrix[r] -= matrix[r, column] * matrix[pivot]
        pivot += 1
    return [[Fraction(float(x)).limit_denominator(1000) for x in row] for row in matrix[:pivot]]
