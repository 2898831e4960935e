"""Limits: proved by the limit that is found, refuted by one that is another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.check import check
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import first_undefined, jumps, ramps
from symbolic.kernel.judgements import Equal, Limit, Sequent
from symbolic.kernel.rules import cases, limit
from symbolic.kernel.rules.limit import Value, stated
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language.printing import text
from symbolic.search.growth import STOPPED, Prove
from symbolic.search.paths import concluded, find, forms
from symbolic.search.refutation.describe import describe_point
from symbolic.search.refutation.points import satisfying_point
from symbolic.search.refutation.witness import refute
from symbolic.search.steps import by
from symbolic.verdict import Witness


def proved(goal: Sequent, prove: Prove) -> Theorem:
    """A proof for the term as it stands or in another form, by growth, or by cases. Raises Rejected."""
    judgement, reason = stated(goal), Rejected("no limit was found")
    for written in forms(goal, judgement.term, limit.kept(goal)):
        try:
            premises = limit.premises_for(goal, written)
            return by("limit", goal, tuple(map(prove, premises)), (written, ()))
        except STOPPED as failed:
            reason = failed if isinstance(failed, Rejected) else reason
    with suppress(Rejected):
        plain = replace(goal, judgement=replace(judgement, term=unfold(judgement.term)))
        return concluded(goal, find(plain, prove), prove)
    return _by_cases(goal, prove, reason)


def _by_cases(goal: Sequent, prove: Prove, reason: Rejected) -> Theorem:
    """A proof in each case of the sign of what stands under a relu or in a bracket of the value."""
    value, name = stated(goal).value, "case of the limit"
    kinks = (*ramps(value), *jumps(value)) if isinstance(value, Term) else ()
    if not kinks or any(h.name == name for h in goal.context.hypotheses):
        raise reason
    premises = cases.split(goal, kinks[0], name)
    return by("cases", goal, tuple(proved(one, prove) for one in premises), (kinks[0], name))


def refuted(goal: Sequent, prove: Prove | None = None) -> Witness | None:
    """A point at which the limit that the kernel reads off, or that is proved, is not the value claimed."""
    judgement = goal.judgement
    if not isinstance(judgement, Limit):
        return None
    for written in forms(goal, judgement.term, limit.kept(goal)):
        try:
            if first_undefined(goal.context, judgement.term) is not None:
                return None
            found = limit.limit_of(goal, written)
        except STOPPED:
            continue
        if isinstance(found, Term) and first_undefined(limit.kept(goal), found) is not None:
            continue
        return _against(goal, found)
    if prove is None:
        return None
    try:
        theorem = find(goal, prove)
        check(theorem)
    except STOPPED:
        return None
    return _against(goal, stated(theorem.claim).value)


def _against(goal: Sequent, found: Value) -> Witness | None:
    """A point at which the value claimed is another."""
    value, context = stated(goal).value, limit.kept(goal)
    if isinstance(found, Term) and isinstance(value, Term):
        witness = refute(Sequent(context, Equal(found, value)))
        return None if witness is None else replace(witness, note="the limit, against the value claimed")
    point = satisfying_point(context) if found != value else None
    if point is None:
        return None
    sides = [side if isinstance(side, str) else text(side) for side in (found, value)]
    shown = describe_point(context, point)
    return replace(shown, left=sides[0], right=sides[1], relation="==", note="the limit, against the claimed one")
