"""Inequalities by tangents of exp, averages of hypotheses and complements, each beside false ones that look alike."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove
from symbolic.kernel.check import check
from symbolic.language import (
    Equal,
    Max,
    Mean,
    Min,
    Sum,
    abs_,
    exp,
    indices,
    log,
    real,
    reals,
    relu,
    sizes,
    softmax,
    softplus,
    sqrt,
)
from symbolic.language.relations import Relation
from symbolic.language.statements import Statement
from symbolic.verdict import Proved

N, K = sizes("N K")
i, j, k = indices("i j k", K)
z, u = reals("z u", K)
x, y = reals("x y")
s, t = real("s", positive=True), real("t", positive=True)
p, q = real("p", K, positive=True), real("q", K, positive=True)
a = real("a", within=(0, 1))
half = Fraction(1, 2)
entropy = -Sum(p * log(p))
lse = log(Sum(exp(z)))


def on_simplex(claim: Relation) -> Statement:
    return claim.given(first=Equal(Sum(p), 1), second=Equal(Sum(q), 1))


TRUE: dict[str, Callable[[], Relation | Statement]] = {
    "tangent of exp": lambda: 1 + x <= exp(x),
    "tangent of exp elsewhere": lambda: exp(y) * (1 + x - y) <= exp(x),
    "tangent of log": lambda: log(s) <= s - 1,
    "tangent of log elsewhere": lambda: log(s) <= s / t - 1 + log(t),
    "log from below": lambda: log(s) >= 1 - 1 / s,
    "x log x": lambda: s * log(s) >= s - 1,
    "Gibbs": lambda: on_simplex(Sum(p * log(p / q)) >= 0),
    "entropy at most log K": lambda: on_simplex(entropy <= log(K)),
    "entropy at least 0": lambda: on_simplex(entropy >= 0),
    "binary entropy": lambda: -a * log(a) - (1 - a) * log(1 - a) <= log(2),
    "cross-entropy at least entropy": lambda: on_simplex(-Sum(p * log(softmax(z))) >= entropy),
    "Gaussians": lambda: log(s / t) + (t**2 + (x - y) ** 2) / (2 * s**2) - half >= 0,
    "Gaussian and the standard one": lambda: Sum(u**2 + exp(z) - 1 - z) / 2 >= 0,
    "Jensen, exp": lambda: exp(Mean(z)) <= Mean(exp(z)),
    "geometric mean": lambda: exp(Mean(log(p))) <= Mean(p),
    "soft maximum above the mean": lambda: log(Mean(exp(s * z))) / s >= Mean(z),
    "one entry": lambda: z[i] <= lse,
    "maximum below log-sum-exp": lambda: Max(z) <= lse,
    "log-sum-exp below maximum": lambda: lse <= Max(z) + log(K),
    "average below maximum": lambda: Sum(softmax(z) * u) <= Max(u),
    "average above minimum": lambda: Sum(softmax(z) * u) >= Min(u),
    "harmonic mean": lambda: 1 / Mean(1 / p) <= Mean(p),
    "harmonic below geometric mean": lambda: 1 / Mean(1 / p) <= exp(Mean(log(p))),
    "chi-square": lambda: on_simplex(Sum(p**2 / q) >= 1),
    "purity at most 1": lambda: on_simplex(Sum(p**2) <= 1),
    "purity at least 1/K": lambda: on_simplex(Sum(p**2) >= 1 / K),
    "affinity": lambda: on_simplex(Sum(sqrt(p * q)) <= 1),
    "x log x at its smallest": lambda: s * log(s) >= -exp(-1),
    "focal loss below cross-entropy": lambda: -((1 - a) ** 2) * log(a) <= -log(a),
    "softplus above relu": lambda: softplus(x) > relu(x),
    "softplus below relu": lambda: softplus(x) <= relu(x) + log(2),
    "log cosh": lambda: log((exp(x) + exp(-x)) / 2) <= abs_(x),
}

FALSE: dict[str, Callable[[], Relation | Statement]] = {
    "tangent of exp, strictly": lambda: 1 + x < exp(x),
    "a steeper line": lambda: 1 + 2 * x <= exp(x),
    "tangent of log, reversed": lambda: log(s) >= s - 1,
    "Gibbs, reversed": lambda: on_simplex(Sum(p * log(q / p)) >= 0),
    "Gibbs, strictly": lambda: on_simplex(Sum(p * log(p / q)) > 0),
    "Gibbs without the second simplex": lambda: (Sum(p * log(p / q)) >= 0).given(first=Equal(Sum(p), 1)),
    "entropy at most log K, without the simplex": lambda: entropy <= log(K),
    "entropy below log K": lambda: on_simplex(entropy < log(K)),
    "entropy above 0": lambda: on_simplex(entropy > 0),
    "entropy at most 1": lambda: on_simplex(entropy <= 1),
    "Gaussians, no half": lambda: log(s / t) + (t**2 + (x - y) ** 2) / (2 * s**2) - 1 >= 0,
    "Jensen, reversed": lambda: exp(Mean(z)) >= Mean(exp(z)),
    "Jensen for sums": lambda: exp(Sum(z)) <= Sum(exp(z)),
    "two entries": lambda: 2 * z[i] <= lse,
    "log-sum-exp is the maximum": lambda: lse <= Max(z),
    "average with signed weights": lambda: Sum(z * u) <= Max(u),
    "harmonic mean, reversed": lambda: 1 / Mean(1 / p) >= Mean(p),
    "harmonic mean of signed numbers": lambda: 1 / Mean(1 / z) <= Mean(z),
    "chi-square, strictly": lambda: on_simplex(Sum(p**2 / q) > 1),
    "chi-square, turned": lambda: on_simplex(Sum(p**2 / q) <= 1),
    "purity below 1": lambda: on_simplex(Sum(p**2) < 1),
    "purity at least 1/2": lambda: on_simplex(Sum(p**2) >= half),
    "purity without the simplex": lambda: Sum(p**2) <= 1,
    "affinity, reversed": lambda: on_simplex(Sum(sqrt(p * q)) >= 1),
    "softplus below relu, no log 2": lambda: softplus(x) <= relu(x) + half,
}


@pytest.mark.parametrize("name", TRUE)
def test_is_proved(name: str) -> None:
    verdict = prove(TRUE[name]())
    assert isinstance(verdict, Proved), verdict
    for theorem in verdict.theorems:
        check(theorem)


@pytest.mark.parametrize("name", FALSE)
def test_is_not_proved(name: str) -> None:
    assert not isinstance(prove(FALSE[name]()), Proved)
