"""What is derived is what the left side is: of one case of a claim only where that case is told."""

from __future__ import annotations

import pytest

from symbolic.engine import examine
from symbolic.verdict import Refuted
from tests.attacks.in_a_sheet import stated

CASES = (
    ("cases(1/x if x != 0, 5)*x == 1", "0 where x == 0"),
    ("cases(log(x) if x > 0, x) == 3", "log(x) where x > 0"),
    ("d(cases(log(x) if x > 0, x), x) == 3", "1/x where x > 0"),
    ("cases(x if x > 0, 2*x) == 3", "2*x - relu(x)"),
)
"""Claims that are false, and what their left sides are."""


@pytest.mark.parametrize(("statement", "derived"), CASES)
def test_the_derived_form_of_a_case_is_told_of_that_case(statement: str, derived: str) -> None:
    found = examine(stated("real x\n", statement))
    assert isinstance(found.verdict, Refuted)
    assert found.derived == derived


def test_a_condition_on_a_real_called_case_is_a_hypothesis() -> None:
    found = examine(stated("real x, case\n", "x*case > 0 where x > 0 and case > 0"))
    assert [(h.name, h.needed) for h in found.hypotheses] == [("x > 0", True), ("case > 0", True)]


@pytest.mark.parametrize("statement", ["0 == d([v[j] > 0]*v[i], v[j]) where i != j", "0 == d([x > 0], x)"])
def test_no_difference_of_formulas_is_told_where_only_a_derivative_is_missing(statement: str) -> None:
    found = examine(stated("size K\nindex i, j in K\nreal x, v[K]\n", statement))
    assert isinstance(found.verdict, Refuted)
    assert found.difference is None
