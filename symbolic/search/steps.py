"""Single steps of proofs."""

from __future__ import annotations

from contextlib import suppress

from symbolic.kernel.check import MALFORMED
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import RULES
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.contradictions import suspects
from symbolic.search.effort import spend


def by(rule: str, goal: Sequent, premises: tuple[Theorem, ...] = (), certificate: object = None) -> Theorem:
    """The theorem, if its last step is accepted. Raises Rejected."""
    spend()
    try:
        RULES[rule](goal, *(p.claim for p in premises), certificate=certificate)
    except MALFORMED as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
    return Theorem(goal, rule, premises, certificate)


def contradiction(goal: Sequent) -> Theorem:
    """A proof from hypotheses that exclude each other, the last one first. Raises Rejected."""
    for name in suspects(goal.context):
        with suppress(Rejected):
            return by("absurd", goal, (), name)
    raise Rejected("the hypotheses may hold together")
