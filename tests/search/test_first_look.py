"""What certainly fails at a point is not searched a proof for; what may hold is."""

from __future__ import annotations

import pytest

from derivations.sheets import reader
from symbolic.kernel.judgements import Equal, Semidefinite, Sequent, Sign
from symbolic.kernel.rules.semidefinite import premises_for
from symbolic.kernel.terms import Entry, Term
from symbolic.language import lower
from symbolic.search.implied import holds_without
from symbolic.search.prove import prove
from symbolic.search.refutation.first_look import is_false

FALSE = (
    "x >= 5",
    "x^2 > 0",
    "x >= 50 where x >= 0 and a > 0",
    "x^2 + 1 == x",
    "d(abs(x), x) == 3",
    "convex(-x^2, x)",
    "strictly_convex(2*x + y, x)",
    "convex(a*x^2, x) where a < 0",
    "pd([[-1, 0], [0, -2]])",
)
NOT_SEEN_TO_FAIL = (
    "x^2 >= 0",
    "1 - tanh(x)^2 > 0",
    "exp(-exp(x^2)) > 0",
    "x - 1 >= 0 where x >= 1",
    "x >= 0 where x >= 1 and x <= -1",
    "(x + y)^2 == x^2 + 2*x*y + y^2",
    "convex(x^2 + abs(x), x)",
    "pd([[2, 1], [1, 1]])",
)


def sequent(claim: str) -> Sequent:
    """The last case of a claim."""
    sheet = reader.read(f"real x, y, a\nclaim it: {claim}\n".encode(), file="sheet.claims")
    return lower(sheet.claims[0].claim).sequents[-1]  # type: ignore[arg-type]


@pytest.mark.parametrize("claim", FALSE)
def test_what_fails_at_a_point_is_false(claim: str) -> None:
    assert is_false(_with_direction(sequent(claim)))


@pytest.mark.parametrize("claim", NOT_SEEN_TO_FAIL)
def test_what_holds_is_not_seen_to_fail(claim: str) -> None:
    assert not is_false(_with_direction(sequent(claim)))


def _with_direction(goal: Sequent) -> Sequent:
    """The quadratic form of a matrix."""
    return premises_for(goal, "v")[-1] if isinstance(goal.judgement, Semidefinite) else goal


def test_an_index_that_is_not_declared_has_no_points() -> None:
    goal = sequent("x >= 0")
    strange: Term = Entry("x", ("k",))
    assert not is_false(Sequent(goal.context, Sign(">=", strange)))
    assert not is_false(Sequent(goal.context, Equal(strange, strange)))


@pytest.mark.parametrize(
    ("claim", "implied"),
    [
        ("sqrt(x*y) == sqrt(y*x) where x >= a and a > 0 and x > 0 and y >= 0", True),
        ("x^3 > 0 where x >= a and a >= 0 and x > 0", False),
        ("x^3 > 0 where x > 0", False),
    ],
)
def test_a_hypothesis_that_follows_from_the_others_can_be_spared(claim: str, implied: bool) -> None:
    whole = sequent(claim)
    [h] = [h for h in whole.context.hypotheses if h.name == "x > 0"]
    assert holds_without(h, prove(whole), Sequent(whole.context.without(h.name), whole.judgement)) is implied
