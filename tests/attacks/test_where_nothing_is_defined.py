"""Claims of terms that are nowhere defined: undecided or vacuous, never proved, refuted or an error of the program."""

from __future__ import annotations

import pytest

from symbolic.engine import examine
from symbolic.verdict import Proved, Undecided, Vacuous
from tests.attacks.in_a_sheet import stated

NOWHERE = (
    "d(1/(d(z, y)*[x < 0]), w) > 0",
    "d(1/(d(z, y)*[x < 0]), w) == 0",
    "d(1/(d(z, y)*abs(x)), x) == 7",
    "1/d(z, y) > 0",
    "d(d((1/x)*[z != x], x), x) != 3 where z/0 > x",
    "d(abs(x), x) == 2 where 1/0 > x",
    "x >= 4*z^2 where sqrt(x) >= d(z^2, z) and 1/0 > x",
)


@pytest.mark.parametrize("statement", NOWHERE)
def test_nothing_is_said_of_no_point(statement: str) -> None:
    assert isinstance(examine(stated("real x, y, z, w\n", statement)).verdict, Undecided | Vacuous)


def test_a_root_may_be_compared_with_a_derivative() -> None:
    found = examine(stated("real x, z >= 0\n", "x >= 4*z^2 where sqrt(x) >= d(z^2, z)"))
    assert isinstance(found.verdict, Undecided | Proved)
