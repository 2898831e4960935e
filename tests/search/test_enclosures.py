"""Enclosures contain the true value (mpmath at 60 digits), at every precision; so do whole terms."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import mpmath  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.kernel.terms import Entry, Term
from symbolic.search.refutation.assignment import Assignment
from symbolic.search.refutation.enclosures import pi_bounds
from symbolic.search.refutation.evaluation import evaluate
from symbolic.search.refutation.intervals import Arithmetic, Interval, IsUndefined, NotDecided, Number
from tests.search.notation import E, call, of

TRUE = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
    "tanh": mpmath.tanh,
    "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
    "relu": lambda u: max(u, mpmath.mpf(0)),
}
NUMBERS = st.fractions(min_value=-60, max_value=60, max_denominator=10**6)
BITS = st.sampled_from((16, 40, 80, 240))
ROOM = mpmath.mpf(10) ** -55


def contains(number: Number, true: mpmath.mpf) -> bool:
    if isinstance(number, Interval):
        scale = mpmath.mpf(2) ** number.bits
        return bool(number.low / scale - ROOM <= true <= number.high / scale + ROOM)
    return bool(abs(mpmath.mpf(number.numerator) / number.denominator - true) <= ROOM * (1 + abs(true)))


@given(name=st.sampled_from(sorted(TRUE)), value=NUMBERS, bits=BITS)
@settings(max_examples=1500, deadline=None)
def test_function(name: str, value: Fraction, bits: int) -> None:
    with mpmath.workdps(110):
        u = mpmath.mpf(value.numerator) / value.denominator
        if name == "log" and u <= 0:
            with pytest.raises(IsUndefined):
                Arithmetic(bits).apply(name, value)
            return
        try:
            found = Arithmetic(bits).apply(name, value)
        except NotDecided:
            assert bits == 16
            return
        assert contains(found, TRUE[name](u))
        if isinstance(found, Interval) and bits >= 80 and abs(u) < 5:
            assert found.high - found.low < 1 << 16 << (0 if name != "log" else 21)


@given(
    base=st.fractions(min_value=0, max_value=1000, max_denominator=999),
    n=st.integers(-5, 7),
    k=st.integers(1, 5),
    bits=BITS,
)
@settings(max_examples=600, deadline=None)
def test_power(base: Fraction, n: int, k: int, bits: int) -> None:
    exponent = Fraction(n, k)
    if base == 0 and exponent < 0:
        with pytest.raises(IsUndefined):
            Arithmetic(bits).power(base, exponent)
        return
    try:
        found = Arithmetic(bits).power(base, exponent)
    except NotDecided:
        return
    with mpmath.workdps(110):
        true = mpmath.power(mpmath.mpf(base.numerator) / base.denominator, mpmath.mpf(n) / k)
        assert contains(found, true)


@pytest.mark.parametrize("bits", [8, 53, 200, 1000])
def test_pi(bits: int) -> None:
    low, high = pi_bounds(bits)
    with mpmath.workprec(bits + 100):
        assert low <= mpmath.pi * mpmath.mpf(2) ** bits <= high
    assert high - low <= 2


def applied(name: str, pair: tuple[E, Any]) -> tuple[E, Any]:
    return call(name, pair[0]), lambda a, b: TRUE[name](pair[1](a, b))


def terms() -> st.SearchStrategy[tuple[E, Any]]:
    """A term in x and y with the same formula in mpmath."""
    x, y = E(Entry("x")), E(Entry("y"))
    leaves = st.one_of(
        st.just((x, lambda a, b: a)),
        st.just((y, lambda a, b: b)),
        st.integers(-3, 3).map(lambda n: (of(n), lambda a, b: mpmath.mpf(n))),
    )

    def grow(inner: st.SearchStrategy[tuple[E, Any]]) -> st.SearchStrategy[tuple[E, Any]]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda p: (p[0][0] + p[1][0], lambda a, b: p[0][1](a, b) + p[1][1](a, b))),
            pairs.map(lambda p: (p[0][0] * p[1][0], lambda a, b: p[0][1](a, b) * p[1][1](a, b))),
            inner.map(lambda p: (1 / (p[0] ** 2 + 1), lambda a, b: 1 / (p[1](a, b) ** 2 + 1))),
            inner.map(lambda p: ((p[0] ** 2 + 2) ** Fraction(1, 2), lambda a, b: mpmath.sqrt(p[1](a, b) ** 2 + 2))),
            *(inner.map(partial(applied, name)) for name in ("sin", "cos", "sigmoid", "tanh", "relu")),
        )

    return st.recursive(leaves, grow, max_leaves=8)


@given(term=terms(), x=st.fractions(-4, 4, max_denominator=50), y=st.fractions(-4, 4, max_denominator=50))
@settings(max_examples=400, deadline=None)
def test_term(term: tuple[E, Any], x: Fraction, y: Fraction) -> None:
    node: Term = term[0].term
    found = evaluate(node, Assignment(entries={("x", ()): x, ("y", ()): y}), bits=120)
    assert isinstance(found, int | Fraction | Interval)
    with mpmath.workdps(110):
        a, b = (mpmath.mpf(v.numerator) / v.denominator for v in (x, y))
        assert contains(found, term[1](a, b))
