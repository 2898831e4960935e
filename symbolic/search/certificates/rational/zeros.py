"""Where a polynomial that is nowhere negative vanishes, every square in it vanishes: fewer combinations to look at."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from symbolic.search.exact_matrices import Matrix, null_space

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Point = NDArray[np.float64]

STARTS = (-1.6, -0.7, 0.4, 1.3)
MOST_STARTS = 64
NEWTON_STEPS = 80
SHORTEST, STILL = 1e-10, 1e-13
"""Steps of Newton's method that are not worth taking: the part of it that leads down, and its length."""

NEGATIVE, NULL = 1e-6, 1e-9
"""What is no error of rounding, and what may be one."""


def vanishing_combinations(
    p: dict[tuple[int, ...], Fraction],
    multiplier: tuple[int, ...],
    monomials: list[tuple[int, ...]],
    nonnegative: Sequence[int],
) -> Matrix | None:
    """A basis of the combinations of `monomials` that are 0 where p is; None if p is negative somewhere."""
    found = _zeros(tuple(sorted(p.items())), tuple(nonnegative))
    if found is None:
        return None
    rows = [[_value(point, z) for z in monomials] for point in found if _value(point, multiplier) > 1e-6]
    return null_space(_rational_rows(rows), len(monomials))


def _value(point: Point, monomial: tuple[int, ...]) -> float:
    result = 1.0
    for x, e in zip(point, monomial, strict=True):
        result *= float(x) ** e
    return result


@lru_cache(maxsize=64)
def _zeros(p: tuple[tuple[tuple[int, ...], Fraction], ...], nonnegative: tuple[int, ...]) -> tuple[Point, ...] | None:
    """Local minima at which p is 0; None if p is negative at one, or at a start.

    The variables that are not negative are looked at as squares.
    """
    import numpy as np

    exponents = np.array([e for e, _ in p], dtype=int)
    doubled = np.array([2 if n in nonnegative else 1 for n in range(exponents.shape[1])])
    inner = _Polynomial(exponents * doubled, np.array([[float(c) for _, c in p]]))
    points = np.array(list(islice(product(STARTS, repeat=exponents.shape[1]), MOST_STARTS)))
    with np.errstate(all="ignore"):  # a descent that runs away is dropped
        if (inner.at(points) < -NEGATIVE).any():
            return None
        points = _descended(inner, points)
        values = inner.at(points)[:, 0]
    if (np.isfinite(values) & (values < -NEGATIVE)).any():
        return None
    return tuple(point**doubled for point, value in zip(points, values, strict=True) if value < NULL)


class _Polynomial:
    """Polynomials with the same monomials, one for each row of coefficients."""

    def __init__(self, exponents: NDArray[np.int64], coefficients: Point) -> None:
        self.exponents, self.coefficients = exponents, coefficients

    def at(self, points: Point) -> Point:
        """Their values, a row for each point."""
        import numpy as np

        powers = np.ones((int(self.exponents.max(initial=0)) + 1, *points.shape))
        for n in range(1, len(powers)):
            powers[n] = powers[n - 1] * points
        monomials = powers[self.exponents[:, 0], :, 0]
        for a in range(1, points.shape[1]):
            monomials *= powers[self.exponents[:, a], :, a]
        return (self.coefficients @ monomials).T

    def derived(self, a: int) -> _Polynomial:
        lowered = self.exponents.copy()
        lowered[:, a] = lowered[:, a].clip(1) - 1
        return _Polynomial(lowered, self.coefficients * self.exponents[:, a])

    def with_derivatives(self) -> _Polynomial:
        """The polynomial, its first and its second derivatives: p, p_a and p_ab where b <= a."""
        import numpy as np

        first = [self.derived(a) for a in range(self.exponents.shape[1])]
        every = (self, *first, *(f.derived(b) for a, f in enumerate(first) for b in range(a + 1)))
        monomials, places = np.unique(np.concatenate([q.exponents for q in every]), axis=0, return_inverse=True)
        coefficients = np.zeros((len(every), len(monomials)))
        rows = np.repeat(np.arange(len(every)), len(self.exponents))
        np.add.at(coefficients, (rows, places.reshape(-1)), np.concatenate([q.coefficients[0] for q in every]))
        return _Polynomial(monomials, coefficients)


def _descended(p: _Polynomial, points: Point) -> Point:
    """Where damped Newton steps lead that go down along every eigenvector, from all points at once."""
    import numpy as np

    count, every = points.shape[1], p.with_derivatives()
    row, column = np.tril_indices(count)
    points, going = points.copy(), np.arange(len(points))
    for _ in range(NEWTON_STEPS):
        values = every.at(points[going])
        finite = np.isfinite(values).all(axis=1)
        going, values = going[finite], values[finite]
        if not going.size:
            break
        hessian = np.zeros((len(going), count, count))
        hessian[:, row, column] = hessian[:, column, row] = values[:, count + 1 :]
        step = _newton_step(values[:, 1 : count + 1], hessian)
        length = _lengths(p, points[going], step)
        useful = (length > SHORTEST) & (np.abs(step).max(axis=1) >= STILL)
        going = going[useful]
        points[going] += (length[:, None] * step)[useful]
    return points


def _newton_step(gradient: Point, hessian: Point) -> Point:
    import numpy as np

    values, vectors = np.linalg.eigh(hessian)
    along = np.einsum("pji,pj->pi", vectors, gradient) / np.maximum(np.abs(values), 1e-9)
    step: Point = -np.einsum("pij,pj->pi", vectors, along)
    return step


def _lengths(p: _Polynomial, points: Point, steps: Point) -> Point:
    """How much of each step leads down, by halving; at most `SHORTEST` where nothing does."""
    import numpy as np

    length, trying, before = np.ones(len(points)), np.arange(len(points)), p.at(points)[:, 0]
    while trying.size:
        lower = p.at(points[trying] + length[trying, None] * steps[trying])[:, 0] < before[trying]
        trying = trying[~lower & (length[trying] > SHORTEST)]
        length[trying] /= 2
    return length


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
