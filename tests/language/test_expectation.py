"""Expectations of what is at most quadratic in independent random variables."""

from __future__ import annotations

import pytest

from symbolic.kernel import terms as kernel
from symbolic.kernel.derivative import unfold
from symbolic.language import (
    E,
    Equal,
    NotYetDecidable,
    Sum,
    bernoulli,
    d,
    exp,
    indices,
    log,
    lower,
    normal,
    random,
    reals,
    size,
    text,
)
from symbolic.language.tree import Expr

K = size("K")
i, j, k = indices("i j k", K)
w = reals("w", K)[0]
m, s, t = reals("m s t")
r = random("r", K, mean=m, variance=s**2)


def shown(e: Expr) -> str:
    """The expectation as text, its derivatives carried out."""
    (sequent,) = lower(Equal(E(e), 0)).sequents
    return text(unfold(sequent.judgement.left))  # type: ignore[union-attr]


def test_linear() -> None:
    assert shown(r[i]) == "m"
    assert shown(Sum(w[k] * r[k], k)) == "sum[k](w[k]*m)"
    assert shown(d(Sum(w[k] ** 2 * r[k], k), w[i])) == "sum[k](2*w[k]*[k == i]*m)"
    assert shown(t * log(t)) == "t*log(t)"


def test_quadratic() -> None:
    assert shown(r[i] * r[j]) == "m*m + s^2*sum[k]([i == k]*[j == k] + [i == k]*[j == k])/2"


def test_named_laws() -> None:
    e, b = normal("e", mean=0, variance=t), bernoulli("b", p=t)
    assert shown(e + b) == "t"
    assert shown(b * b) == "t*t + t*(1 - t)*(1 + 1)/2"


@pytest.mark.parametrize(
    "body",
    [
        r[i] ** 3,
        r[i] * r[j] * r[k],
        exp(r[i]),
        1 / r[i],
        random("q", K, mean=0, variance=1, independent=False)[i],
        d(m * r[i], m),
        d(r[i] * r[i], r[i]),
        random("q", K, mean=w[i], variance=1)[i],
        random("q", mean=r[i], variance=1) * r[i],
    ],
    ids=str,
)
def test_anything_else_is_not_decidable_yet(body: Expr) -> None:
    with pytest.raises(NotYetDecidable):
        lower(Equal(E(body), 0))


def test_under_a_sum_nothing_is_captured() -> None:
    (sequent,) = lower(Equal(Sum(w[k] * E(r[k] * r[k]), k), 0)).sequents
    assert kernel.walk(sequent.judgement.left)  # type: ignore[union-attr]
    assert sequent.judgement.left.loose == 0  # type: ignore[union-attr]
    assert sequent.judgement.left.free == frozenset()  # type: ignore[union-attr]
