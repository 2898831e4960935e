"""The conditions under which a left side is defined, as they are told: those that the hypotheses do not grant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.judgements import Context, Hypothesis, Sequent, Sign
from symbolic.kernel.terms import Mul, Power, Term, negate
from symbolic.kernel.theorem import Rejected
from symbolic.search.decide import Decision, attempt
from symbolic.search.definedness import opened
from symbolic.search.effort import limited_to

MOST_STEPS = 40
"""Steps of a search for a proof that the hypotheses grant a condition."""


def told(decision: Decision, write: Callable[[Term], str]) -> Decision:
    """The decision with conditions in the reader's names, and without those that follow from the hypotheses."""
    if not decision.defined:
        return decision
    known, left = decision.sequent.context, list[Hypothesis]()
    for h in decision.defined:
        if not _follows(known, h):
            left.append(replace(h, name=f"defined: {write(opened(h.term))} {h.relation} 0"))
        known = known.assuming((h,))
    return replace(decision, defined=tuple(left))


def _follows(context: Context, condition: Hypothesis) -> bool:
    context = context.declaring(indices=condition.indices)
    term, signs = condition.term, [Sign(condition.relation, condition.term)]
    if condition.relation == "!=":
        signs += [Sign(">", term), Sign(">", negate(term))]
    match term:
        case Power(base=base, exponent=e) if e.denominator == 2 and condition.relation != ">=":
            signs = [Sign(">", base)]
        case Mul(factors=factors) if condition.relation == "!=":
            return all(_follows(context, replace(condition, term=f, indices=())) for f in factors)
    return any(_is_proved(Sequent(context, sign)) for sign in signs)


def _is_proved(sequent: Sequent) -> bool:
    with suppress(Rejected), limited_to(MOST_STEPS):
        attempt(sequent)
        return True
    return False
