"""No overflow and no false zero for arguments up to 1e4, however the formula is written."""

from __future__ import annotations

from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest

import numeric_bridge
from symbolic.language import (
    Rational,
    Sum,
    bracket,
    d,
    exp,
    grad,
    hess,
    indices,
    label,
    log,
    real,
    reals,
    sigmoid,
    size,
    sizes,
    softmax,
    softplus,
    tanh,
)

K = size("K")
i, j, k = indices("i j k", K)
z, y = reals("z y", K)
s = real("s")
L = -Sum(y[k] * log(softmax(z)[k]), k)
Z = Sum(exp(z[j]), j)
LARGE = [1e4, -1e4, 9999.0, 0.0]
LABELS = [0.25, 0.5, 0.25, 0.0]

OF_ARRAYS = {
    "softmax": softmax(z),
    "by hand": exp(z[i]) / Z,
    "log of the sum": log(Z),
    "loss": L,
    "gradient of the loss": grad(L, z),
    "Hessian of the loss": hess(L, z),
    "quotient rule": (exp(z[i]) * Z - exp(z[i]) ** 2) / Z**2,
    "mean under the softmax": Sum(y[k] * exp(z[k]), k) / Z,
    "squared": softmax(z)[i] ** 2 / softmax(z)[j],
}


@pytest.mark.parametrize("name", OF_ARRAYS)
def test_sums_of_exponentials(name: str) -> None:
    f = numeric_bridge.compile(OF_ARRAYS[name])
    values = {"z": np.array(LARGE), "y": np.array(LABELS)}
    found = f(**{argument.name: values[argument.name] for argument in f.arguments})
    if name == "squared":
        found = found[np.asarray(LARGE) > 0][:, np.asarray(LARGE) > 0]  # the others overflow in truth
    assert np.isfinite(found).all(), found


def test_the_derived_gradient_is_accurate() -> None:
    f = numeric_bridge.compile(grad(L, z))
    with mpmath.workdps(60):
        for shift in (0, 700, 5000):
            logits, labels = np.array([1.0, 2.0, 0.5]) + shift, np.array([0.0, 1.0, 0.0])
            weights = [mpmath.exp(mpmath.mpf(float(v))) for v in logits]
            expected = [float(w / mpmath.fsum(weights) - t) for w, t in zip(weights, labels, strict=True)]
            np.testing.assert_allclose(f(y=labels, z=logits), expected, rtol=1e-14, atol=1e-16)


OF_NUMBERS: dict[str, tuple[Any, Any]] = {
    "sigmoid": (sigmoid(s), lambda u: 1 / (1 + mpmath.exp(-u))),
    "sigmoid by hand": (1 / (1 + exp(-s)), lambda u: 1 / (1 + mpmath.exp(-u))),
    "sigmoid by the other hand": (exp(s) / (1 + exp(s)), lambda u: 1 / (1 + mpmath.exp(-u))),
    "its complement": (1 - sigmoid(s), lambda u: 1 / (1 + mpmath.exp(u))),
    "its slope": (d(sigmoid(s), s), lambda u: 1 / ((1 + mpmath.exp(u)) * (1 + mpmath.exp(-u)))),
    "its logarithm": (log(sigmoid(s)), lambda u: -mpmath.log(1 + mpmath.exp(-u))),
    "the logarithm of its complement": (log(1 - sigmoid(s)), lambda u: -mpmath.log(1 + mpmath.exp(u))),
    "softplus": (softplus(s), lambda u: mpmath.log(1 + mpmath.exp(u))),
    "softplus by hand": (log(1 + exp(s)), lambda u: mpmath.log(1 + mpmath.exp(u))),
    "tanh": (tanh(s), mpmath.tanh),
    "tanh by hand": ((exp(s) - exp(-s)) / (exp(s) + exp(-s)), mpmath.tanh),
}


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_functions_of_a_number(name: str) -> None:
    e, exact = OF_NUMBERS[name]
    f = numeric_bridge.compile(e)
    for u in (-1e4, -700.0, -40.0, -1.5, 1e-3, 2.0, 40.0, 700.0, 1e4):
        with mpmath.workdps(9000):
            expected = float(exact(mpmath.mpf(u)))
        assert float(f(u)) == pytest.approx(expected, rel=1e-12, abs=1e-300), u


def test_a_branch_that_is_not_taken_does_no_harm() -> None:
    x = real("x", K)
    found = numeric_bridge.compile(bracket(x[i] < 1) * exp(x[i] ** 2))([0.5, 100.0])
    np.testing.assert_allclose(found, np.exp([0.25, -np.inf]))


def test_labels_in_a_batch() -> None:
    N, C = sizes("N C")
    n = indices("n", N)[0]
    a, c = real("a", N, C), label("c", N, C)
    loss = Rational(1, 2) * Sum(-log(softmax(a)[n, c[n]]), n)
    f = numeric_bridge.compile(grad(loss, a))
    found = f(np.array([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0]]), np.array([0, 2]))
    np.testing.assert_allclose(found, [[0.0, 0.0, 0.0], [1 / 6, 1 / 6, -1 / 3]], atol=1e-16)
