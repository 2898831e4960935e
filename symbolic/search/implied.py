"""Hypotheses that follow from the others: what was proved with them holds without them."""

from __future__ import annotations

from symbolic.kernel.check import check
from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Hypothesis, Sequent
from symbolic.kernel.rules import cut
from symbolic.kernel.terms import Entry, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.effort import limited_to
from symbolic.search.prove import prove
from symbolic.search.steps import by

MOST_STEPS = 20
"""Of the proof of a hypothesis from the others."""


def holds_without(h: Hypothesis, proof: Theorem, sequent: Sequent) -> bool:
    """Whether the sequent, which lacks a hypothesis that its proof uses, holds since that follows from the others."""
    arrays = tuple({t.array for t in walk(h.term) if isinstance(t, Entry)})
    signs = (o.term for o in sequent.context.hypotheses if o.relation in (">", ">="))
    if h.relation == "==" or not any(moves(term, arrays) for term in signs):
        return False
    try:
        with limited_to(MOST_STEPS):
            sign, rest = cut.premises_for(sequent, h)
            check(by("cut", sequent, (prove(sign), by("weakening", rest, (proof,))), h))
    except Rejected:
        return False
    return True
