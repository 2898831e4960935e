"""The limit of a term anywhere, with its proof: every end is brought to oo along paths."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import check_declared
from symbolic.kernel.judgements import Context, Sequent
from symbolic.kernel.rules import approach, limit
from symbolic.kernel.rules.limit import stated
from symbolic.kernel.terms import ONE, ZERO, Term, number
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.growth import STOPPED, Budget, Far, Prove, of_term
from symbolic.search.steps import by

LOWS = ((ZERO, ONE), (ZERO, number(9)))
"""Beyond which numbers the end is looked at."""


def forms(goal: Sequent, term: Term, context: Context) -> Iterator[Term]:
    """The term as it stands, without derivatives, and written out as a polynomial."""
    yield term
    yield unfold(term)
    with suppress(Undefined, TooLarge, TypeError):
        algebra = Algebra(context)
        yield term_of(algebra, algebra.normal(unfold(term)))


def concluded(goal: Sequent, found: Theorem, prove: Prove) -> Theorem:
    """The claim, from the limit of its term and an identity."""
    judgement = stated(found.claim)
    known = ((judgement.term, judgement.value),)
    premises = limit.premises_for(goal, judgement.term, known)
    return by("limit", goal, tuple(found if p == found.claim else prove(p) for p in premises), (judgement.term, known))


def find(goal: Sequent, prove: Prove) -> Theorem:
    """The limit of the claim's term, whatever its value is said to be. Raises Rejected."""
    judgement = stated(goal)
    plain = unfold(judgement.term)
    if plain is not judgement.term:
        return _carried(goal, find(of_term(goal, plain), prove), prove)
    reason = Rejected("no limit was found")
    for lows in LOWS:
        for sides in ((1,), (-1,), (1, -1))[: 1 if isinstance(judgement.to, str) else 3]:
            try:
                return _along_paths(goal, sides, lows, prove)
            except STOPPED as failed:
                reason = failed if isinstance(failed, Rejected) else reason
    raise reason


def _carried(goal: Sequent, found: Theorem, prove: Prove) -> Theorem:
    """The limit that was found of an equal term."""
    return concluded(of_term(goal, stated(goal).term, stated(found.claim).value), found, prove)


def _along_paths(goal: Sequent, sides: tuple[int, ...], lows: tuple[Term, ...], prove: Prove) -> Theorem:
    theorems: list[Theorem] = []
    for whole in approach.premises_for(goal, sides, lows):
        theorem = Far(_narrowed(whole), prove, Budget()).whole()
        if theorems:  # both sides have one limit
            value = stated(theorems[0].claim).value
            theorem = concluded(of_term(theorem.claim, stated(theorem.claim).term, value), theorem, prove)
        theorems.append(theorem)
    claim = of_term(goal, stated(goal).term, stated(theorems[0].claim).value)
    return by("approach", claim, tuple(theorems), (sides, lows))


def _narrowed(whole: Sequent) -> Sequent:
    """The limit along a path under those hypotheses that do not end at oo."""
    check_declared(replace(of_term(whole, stated(whole).term), context=whole.context.bare()))
    kept = []
    for h in whole.context.hypotheses:
        alone = replace(of_term(whole, ZERO), context=whole.context.with_hypotheses((h,)))
        with suppress(*STOPPED):
            check_declared(alone)
            limit.check_reached(alone)
            kept.append(h)
    return replace(whole, context=whole.context.with_hypotheses(kept))
