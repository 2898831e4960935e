"""False claims close to true ones: whatever the search proposes, none is proved."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove
from symbolic.language import (
    Claim,
    Convex,
    Equal,
    Matrix,
    Mean,
    Minimizer,
    PositiveDefinite,
    PositiveSemidefinite,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    Vector,
    abs_,
    diag,
    exp,
    indices,
    log,
    outer,
    real,
    reals,
    sigmoid,
    sizes,
    softmax,
)
from symbolic.language.statements import Statement
from symbolic.verdict import Refuted, Undecided

N, K, D = sizes("N K d")
i, k = indices("i k", K)
z, y, p = reals("z y p", K)
nonnegative = real("r", K, nonnegative=True)
x, s = reals("x s")
X, w, t = real("X", N, D), real("w", D), real("t", N)
xor = Matrix([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
w1, w2, w0 = theta = reals("w1 w2 w0")
half, quarter = Fraction(1, 2), Fraction(1, 4)

CLAIMS: dict[str, Callable[[], Claim | Statement]] = {
    "1/x^2 across 0": lambda: Convex(1 / x**2, x).given(nonzero=Unequal(x, 0)),
    "-abs": lambda: Convex(-abs_(x), x),
    "x^3": lambda: Convex(x**3, x),
    "indefinite": lambda: PositiveSemidefinite(Matrix([[0, 1], [1, 0]])),
    "not symmetric": lambda: PositiveSemidefinite(Matrix([[1, 1], [0, 1]])),
    "singular": lambda: PositiveDefinite(Matrix([[1, -1], [-1, 1]])),
    "rank one, strictly": lambda: PositiveDefinite(outer(z, z)),
    "softmax Hessian, strictly": lambda: PositiveDefinite(diag(softmax(z)) - outer(softmax(z), softmax(z))),
    "softmax cross-entropy, strictly": lambda: StrictlyConvex(log(Sum(exp(z))) - Sum(y * z), z),
    "least squares, strictly": lambda: StrictlyConvex(Mean((X @ w - t) ** 2), w),
    "Gram, strictly": lambda: PositiveDefinite(X.T @ X),
    "without the simplex": lambda: PositiveSemidefinite(diag(nonnegative) - outer(nonnegative, nonnegative)),
    "a signed measure": lambda: PositiveSemidefinite(diag(p) - outer(p, p)).given(simplex=Equal(Sum(p), 1)),
    "labels of any sign": lambda: Convex(-Sum(y[k] * log(softmax(z)[k]), k), z),
    "a local minimum": lambda: Minimizer(x**3 - 3 * x, {x: 1}),
    "two minimisers": lambda: UniqueMinimizer(x**4 - 2 * x**2, {x: 1}),
    "XOR, the other targets' solution": lambda: UniqueMinimizer(
        Mean((xor @ theta - Vector([0, 0, 1, 0])) ** 2), {w1: 0, w2: 0, w0: half}
    ),
    "a cubic": lambda: (x - 1) ** 2 * (x + 2) >= 0,
    "a square, strictly": lambda: x**2 - 2 * x + 1 > 0,
    "below Motzkin": lambda: x**4 * s**2 + x**2 * s**4 - 3 * x**2 * s**2 + half >= 0,
    "slope of sigmoid, strictly": lambda: sigmoid(x) * (1 - sigmoid(x)) < quarter,
    "Cauchy-Schwarz, reversed": lambda: Sum(z**2) * Sum(y**2) <= Sum(z * y) ** 2,
    "variance, strictly": lambda: Mean(z**2) > Mean(z) ** 2,
    "probabilities without the simplex": lambda: nonnegative[i] <= 1,
    "twice a probability": lambda: 2 * softmax(z)[i] <= 1,
}


@pytest.mark.parametrize("name", CLAIMS)
def test_is_not_proved(name: str) -> None:
    assert isinstance(prove(CLAIMS[name]()), Refuted | Undecided)
