"""Every lowering rule against 60 or more digits, in ulps, for arguments up to 1e4 in size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mp, mpf

import numeric_bridge
from numeric_bridge.compiler.lowering_rules import RULES, LoweringRule
from symbolic.language import (
    Sum,
    d,
    delta,
    exp,
    grad,
    hess,
    indices,
    label,
    log,
    reals,
    sigmoid,
    size,
    softmax,
    softplus,
)
from symbolic.language import real as declared
from symbolic.language import tanh as tangent

EPS = 2.0**-52
TINY = 2.0**-1022
GRID = [0.0, *(s * v for e in np.arange(-9, 4.1, 0.55) for v in (10.0**e,) for s in (1, -1))]
GRID += [s * v for v in (36.0, 37.5, 700.0, 708.0, 709.5, 1e4) for s in (1, -1)]

s, y = reals("s y")
K = size("K")
i, j, k = indices("i j k", K)
z = declared("z", K)
total = Sum(exp(z[j]), j)
p = softmax(z)


@cache
def digits(u: float) -> int:
    """Enough of them for 1 + exp(-|u|), or as many as can matter in a double."""
    return 60 + min(700, int(abs(u) / 2.3))


def sg(u: Any) -> Any:
    return 1 / (1 + mp.exp(-u)) if u > -2000 else mp.exp(u)


def sp(u: Any) -> Any:
    small = mp.exp(-abs(u))
    return max(u, mpf(0)) + (mpmath.log1p(small) if abs(u) < 1500 else small)


def bce(u: Any, t: float) -> Any:
    return t * sp(-u) + (1 - t) * sp(u)


cross_entropy = -(y * log(sigmoid(s)) + (1 - y) * log(1 - sigmoid(s)))
OF_NUMBERS: dict[str, tuple[list[Any], Callable[..., Any]]] = {
    "sigmoid": ([sigmoid(s), 1 / (1 + exp(-s)), exp(s) / (1 + exp(s))], sg),
    "complement": ([1 - sigmoid(s), -(sigmoid(s) - 1), 1 / (1 + exp(s))], lambda u: sg(-u)),
    "sigmoid slope": ([d(sigmoid(s), s), sigmoid(s) - sigmoid(s) ** 2], lambda u: sg(u) * sg(-u)),
    "sigmoid curvature": ([d(sigmoid(s), s, s)], lambda u: -sg(u) * sg(-u) * mp.tanh(u / 2)),
    "log sigmoid": ([log(sigmoid(s))], lambda u: -sp(-u)),
    "log complement": ([log(1 - sigmoid(s))], lambda u: -sp(u)),
    "log sigmoid slope": ([d(log(sigmoid(s)), s)], lambda u: sg(-u)),
    "softplus": ([softplus(s), log(1 + exp(s))], sp),
    "softplus less u": ([softplus(s) - s], lambda u: sp(-u)),
    "tanh slope": ([d(tangent(s), s), 1 - tangent(s) ** 2], lambda u: 4 * sg(2 * u) * sg(-2 * u)),
    "tanh": ([tangent(s), (exp(s) - exp(-s)) / (exp(s) + exp(-s))], mp.tanh),
    "expm1": ([exp(s) - 1], mp.expm1),
    "log1p": ([log(1 + s**2)], lambda u: mpmath.log1p(u * u)),
    "binary cross-entropy": ([cross_entropy], bce),
    "cross-entropy of logits": ([softplus(s) - y * s], bce),
    "binary cross-entropy slope": (
        [d(cross_entropy, s), sigmoid(s) - y],
        lambda u, t: (1 - t) * sg(u) - t * sg(-u),
    ),
    "merged exponents": ([exp(s) * exp(-s) * s], lambda u: u),
}
LOGITS = [
    np.array(v, dtype=float)
    for v in (
        [1, 2, 0.5],
        [0, 40.5, 1],
        [0.1, 0.2, 800],
        [1e4, 9999.3, 9500.7],
        [-1e4, -9999.3, -9990.1],
        [700.3, -30.1, 0.7],
        [1e4 / 3, 3000.1, 1e4 / 3 - 1],
        [900.1, 300.7, 850.3],
        [-740.1, -720.3, -800.9],
    )
]


def weights(v: Any) -> list[Any]:
    """The softmax, and one less each of it."""
    top = max(mpf(float(x)) for x in v)
    e = [mp.exp(mpf(float(x)) - top) for x in v]
    return [x / mpmath.fsum(e) for x in e]


def others(v: Any, n: int) -> Any:
    return mpmath.fsum(w for m, w in enumerate(weights(v)) if m != n)


def log_total(v: Any) -> Any:
    top = max(mpf(float(x)) for x in v)
    return top + mp.log(mpmath.fsum(mp.exp(mpf(float(x)) - top) for x in v))


def hessian(v: Any) -> Any:
    p = weights(v)
    return [[p[a] * others(v, a) if a == b else -p[a] * p[b] for b in range(3)] for a in range(3)]


OF_ARRAYS: dict[str, tuple[list[Any], Callable[..., Any]]] = {
    "log-sum-exp": ([log(total)], log_total),
    "log softmax": ([-log(p[i]), log(total) - z[i]], lambda v: [log_total(v) - mpf(float(x)) for x in v]),
    "softmax": ([p, exp(z[i]) / total, grad(log(total), z)], weights),
    "one less softmax": ([1 - p[i]], lambda v: [others(v, n) for n in range(3)]),
    "softmax Hessian": ([hess(log(total), z), p[i] * (delta(i, k) - p[k])], hessian),
}


def ulps(found: float, exact: Any, scale: Any = None) -> float:
    """The relative error in units of 2^-52; 0 where the value is smaller than any normal number and found to be so."""
    if abs(exact) < TINY or abs(exact) > 1e308:
        return 0.0 if abs(found - float(exact)) <= 2 * TINY or np.isinf(found) else np.inf
    return (
        float(abs(mpf(found) - exact) / abs(exact if scale is None else scale)) / EPS if np.isfinite(found) else np.inf
    )


def rule(name: str) -> LoweringRule:
    (found,) = (r for r in RULES if r.name == name)
    return found


def test_every_rule_has_a_test() -> None:
    assert {r.name for r in RULES} == {*OF_NUMBERS, *OF_ARRAYS, "softmax less one-hot", "entropy"}
    assert len({r.name for r in RULES}) == len(RULES)


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_a_rule_of_numbers(name: str) -> None:
    expressions, exact = OF_NUMBERS[name]
    for compiled in map(numeric_bridge.compile, expressions):
        targets = (0.0, 1.0, 0.25) if any(a.name == "y" for a in compiled.arguments) else (None,)
        for u in GRID:
            for t in targets:
                given = {"s": u} if t is None else {"s": u, "y": t}
                with mpmath.workdps(digits(u)):
                    wanted = exact(mpf(u), *([] if t is None else [t]))
                    scale = max((1 - t) * sg(mpf(u)), t * sg(-mpf(u))) if rule(name).mixed and t else None
                    error = ulps(float(compiled(**given)), wanted, scale)
                assert error <= rule(name).ulps, f"{error} ulps at {given}\n{compiled.source}"


@pytest.mark.parametrize("name", OF_ARRAYS)
def test_a_rule_of_arrays(name: str) -> None:
    expressions, exact = OF_ARRAYS[name]
    for compiled in map(numeric_bridge.compile, expressions):
        for v in LOGITS:
            found = np.asarray(compiled(v)).ravel()
            with mpmath.workdps(400):
                wanted = np.array(exact(v), dtype=object).ravel()
                worst = max(ulps(float(f), w) for f, w in zip(found, wanted, strict=True))
            assert worst <= rule(name).ulps, f"{worst} ulps at {v}: {found}\n{compiled.source}"


@pytest.mark.parametrize("rows", [1, 2])
def test_softmax_less_one_hot(rows: int) -> None:
    """The gradient of the cross-entropy with hard labels, alone and in a batch, for each class as the label."""
    N = size("N")
    n = indices("n", N)[0]
    a, b = declared("a", N, K), label("b", N, K)
    compiled = numeric_bridge.compile(grad(-Sum(log(softmax(a)[n, b[n]]), n), a))
    for v in LOGITS:
        for at in range(3):
            found = compiled(np.tile(v, (rows, 1)), np.full(rows, at))
            with mpmath.workdps(400):
                wanted = [-others(v, m) if m == at else w for m, w in enumerate(weights(v))]
                worst = max(ulps(float(f), w) for row in found for f, w in zip(row, wanted, strict=True))
            assert worst <= rule("softmax less one-hot").ulps, f"{worst} ulps at {v}, class {at}: {found}"


def test_entropy() -> None:
    a, b = declared("a", K, positive=True), declared("b", K, positive=True)
    shares, others = np.array([0.0, 0.25, 0.75]), np.array([0.0, 0.5, 0.5])
    entropy = numeric_bridge.compile(Sum(a[k] * log(a[k]), k))
    assert float(entropy(shares)) == pytest.approx(0.25 * np.log(0.25) + 0.75 * np.log(0.75), rel=4 * EPS)
    expected = 0.25 * np.log(0.5) + 0.75 * np.log(1.5)
    for e in (Sum(a[k] * log(a[k] / b[k]), k), Sum(a[k] * (log(a[k]) - log(b[k])), k)):
        assert float(numeric_bridge.compile(e)(a=shares, b=others)) == pytest.approx(expected, rel=1e-15)
    assert np.isnan(entropy([np.nan, 0.5, 0.5]))
    slope = numeric_bridge.compile(grad(Sum(a[k] * log(a[k]), k), a))
    np.testing.assert_allclose(slope(shares), [-np.inf, 1 + np.log(0.25), 1 + np.log(0.75)])
