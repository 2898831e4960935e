"""An equality of two terms that the kernel has checked."""

from __future__ import annotations

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.check import check
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.rules import differentiation
from symbolic.kernel.terms import Derivative, Term, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.effort import limited_to
from symbolic.search.prove import prove

MOST_STEPS = 80
UNFINISHED = (Rejected, Undefined, TooLarge)


def equality(context: Context, left: Term, right: Term) -> Theorem | None:
    """The theorem `left = right`, or None if it is not found at once."""
    goal = Sequent(context, Equal(left, right))
    try:
        theorem = _guessed(goal)
        check(theorem)
    except UNFINISHED:
        return _at_a_kink(goal) if isinstance(left, Derivative) else None
    return theorem


def _guessed(goal: Sequent) -> Theorem:
    """The usual proof, not looked at yet: an identity, after the derivatives are unfolded."""
    if not any(isinstance(t, Derivative) for side in goal.judgement.children() for t in walk(side)):
        return Theorem(goal, "identity")
    return Theorem(goal, "differentiation", (Theorem(differentiation.unfolded(goal), "identity"),))


def _at_a_kink(goal: Sequent) -> Theorem | None:
    try:
        with limited_to(MOST_STEPS):
            theorem = prove(goal)
        check(theorem)
    except UNFINISHED:
        return None
    return theorem
