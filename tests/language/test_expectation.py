"""Expectations of polynomials in independent random variables: linearity, and moments."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from symbolic.kernel import terms as kernel
from symbolic.language import (
    Claim,
    E,
    Equal,
    Mean,
    NotYetDecidable,
    Sum,
    Unequal,
    bernoulli,
    d,
    exp,
    indices,
    log,
    lower,
    normal,
    random,
    real,
    reals,
    relu,
    size,
    sqrt,
    text,
)
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr
from symbolic.search.refutation.assignment import Assignment
from symbolic.search.refutation.evaluation import evaluate

K = size("K")
i, j, k = indices("i j k", K)
w = real("w", K)
m, s, t, v = reals("m s t v")
r = random("r", K, mean=m, variance=s**2)
b = bernoulli("b", K, p=t)
e = normal("e", K, mean=0, variance=v)
q = random("q", K, mean=m, variance=1, independent=False)
own = normal("own", K, mean=w, variance=w**2)


def left(claim: Claim | Statement) -> kernel.Term:
    (sequent,) = lower(claim).sequents
    return sequent.judgement.left  # type: ignore[union-attr]


def shown(body: Expr) -> str:
    return text(left(Equal(E(body), 0)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r[i], "m"),
        (Sum(w[k] * r[k], k), "sum[k](w[k]*m)"),
        (d(Sum(w[k] ** 2 * r[k], k), w[i]), "2*w[i]*m"),
        (t * log(t), "t*log(t)"),
        (r[i] * r[j], "m^2 + s^2*[i == j]"),
        (r[i] ** 2, "m^2 + s^2"),
        ((t - r[i]) ** 2, "t^2 - 2*t*m + m^2 + s^2"),
        (b[i] * b[i], "t"),
        (r[i] * b[j], "m*t"),
        (e[i] ** 4, "3*v^2"),
        (e[i] ** 2 * e[j] ** 2, "v^2 + 2*v^2*[i == j]"),
        (e[i] * log(t), "0*log(t)"),
        (d(m * r[i], m), "m"),
        (d(r[i] ** 2, r[i]), "2*m"),
        (q[i], "m"),
        (q[i] ** 2, "m^2 + 1"),
        (own[i], "w[i]"),
        (own[i] * own[k], "w[i]*w[k] + w[i]^2*[i == k]"),
        (own[i] ** 3, "w[i]^3 + 3*w[i]^2*w[i]"),
    ],
    ids=str,
)
def test_linearity_and_moments(body: Expr, expected: str) -> None:
    assert shown(body) == expected


def test_indices_that_are_known_to_differ() -> None:
    claim = Equal(E(r[i] ** 2 * r[k] ** 2), 0).where(Unequal(i, k))
    assert text(left(claim)) == "m^4 + 2*s^2*m^2 + (s^2)^2"


BODIES = [
    Sum(w[k] * r[k], k) ** 2,
    (s - Sum(w[k] * b[k], k)) ** 3,
    Sum(b[k], k) ** 4,
    b[i] * Sum(b[k] * b[j], k, j) * (w[i] - b[i]) ** 2,
    r[i] * (1 - r[j]) + b[i] * r[i] * r[j],
    Mean((b[k] - Mean(b[j], j)) ** 2, k),
    d((w[i] - Sum(b[k] * w[k], k)) ** 2, w[j]),
    Sum(w[k] * r[k], k) * Sum(b[k] * r[k], k),
]


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_the_mean_over_all_outcomes_is_the_expectation(body: Expr) -> None:
    """Over two entries: b is 1 with probability t, r is m - s or m + s with equal probability."""
    values = {"m": Fraction(1, 3), "s": Fraction(2), "t": Fraction(1, 4)}
    fixed = {(name, ()): value for name, value in values.items()}
    fixed |= {("w", (1,)): Fraction(3), ("w", (2,)): Fraction(-1)}
    mean, inner = left(Equal(E(body), 0)), left(Equal(body, 0))
    for at in product((1, 2), repeat=2):
        place = {"K": 2}, dict(zip("ij", at, strict=True))
        total = Fraction(0)
        for outcome in product((0, 1), repeat=4):
            random_entries = {("b", (n + 1,)): Fraction(outcome[n]) for n in range(2)}
            random_entries |= {("r", (n + 1,)): values["m"] + (2 * outcome[n + 2] - 1) * values["s"] for n in range(2)}
            weight = Fraction(1, 4)
            for n in range(2):
                weight *= values["t"] if outcome[n] else 1 - values["t"]
            value = evaluate(inner, Assignment(place[0], {**fixed, **random_entries}, place[1]))
            assert isinstance(value, int | Fraction)
            total += weight * value
        assert evaluate(mean, Assignment(place[0], fixed, place[1])) == total


@pytest.mark.parametrize(
    "body",
    [
        r[i] ** 3,
        r[i] * r[j] * r[k],
        r[i] ** 2 * r[k] ** 2,
        e[i] ** 9,
        exp(r[i]),
        relu(r[i]),
        1 / r[i],
        q[i] * q[k],
        q[i] * e[k],
        d(relu(m) * r[i], m),
        d(sqrt(m) * r[i], m),
        random("q", K, mean=w[i], variance=1)[i],
        random("q", K, K, mean=w, variance=1)[i, k],
        random("q", mean=r[i], variance=1) * r[i],
    ],
    ids=str,
)
def test_what_is_not_known_is_not_decidable_yet(body: Expr) -> None:
    with pytest.raises(NotYetDecidable):
        lower(Equal(E(body), 0))


def test_parameters_of_a_law_are_in_their_range() -> None:
    contexts = [only.context for body in (b[i], e[i], r[i]) for only in lower(Equal(E(body), 0)).sequents]
    names = [[h.name for h in c.hypotheses] for c in contexts]
    assert names == [["probability of b", "probability of b"], ["variance of e"], []]


def test_under_a_sum_nothing_is_captured() -> None:
    total = left(Equal(Sum(w[k] * E(r[k] * Sum(r[j], j)), k), 0))
    assert (total.loose, total.free) == (0, frozenset())
