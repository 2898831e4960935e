"""Points on kinks: exactly one argument is 0, the hypotheses hold, and claims that are false only there are refuted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.catalog import item
from derivations.item import Asserted
from numeric_bridge import spot_check
from numeric_bridge.gradient import gradient_of
from numeric_bridge.spot_checks.kinks import arguments, kinked
from symbolic.language import Equal, NotDifferentiable, abs_, bracket, d, grad, indices, max_, real, relu, size, sizes
from symbolic.language import Sum as Total
from symbolic.language.statements import Claim

K = size("K")
k, j = indices("k j", K)
x, z = real("x"), real("z", K)
M, D = sizes("M D")


@pytest.mark.parametrize("id", ["hw3.q2c.W1", "hw1.q1.mean-gradient", "hw1.q2_3.dL-dw11.end-to-end"])
def test_points_are_on_one_kink(id: str) -> None:
    found = item(id)
    assert isinstance(found, Asserted)
    assert isinstance(found.statement, Claim)
    gradient = gradient_of(found.statement)
    term = gradient.entry((1,) * len(gradient.axes))
    assert arguments(term)
    points = list(kinked(gradient.sequent(on_kinks=True), term, 0))
    assert points
    for point in points:
        assert all(isinstance(v, Fraction | int) and Fraction(float(v)) == v for v in point.entries.values())


WRONG_ON_A_KINK = {
    "a square of a ramp": Equal(d(relu(x) ** 2, x), 2 * relu(x) + bracket(Equal(x, 0))),
    "x|x|": Equal(d(x * abs_(x), x), 2 * abs_(x) + 3 * bracket(Equal(x, 0))),
    "one of many": Equal(d(Total(max_(z[j], 0) ** 3, j), z[k]), 3 * relu(z[k]) ** 2 + bracket(Equal(z[k], 0))),
    "two ramps that make a line": Equal(d(relu(x - 1) - relu(1 - x), x), 1 - bracket(Equal(x, 1))),
}


@pytest.mark.parametrize("name", WRONG_ON_A_KINK)
def test_a_claim_that_is_false_only_on_a_kink_is_refuted(name: str) -> None:
    found = spot_check(WRONG_ON_A_KINK[name])
    assert found.outcome == "refuted", str(found)


RIGHT_OFF_THE_KINK = {
    "a ramp": Equal(d(relu(x), x), bracket(x > 0)),
    "its other mask": Equal(d(relu(x), x), bracket(x >= 0)),
    "a square of a ramp": Equal(d(relu(x) ** 2, x), 2 * relu(x)),
    "a vector": Equal(grad(Total(relu(z[j]), j), z), bracket(z > 0)),
}


@pytest.mark.parametrize("name", RIGHT_OFF_THE_KINK)
def test_where_there_is_no_derivative_nothing_is_claimed(name: str) -> None:
    found = spot_check(RIGHT_OFF_THE_KINK[name])
    assert found.outcome == "passed", str(found)


def test_hypotheses_that_nothing_satisfies_leave_a_claim_untested() -> None:
    assert spot_check(Equal(d(x**2, x), x).given(never=Equal(x**2, -1))).outcome == "untested"


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        (NotDifferentiable(relu(x), x).where(Equal(x, 0)), "passed"),
        (NotDifferentiable(Total(abs_(z[j]), j), z).where(Equal(z[k], 0)), "passed"),
        (NotDifferentiable(relu(x) ** 2, x).where(Equal(x, 0)), "refuted"),
        (NotDifferentiable(relu(x), x).where(x > 0), "refuted"),
        (NotDifferentiable(Total(z[j] ** 2, j), z), "refuted"),
    ],
    ids=str,
)
def test_that_there_is_no_derivative(claim: Claim, outcome: str) -> None:
    found = spot_check(claim)
    assert found.outcome == outcome, str(found)
