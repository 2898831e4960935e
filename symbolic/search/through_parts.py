"""The last ways to a proof: through what stands in brackets, what is summed, and what values an entry has."""

from __future__ import annotations

from contextlib import suppress

from symbolic.kernel.judgements import Equal, Sequent, Sign
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.equal_summands import with_equal_summands
from symbolic.search.finite_domains import by_values
from symbolic.search.known_switches import with_known_switches
from symbolic.search.prove import has_derivative, prove, prove_by_cases


def prove_through_parts(goal: Sequent) -> Theorem:
    """A proof by cases, or else through a part of the goal, and then the same again. Raises Rejected."""
    try:
        return prove_by_cases(goal)
    except Rejected as reason:
        if not isinstance(goal.judgement, Equal | Sign):
            raise
        if not has_derivative(*goal.judgement.children()):
            with suppress(Rejected):
                return with_known_switches(goal, prove, _again)
            with suppress(Rejected):
                return with_equal_summands(goal, prove, _again)
        with suppress(Rejected):
            return by_values(goal, _again)
        raise reason from None


def _again(goal: Sequent) -> Theorem:
    with suppress(Rejected):
        return prove(goal)
    return prove_through_parts(goal)
