"""Witnesses against inequalities and monotone functions show both sides, not their difference."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.engine import examine
from symbolic.language import Decreasing, Increasing, Sum, index, real, size
from symbolic.language.statements import Claim, Statement
from symbolic.verdict import Refuted, Witness

x, a = real("x"), real("a", positive=True)
K = size("K")
k = index("k", K)
p = real("p", K, positive=True)


def witness(claim: Claim | Statement) -> Witness:
    verdict = examine(claim, audit=False).verdict
    assert isinstance(verdict, Refuted)
    return verdict.witness


@pytest.mark.parametrize(
    ("claim", "relation"),
    [(x**2 >= x, ">="), (x**2 > x - x**2, ">"), (a <= x, "<="), (Sum(p[k], k) < a, "<"), (p < a, "<")],
)
def test_both_sides_of_an_inequality(claim: Statement, relation: str) -> None:
    found = witness(claim)
    left, right = map(number, (found.left, found.right))
    assert found.both
    assert found.relation == relation
    assert {">=": left < right, ">": left <= right, "<=": left > right, "<": left >= right}[relation]


@pytest.mark.parametrize("claim", [Increasing(x**2, x), Decreasing(a * x, x)])
def test_both_values_of_a_function(claim: Statement) -> None:
    found = witness(claim)
    assert found.both
    assert found.note == "at x, and at another x"
    left, right = map(number, (found.left, found.right))
    assert left >= right if found.relation == "<" else left <= right


def number(text: str) -> float:
    return float(Fraction(text))
