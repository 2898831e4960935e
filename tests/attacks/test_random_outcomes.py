"""What a random variable is outside of E: any value that it may take, and no other."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.verdict import Proved, Refuted
from tests.attacks.in_a_sheet import stated

DECLARED = "size K\nindex k, i in K\nreal x, p in [0, 1]\nrandom c[K] bernoulli(p)\nrandom g[K] normal(0, 1)\n"

TRUE = ("c[i]^2 == c[i]", "sum[k](c[k]) <= K", "E(c[i]) <= c[i] + p", "convex(c[i]*x^2, x)", "E(c[i]^2) == p")
FALSE = ("c[i] == p", "c[i] == 0", "g[i]^2 == g[i]", "sum[k](g[k]) <= K", "E(c[i]) <= c[i]", "d(c[i]^2, c[i]) == 1")


@pytest.mark.parametrize("statement", TRUE)
def test_a_bernoulli_variable_is_0_or_1(statement: str) -> None:
    assert isinstance(prove(stated(DECLARED, statement)), Proved)


@pytest.mark.parametrize("statement", FALSE)
def test_no_more_is_known_of_an_outcome(statement: str) -> None:
    assert isinstance(prove(stated(DECLARED, statement)), Refuted)
