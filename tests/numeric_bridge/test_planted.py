"""Bugs as people make them in gradients, planted in claims that hold: each is caught."""

from __future__ import annotations

import pytest

from numeric_bridge import spot_check
from symbolic.language import (
    Equal,
    Mean,
    Rational,
    Sum,
    Unequal,
    array,
    bracket,
    d,
    delta,
    exp,
    grad,
    indices,
    label,
    log,
    norm,
    outer,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    softmax,
)
from symbolic.language.statements import Claim

N, K, D = sizes("N K D")
n, m = indices("n m", N)
k, j = indices("k j", K)
X, W, Z = real("X", N, D), real("W", D, K), real("Z", N, K)
y, z, x = real("y", K), real("z", K), real("x", D)
c = label("c", N, K)
rate, s = reals("rate s")
A, B = real("A", K, K), real("B", K, K)
before = label("before", N, K)  # the class one off, as a label of its own

simplex = Equal(Sum(y[k], k), 1)
cross_entropy = -Sum(y[k] * log(softmax(z)[k]), k)
labelled = Mean(-log(softmax(Z)[n, c[n]]), n)
hot = array(delta(k, c[n]), n, k)
fit = Rational(1, 2) * Mean(Sum((X @ W - Z)[n, k] ** 2, k), n)
ridge = fit + rate / 2 * Sum(W**2)
residual = 1 / N * (X.T @ (X @ W - Z))
ramp = Sum(relu(z[k]), k)
away = Unequal(z[k], 0)

GOOD: dict[str, Claim] = {
    "cross entropy": Equal(grad(cross_entropy, z), softmax(z) - y).given(simplex=simplex),
    "mean cross entropy": Equal(grad(labelled, Z), 1 / N * (softmax(Z) - hot)).given(),
    "ridge": Equal(grad(ridge, W), residual + rate * W).given(),
    "log loss": Equal(d(-log(sigmoid(s)), s), sigmoid(s) - 1).given(),
    "ramp": Equal(grad(ramp**2, z), 2 * ramp * bracket(z > 0)).given(away=away),
    "Gram": Equal(grad(Sum((W @ W.T) ** 2), W), 4 * (W @ W.T @ W)).given(),
    "norm": Equal(grad(norm(x), x), x / norm(x)).given(),
    "trace": Equal(grad(Sum(A * B.T), A), B.T).given(),
    "bilinear": Equal(grad(Sum(outer(x, z) * W), x), W @ z).given(),
}

PLANTED: dict[str, Claim] = {
    "sign": Equal(grad(cross_entropy, z), y - softmax(z)).given(simplex=simplex),
    "1/N": Equal(grad(labelled, Z), softmax(Z) - hot).given(),
    "lambda missing": Equal(grad(ridge, W), residual).given(),
    "lambda in the wrong place": Equal(grad(ridge, W), rate * residual + W).given(),
    "lambda twice": Equal(grad(ridge, W), residual + 2 * rate * W).given(),
    "transposed": Equal(grad(Sum(A * B.T), A), B).given(),
    "class off by one": Equal(grad(labelled, Z), 1 / N * (softmax(Z) - array(delta(k, before[n]), n, k))).given(),
    "sigma' for sigma": Equal(d(-log(sigmoid(s)), s), sigmoid(s) * (1 - sigmoid(s)) - 1).given(),
    "factor 2": Equal(grad(fit, W), 2 * residual).given(),
    "missing mask": Equal(grad(ramp**2, z), 2 * ramp * z / z).given(away=away),
    "mask turned round": Equal(grad(ramp**2, z), 2 * ramp * bracket(z < 0)).given(away=away),
    "sum over one index too few": Equal(d(log(Sum(exp(z[j]), j)), z[k]), exp(z[k])).given(),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_right_gradient_passes(name: str) -> None:
    found = spot_check(GOOD[name])
    assert found.outcome == "passed", str(found)
    assert found.worst is not None
    assert found.worst.error < 1e-13


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_bug_is_caught(name: str) -> None:
    found = spot_check(PLANTED[name])
    assert found.outcome == "refuted", str(found)
    assert found.worst is not None
    assert found.worst.error > 1e-3
