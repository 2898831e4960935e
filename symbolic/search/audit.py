"""What a claim needs: of each hypothesis, whether the proof used it and whether the claim fails without it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.check import check
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Context, Hypothesis, Sequent, ranging
from symbolic.kernel.terms import negate, substitute
from symbolic.kernel.theorem import Rejected
from symbolic.language.lazy_cases import CASE
from symbolic.language.printing import text
from symbolic.search.decide import Decision, attempt, decide
from symbolic.search.definedness import defined, extended
from symbolic.search.effort import limited_to
from symbolic.search.implied import holds_without
from symbolic.search.refuted import refuted
from symbolic.search.sparing import length, without
from symbolic.verdict import HypothesisUse, Proved, Vacuous, Verdict, Witness

STEPS_AT_FIRST, STEPS = 400, 4_000
"""Of a search for a counterexample: for each of several hypotheses of one name, and then for each again."""

MOST_STEPS_ANEW, LEAST_STEPS_ANEW = 150, 20
"""Of a proof without a hypothesis; it is expected to be not much longer than the one with it."""


def audited(
    decisions: Sequence[Decision], names: dict[str, tuple[str, ...]], excluding: frozenset[str] = frozenset()
) -> tuple[HypothesisUse, ...]:
    """For each hypothesis: used? and does the claim fail without it?

    Those `excluding` a case of the claim are used for that; what the claim says in that case was not looked at. Where a
    claim is proved in some cases, those that leave no point in another are used for that.
    """
    found: list[HypothesisUse] = []
    proved = any(isinstance(d.verdict, Proved) for d in decisions)
    settled = proved and all(isinstance(d.verdict, Proved | Vacuous) for d in decisions)
    every = dict.fromkeys(
        h.name for d in decisions for h in d.sequent.context.hypotheses if not h.name.startswith(CASE)
    )
    for name in every:
        statement = next(text(h, names) for d in decisions for h in d.sequent.context.hypotheses if h.name == name)
        using = [d for d in decisions if name in d.used or (settled and _empties(name, d))]
        used = bool(using)
        needed: bool | None = None
        witness = None
        if settled:
            needed, witness = _without(name, using)
        if name in excluding:
            used, needed = True, needed or None
        found.append(HypothesisUse(name, statement, used, needed, witness))
    return tuple(found)


def _empties(name: str, decision: Decision) -> bool:
    """Whether a case of the claim speaks of nothing, and is not seen to without the hypothesis of that name."""
    sequent = _dropping(name, decision.sequent)
    if not isinstance(decision.verdict, Vacuous) or sequent == decision.sequent:
        return False
    return not isinstance(decide(sequent, sparing=False).verdict, Vacuous)


def _dropping(name: str, sequent: Sequent) -> Sequent:
    return Sequent(sequent.context.without(name), sequent.judgement)


def _without(name: str, using: Sequence[Decision]) -> tuple[bool | None, Witness | None]:
    """Whether the claim fails when one hypothesis is dropped: yes with a witness, no with a proof, or unknown."""
    proved_anew = True
    for decision in using:
        sequent = _dropping(name, decision.sequent)
        dropped = [h for h in decision.sequent.context.hypotheses if h.name == name]
        if _holds_alike(name, decision, defined(sequent)) or _is_implied(dropped, decision, sequent):
            continue
        witness = _refuted(sequent, dropped)
        if witness is not None:
            return True, witness
        proved_anew = proved_anew and _holds(sequent, decision.verdict)
    return (False if proved_anew else None), None


def _holds_alike(name: str, decision: Decision, extra: tuple[Hypothesis, ...]) -> bool:
    """Whether the same proof does where the left side is defined; it was tried without any hypothesis in its place."""
    if set(extra) <= set(decision.defined) or not isinstance(decision.verdict, Proved):
        return False
    try:
        for theorem in decision.verdict.theorems:
            check(without(name, theorem, extra))
    except Rejected:
        return False
    return True


def _is_implied(dropped: Sequence[Hypothesis], decision: Decision, sequent: Sequent) -> bool:
    """Whether the one hypothesis that was dropped follows from the others."""
    if len(dropped) != 1 or not isinstance(decision.verdict, Proved):
        return False
    return all(holds_without(dropped[0], proof, extended(sequent)) for proof in decision.verdict.theorems)


def _refuted(sequent: Sequent, dropped: Sequence[Hypothesis]) -> Witness | None:
    """A witness against the sequent, which was proved with the dropped hypotheses: one of them fails there."""
    if any(moves(h.term, ranging(sequent.judgement)) for h in dropped):
        return refuted(sequent, STEPS)  # it speaks of several points at once: not all of them need to fail
    outside = [Sequent(sequent.context.assuming((_failing(h),)), sequent.judgement) for h in dropped]
    tries = [(s, STEPS // len(dropped)) for s in outside]
    if len(dropped) > 1:
        tries = [*((s, STEPS_AT_FIRST // len(dropped)) for s in outside), *tries]
    if any(_is_empty(h) for h in dropped):
        tries = [(sequent, STEPS), *tries]
    return next(filter(None, (refuted(s, steps) for s, steps in tries)), None)


def _is_empty(h: Hypothesis) -> bool:
    """Whether it says nothing where all of its indices are 1, as that a matrix is symmetric."""
    with suppress(Undefined, TooLarge):
        return not Algebra(Context()).normal(unfold(substitute(h.term, {name: 1 for name, _ in h.indices})))
    return False


def _failing(h: Hypothesis) -> Hypothesis:
    """That `h` fails: where its indices are 1, or are 1, 2, .. if it says nothing there."""
    apart = _is_empty(h)
    term = substitute(h.term, {name: n if apart else 1 for n, (name, _) in enumerate(h.indices, 1)})
    match h.relation:
        case ">":
            return Hypothesis(h.name, ">=", negate(term))
        case ">=":
            return Hypothesis(h.name, ">", negate(term))
        case "==":
            return Hypothesis(h.name, "!=", term)
    return Hypothesis(h.name, "==", term)


def _holds(sequent: Sequent, before: Verdict) -> bool:
    steps = sum(map(length, before.theorems)) if isinstance(before, Proved) else 0
    try:
        with limited_to(min(MOST_STEPS_ANEW, LEAST_STEPS_ANEW + 2 * steps)):
            attempt(extended(sequent))
    except Rejected:
        return False
    return True
