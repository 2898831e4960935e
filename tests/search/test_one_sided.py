"""Derivatives at kinks against difference quotients of piecewise polynomials, computed exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.search.refutation.assignment import Assignment
from symbolic.search.refutation.evaluation import Undefined, Unknown, evaluate
from symbolic.search.refutation.intervals import Interval
from tests.search.notation import E, at, call, d, exp, magnitude, of, positive, relu, sqrt, total, zero

STEP = Fraction(1, 10**12)


def value(e: E, x: Fraction) -> Fraction:
    found = evaluate(e.term, Assignment(entries={("x", ()): x}))
    assert isinstance(found, int | Fraction)
    return Fraction(found)


def piecewise() -> st.SearchStrategy[E]:
    leaves = st.one_of(st.just(at("x")), st.just(at("x") - 1), st.integers(-2, 2).map(of))

    def grow(inner: st.SearchStrategy[E]) -> st.SearchStrategy[E]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda p: p[0] + p[1]),
            pairs.map(lambda p: p[0] * p[1]),
            inner.map(relu),
            inner.map(positive),
            inner.map(zero),
            inner.map(lambda e: e**2),
        )

    return st.recursive(leaves, grow, max_leaves=7)


@given(body=piecewise(), x=st.sampled_from((0, 1, -1, Fraction(1, 2))))
@settings(max_examples=3000, deadline=None)
def test_against_difference_quotients(body: E, x: Fraction) -> None:
    found = evaluate(d(body, "x").term, Assignment(entries={("x", ()): Fraction(x)}))
    here = value(body, Fraction(x))
    right, left = ((value(body, x + h) - here) / h for h in (STEP, -STEP))
    close = abs(right - left) < Fraction(1, 10**6) and abs(right) < 10**6
    match found:
        case Unknown():
            pass
        case Undefined():
            assert not close
        case Interval():
            pytest.fail("a piecewise polynomial has rational slopes")
        case _:
            assert close
            assert abs(found - right) < Fraction(1, 10**6)


x = at("x")
CASES: dict[str, tuple[E, object]] = {
    "relu": (d(relu(x), "x"), Undefined),
    "abs": (d(magnitude(x), "x"), Undefined),
    "bracket": (d(positive(x), "x"), Undefined),
    "spike": (d(zero(x), "x"), Undefined),
    "constant bracket": (d(positive(at("y")) * x, "x"), 0),
    "kink in another variable": (d(relu(at("y")) + 3 * x, "x"), 3),
    "cancelling kinks beside an irrational": (d(relu(x) - relu(-x) + exp(at("y") + 1), "x"), 1),
    "cancelling jumps": (d(positive(x) + positive(-x) + zero(x), "x"), 0),
    "sigmoid of a kink": (d(call("sigmoid", relu(x)), "x"), Undefined),
    "sigmoid of a smooth kink": (d(call("sigmoid", relu(x) ** 2), "x"), 0),
    "root at its end": (d(sqrt(x), "x"), Unknown),
    "root of a square": (d(sqrt(x**2), "x"), Unknown),
    "second derivative at a kink": (d(d(relu(x) ** 3, "x"), "x"), Unknown),
    "undefined body": (d(x * call("log", x), "x"), Undefined),
    "undefined elsewhere": (d(x + 0 * call("log", at("y")), "x"), Undefined),
    "sum": (d(total("k:K", relu(at("v", "k") * x) ** 2), "x"), 0),
}


@pytest.mark.parametrize("name", CASES)
def test_at_zero(name: str) -> None:
    term, expected = CASES[name]
    point = Assignment({"K": 2}, {("x", ()): 0, ("y", ()): 0, ("v", (1,)): 1, ("v", (2,)): -1})
    found = evaluate(term.term, point)
    assert isinstance(found, expected) if isinstance(expected, type) else found == expected
