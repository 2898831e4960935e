"""Convexity of functions that hold derivatives by their own variable, beside a kink: d(g(t), x) is not a function of t.

Once, -t^4 was differentiated by x, which it does not mention, and t was replaced by x afterwards.
"""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved
from tests.attacks.in_a_sheet import stated

DECLARED = "size N\nindex n in N\nreal x, y, b[N]\n"

FALSE = """\
convex(d(-x^4, x) + abs(x), x)
convex(d(-(x + y)^4, y) + abs(x), x)
convex(d(-(x + y)^4, x) + abs(x), (x, y))
convex(sum[n](d(-(x - b[n])^4, x)) + relu(x), x)
convex(abs(d(x^3, x) - 1), x)
concave(d(x^4, x) - abs(x), x)
concave(d(relu(x + 1)^2, x), x)
concave(abs(d(relu(x - 1)^2, x)), x)
concave(abs(d(x^3, x)), x)
strictly_convex(d(-x^4, x) + abs(x) + x^2, x)
""".splitlines()

TRUE = """\
convex(d(x^4, y) + abs(x), x)
convex(d(x^2, x) + abs(x), x)
convex(d(x*y^2, y) + abs(x), x)
""".splitlines()

NOT_A_FUNCTION_EVERYWHERE = """\
convex(x + 0*d(relu(x), x), x)
convex(x^2 + 0*d(abs(x), x), x)
convex(0*d(abs(y), y)*x + abs(x), x)
convex(sum[n](0*d(abs(x - b[n]), x)) + x^2, x)
""".splitlines()


def claim(statement: str) -> Claim:
    return stated(DECLARED, statement)


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_not_proved(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_proved(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", NOT_A_FUNCTION_EVERYWHERE)
def test_what_has_no_value_somewhere_is_not_proved_to_be_convex(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Proved)
