"""Single steps of proofs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from symbolic.kernel.check import MALFORMED
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import RULES
from symbolic.kernel.terms import Apply, Bracket, Sum, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.contradictions import suspects
from symbolic.search.effort import spend
from symbolic.search.refutation.samples import few_samples

TOGETHER = "the hypotheses may hold together"
HARD_TO_READ = (Sum, Apply, Bracket)
"""What makes it shorter to look for a point at which hypotheses hold than to read what they say of each other."""


def by(rule: str, goal: Sequent, premises: tuple[Theorem, ...] = (), certificate: object = None) -> Theorem:
    """The theorem, if its last step is accepted. Raises Rejected."""
    _accept(rule, goal, [p.claim for p in premises], certificate)
    return Theorem(goal, rule, premises, certificate)


def by_way_of(
    premises: Sequence[Sequent],
    prove: Callable[[Sequent], Theorem],
    rule: str,
    goal: Sequent,
    certificate: object = None,
) -> Theorem:
    """As `by`, from premises that are still to be proved: whether they would do is seen before. Raises Rejected."""
    _accept(rule, goal, premises, certificate)
    return Theorem(goal, rule, tuple(map(prove, premises)), certificate)


def _accept(rule: str, goal: Sequent, premises: Sequence[Sequent], certificate: object) -> None:
    spend()
    try:
        RULES[rule](goal, *premises, certificate=certificate)
    except MALFORMED as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped


def contradiction(goal: Sequent) -> Theorem:
    """A proof from hypotheses that exclude each other, the last one first. Raises Rejected."""
    if any(isinstance(t, HARD_TO_READ) for h in goal.context.hypotheses for t in walk(h.term)):
        samples = few_samples(goal.context, goal.judgement.children())
        if any(True for _ in samples.each()):
            raise Rejected(TOGETHER)
    for name in suspects(goal.context):
        with suppress(Rejected):
            return by("absurd", goal, (), name)
    raise Rejected(TOGETHER)
