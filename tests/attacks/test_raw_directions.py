"""Directions that are not one direction: a bound index of theirs would be that of each sum around the place."""

from __future__ import annotations

import pytest

from symbolic.kernel.check import check
from symbolic.kernel.judgements import Context, Hypothesis, NotDifferentiable, Sequent
from symbolic.kernel.rules import corner
from symbolic.kernel.terms import Apply, Bound, Entry, Mul, Size, Sum, negate, power, subtract
from symbolic.kernel.terms import add as plus
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.prove import prove

x, b = Entry("x"), Entry("b", (Bound(0),))
RAMP = Apply("relu", (x,))
OVER_K = power(Size("K"), -1)


def test_a_direction_is_the_same_under_every_sum() -> None:
    """The sum of b_k relu(x) less its mean over another index is 0, which has a derivative everywhere."""
    twice = Sum("K", Sum("K", Mul((Entry("b", (Bound(1),)), RAMP, OVER_K))))
    spread = subtract(Sum("K", power(b, 2)), Mul((OVER_K, power(Sum("K", b), 2))))
    context = Context(
        sizes=(("K", 1, None),),
        arrays=(("x", ()), ("b", ("K",))),
        hypotheses=(
            Hypothesis("here", "==", x),
            Hypothesis("positive", ">", Entry("b", ("k",)), (("k", "K"),)),
            Hypothesis("spread", "!=", spread),
        ),
    )
    claim = Sequent(context, NotDifferentiable(plus(Sum("K", Mul((b, RAMP))), negate(twice)), ("x",)))
    direction = (("x", (), b),)
    premise = prove(corner.premise_for(claim, direction))
    with pytest.raises(Rejected):
        check(Theorem(claim, "corner", (premise,), direction))
