"""What a claim needs: of each hypothesis, whether the proof used it and whether the claim fails without it."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.kernel.judgements import Equal, Hypothesis, Sequent, Sign
from symbolic.kernel.theorem import Rejected
from symbolic.language.printing import text
from symbolic.search.decide import Decision, attempt
from symbolic.search.definedness import defined
from symbolic.search.effort import limited_to
from symbolic.search.refuted import refuted
from symbolic.verdict import HypothesisUse, Proved, Witness

STEPS, MOST_STEPS_ANEW = 10_000, 150


def audited(decisions: Sequence[Decision], names: dict[str, tuple[str, ...]]) -> tuple[HypothesisUse, ...]:
    """For each hypothesis: used? and does the claim fail without it?"""
    found: list[HypothesisUse] = []
    every = dict.fromkeys(h.name for d in decisions for h in d.sequent.context.hypotheses)
    for name in every:
        statement = next(text(h, names) for d in decisions for h in d.sequent.context.hypotheses if h.name == name)
        used = any(name in d.used for d in decisions)
        needed: bool | None = None
        witness = None
        if all(isinstance(d.verdict, Proved) for d in decisions):
            if not used:
                needed = False
            else:
                needed, witness = _without(name, decisions)
        found.append(HypothesisUse(name, statement, used, needed, witness))
    return tuple(found)


def _without(name: str, decisions: Sequence[Decision]) -> tuple[bool | None, Witness | None]:
    """Whether the claim fails when one hypothesis is dropped: yes with a witness, no with a proof, or unknown."""
    proved_anew = True
    for decision in decisions:
        sequent = Sequent(decision.sequent.context.without(name), decision.sequent.judgement)
        extra = defined(sequent)
        if extra != decision.defined and isinstance(sequent.judgement, Equal | Sign) and _holds(sequent, extra):
            continue  # there is nothing to search for: such a claim is false at one point, and none is left
        witness = refuted(sequent, STEPS)
        if witness is not None:
            return True, witness
        proved_anew = proved_anew and _holds(sequent, extra)
    return (False if proved_anew else None), None


def _holds(sequent: Sequent, extra: tuple[Hypothesis, ...]) -> bool:
    try:
        with limited_to(MOST_STEPS_ANEW):
            attempt(Sequent(sequent.context.assuming(extra), sequent.judgement))
    except Rejected:
        return False
    return True
