"""The nested loops: three ways to a derivative agree, and at a kink the one-sided slopes are told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from numeric_bridge.spot_checks.interpreter import estimate, evaluate, one_sided
from numeric_bridge.spot_checks.point import Trial
from numeric_bridge.spot_checks.unusable import Kink, Undefined, Unusable
from symbolic.kernel.judgements import Equal as EqualTerms
from symbolic.kernel.terms import Derivative, Term
from symbolic.language import (
    Equal,
    abs_,
    bracket,
    cos,
    d,
    exp,
    log,
    max_,
    real,
    relu,
    sigmoid,
    sign,
    softplus,
    sqrt,
    tanh,
)
from symbolic.language.claim_lowering import lower

x = real("x")


def derivative(e: Any) -> Derivative:
    (sequent,) = lower(Equal(d(e, x), 0)).sequents
    assert isinstance(sequent.judgement, EqualTerms)
    left: Term = sequent.judgement.left
    assert isinstance(left, Derivative)
    return left


def at(value: int | Fraction) -> Trial:
    return Trial({}, {("x", ()): Fraction(value)})


SMOOTH = [x**3, exp(x) * cos(x), sigmoid(x), softplus(-x), tanh(x) ** 2, relu(x) * x, x**-2, abs_(x), sqrt(1 + x**2)]


@pytest.mark.parametrize("e", SMOOTH, ids=str)
@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(-5, 4)])
def test_complex_step_difference_and_sides_agree(e: Any, value: Fraction) -> None:
    exact = evaluate(derivative(e), at(value), {})
    below, above = one_sided(derivative(e), at(value), {})
    assert abs(estimate(derivative(e), at(value), {}) - exact) < 1e-14 * max(1, abs(exact))
    assert max(abs(below - exact), abs(above - exact)) < 1e-25


@pytest.mark.parametrize(
    ("e", "below", "above"),
    [(relu(x), 0, 1), (abs_(x), -1, 1), (max_(x, 2 * x), 1, 2), (relu(-x), -1, 0), (relu(exp(x) - 1), 0, 1)],
    ids=str,
)
def test_sides_of_a_kink(e: Any, below: int, above: int) -> None:
    slopes = one_sided(derivative(e), at(0), {})
    assert [float(s) for s in slopes] == pytest.approx([below, above], abs=1e-20)
    with pytest.raises(Kink):
        evaluate(derivative(e), at(0), {})
    with pytest.raises(Unusable):
        estimate(derivative(e), at(0), {})


@pytest.mark.parametrize(("e", "slope"), [(relu(x) ** 2, 0), (x * abs_(x), 0), (relu(x) - relu(-x), 1)], ids=str)
def test_a_derivative_that_exists_on_a_kink_is_found(e: Any, slope: int) -> None:
    assert float(evaluate(derivative(e), at(0), {})) == pytest.approx(slope, abs=1e-20)


@pytest.mark.parametrize("e", [sign(x), bracket(x > 0), sqrt(abs_(x))], ids=str)
def test_there_is_no_slope_at_a_jump(e: Any) -> None:
    for f in (evaluate, one_sided):
        with pytest.raises(Kink):
            f(derivative(e), at(0), {})


def test_a_logarithm_of_nothing_is_undefined() -> None:
    for f in (evaluate, estimate):
        with pytest.raises(Undefined):
            f(derivative(log(x)), at(-1), {})


def test_a_second_derivative_has_50_digits_only() -> None:
    second = derivative(d(x**4, x))
    assert float(evaluate(second, at(2), {})) == pytest.approx(48, abs=1e-20)
    with pytest.raises(Unusable):
        estimate(second, at(2), {})
