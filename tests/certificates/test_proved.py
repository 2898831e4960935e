"""Signs and definite forms that need a certificate: each claim is proved, and the kernel replays the proof."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove
from symbolic.kernel.check import check
from symbolic.language import (
    Claim,
    Concave,
    Convex,
    Equal,
    Matrix,
    Mean,
    Minimizer,
    PositiveDefinite,
    PositiveSemidefinite,
    StrictlyConvex,
    Sum,
    UniqueMinimizer,
    Vector,
    array,
    diag,
    dot,
    exp,
    eye,
    hess,
    index,
    indices,
    label,
    log,
    outer,
    real,
    reals,
    sigmoid,
    sizes,
    softmax,
    softplus,
    tanh,
)
from symbolic.language.statements import Statement
from symbolic.verdict import Proved

N, K, D = sizes("N K d")
n = index("n", N)
i, j, k = indices("i j k", K)
a, e, f = indices("a e f", D)
z, y, u = reals("z y u", K)
p, y_soft = real("p", K, nonnegative=True), real("y_soft", K, nonnegative=True)
prob, target = real("prob", K, positive=True), real("target", K, positive=True)
x, s, q = reals("x s q")
positive, ridge = real("positive", positive=True), real("lambda", positive=True)
X, w, b = real("X", N, D), real("w", D), real("b")
W, bias, Y = real("W", D, K), real("bias", K), real("Y", N, K, nonnegative=True)
t, soft, weight = real("t", N), real("soft", N, within=(0, 1)), real("weight", N, nonnegative=True)
c = label("c", N, K)
on_simplex = Equal(Sum(p), 1)
scores = array(Sum(X[n, a] * W[a, k], a) + bias[k], n, k)
xor = Matrix([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
w1, w2, w0 = theta = reals("w1 w2 w0")
half, quarter = Fraction(1, 2), Fraction(1, 4)


def xor_loss(*targets: int) -> object:
    return Mean((xor @ theta - Vector(list(targets))) ** 2)


CLAIMS: dict[str, Callable[[], Claim | Statement]] = {
    "softmax Hessian": lambda: PositiveSemidefinite(diag(softmax(z)) - outer(softmax(z), softmax(z))),
    "Hessian of log-sum-exp": lambda: PositiveSemidefinite(hess(log(Sum(exp(z))), z)),
    "covariance of a distribution": lambda: PositiveSemidefinite(diag(p) - outer(p, p)).given(simplex=on_simplex),
    "sub-probability": lambda: PositiveSemidefinite(diag(p) - outer(p, p)).given(simplex=Sum(p) <= 1),
    "outer product": lambda: PositiveSemidefinite(outer(u, u)),
    "Gram": lambda: PositiveSemidefinite(X.T @ X),
    "Gram of the rows": lambda: PositiveSemidefinite(X @ X.T),
    "weighted Gram": lambda: PositiveSemidefinite(X.T @ diag(weight) @ X),
    "covariance": lambda: PositiveSemidefinite(array(Mean(X[n, e] * X[n, f], n) - Mean(X[:, e]) * Mean(X[:, f]), e, f)),
    "rank one, scalars": lambda: PositiveSemidefinite(Matrix([[x**2, x * s], [x * s, s**2]])),
    "identity plus rank one": lambda: PositiveDefinite(eye(K) + outer(u, u)),
    "Gram plus ridge": lambda: PositiveDefinite(X.T @ X + ridge * eye(D)),
    "softmax plus ridge": lambda: PositiveDefinite(diag(softmax(z)) - outer(softmax(z), softmax(z)) + ridge * eye(K)),
    "three by three": lambda: PositiveDefinite(Matrix([[4, 2, 2], [2, 4, 2], [2, 2, 4]])),
    "two by two, scalars": lambda: PositiveDefinite(Matrix([[1 + x**2, x], [x, 1]])),
    "log-sum-exp": lambda: Convex(log(Sum(exp(z))), z),
    "cross-entropy, soft labels": lambda: Convex(-Sum(y_soft[k] * log(softmax(z)[k]), k), z),
    "cross-entropy, labels that sum to 1": lambda: Convex(-Sum(y[k] * log(softmax(z)[k]), k), z).given(
        simplex=Equal(Sum(y), 1)
    ),
    "cross-entropy, one-hot": lambda: Convex(-log(softmax(z)[i]), z),
    "logistic regression": lambda: Convex(Mean(softplus(X @ w + b) - t * (X @ w + b)), w, b),
    "logistic regression, through sigmoid": lambda: Convex(
        -Mean(soft * log(sigmoid(X @ w + b)) + (1 - soft) * log(1 - sigmoid(X @ w + b))), w, b
    ),
    "softmax regression": lambda: Convex(-Mean(Sum(Y[n, k] * log(softmax(scores)[n, k]), k), n), W, bias),
    "softmax regression, classes": lambda: Convex(-Mean(log(softmax(scores)[n, c[n]]), n), W, bias),
    "softmax regression with ridge": lambda: StrictlyConvex(
        -Mean(Sum(Y[n, k] * log(softmax(X @ W)[n, k]), k), n) + ridge * Sum(W**2), W
    ),
    "least squares": lambda: Convex(Mean((X @ w - t) ** 2), w),
    "ridge regression": lambda: StrictlyConvex(Mean((X @ w - t) ** 2) + ridge * Sum(w**2), w),
    "logistic regression with ridge": lambda: StrictlyConvex(
        Mean(softplus(X @ w) - t * (X @ w)) + ridge / 2 * dot(w, w), w
    ),
    "-log": lambda: StrictlyConvex(-log(positive), positive),
    "x log x": lambda: Convex(positive * log(positive), positive),
    "exp": lambda: StrictlyConvex(exp(x), x),
    "norm squared": lambda: StrictlyConvex(dot(z, z), z),
    "sum of softplus": lambda: Convex(Sum(softplus(z)), z),
    "entropy": lambda: Concave(-Sum(prob * log(prob)), prob),
    "relative entropy, jointly": lambda: Convex(Sum(target * log(target / prob)), target, prob),
    "quadratic over linear": lambda: Convex(x**2 / positive, x, positive),
    "minimum of a parabola": lambda: UniqueMinimizer(x**2 - 2 * x, {x: 1}),
    "minimum of a quartic": lambda: Minimizer(x**4 - 2 * x**2, {x: 1}),
    "XOR": lambda: UniqueMinimizer(xor_loss(0, 1, 1, 0), {w1: 0, w2: 0, w0: half}),
    "XOR, targets as printed": lambda: UniqueMinimizer(xor_loss(0, 0, 1, 0), {w1: half, w2: -half, w0: quarter}),
    "x^2 - 2x + 1": lambda: x**2 - 2 * x + 1 >= 0,
    "x^4 - 2x^2 + 1": lambda: x**4 - 2 * x**2 + 1 >= 0,
    "x^4 - x + 1": lambda: x**4 - x + 1 > 0,
    "irrational zeros": lambda: x**4 - 4 * x**2 + 4 >= 0,
    "three scalars": lambda: x**2 + s**2 + q**2 - x * s - s * q - q * x >= 0,
    "a quartic form": lambda: x**4 + s**4 + q**4 - x**2 * s**2 - s**2 * q**2 - q**2 * x**2 >= 0,
    "two minima": lambda: x**4 + s**4 - 4 * x * s + 2 >= 0,
    "a cubic on x > 0": lambda: positive**3 - 3 * positive + 2 >= 0,
    "Cauchy-Schwarz": lambda: Sum(z**2) * Sum(y**2) >= Sum(z * y) ** 2,
    "variance": lambda: Mean(z**2) >= Mean(z) ** 2,
    "variance of a distribution": lambda: (Sum(p * z**2) >= Sum(p * z) ** 2).given(simplex=on_simplex),
    "slope of sigmoid": lambda: sigmoid(x) * (1 - sigmoid(x)) <= quarter,
    "sigmoid below 1": lambda: sigmoid(x) < 1,
    "tanh above -1": lambda: tanh(x) > -1,
    "softmax at most 1": lambda: softmax(z)[i] <= 1,
    "variance of a class": lambda: softmax(z)[i] * (1 - softmax(z)[i]) >= 0,
    "probability at most 1": lambda: (p[i] <= 1).given(simplex=on_simplex),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_is_proved(name: str) -> None:
    verdict = prove(CLAIMS[name]())
    assert isinstance(verdict, Proved), verdict
    for theorem in verdict.theorems:
        check(theorem)
