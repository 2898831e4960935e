"""Proofs with lemmas: signs that a claim needs, and that cannot be read off, are proved first.

These are the signs of what has to be positive, or not zero, for the claim to be defined; what hypotheses about roots
say of the radicands; and the signs of denominators in an inequality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import conditions, first_undefined, holds
from symbolic.kernel.judgements import Hypothesis, Sequent, Sign
from symbolic.kernel.rules import cut
from symbolic.kernel.terms import negate
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.refutation.samples import Samples
from symbolic.search.squared_hypotheses import rooted
from symbolic.search.steps import by

MOST_LEMMAS = 3
NAMES = ("proved first", "proved second", "proved third")

Prover = Callable[[Sequent], Theorem]


def proved(goal: Sequent, prove: Prover, names: tuple[str, ...] = NAMES) -> Theorem:
    """A proof of the goal, through lemmas of these names. Raises Rejected, with the reason of the first attempt."""
    try:
        return prove(goal)
    except (Rejected, Undefined, TooLarge) as reason:
        lemma, prover = next(_lemmas(goal, prove), (None, prove)) if names else (None, prove)
        if lemma is None:
            raise
        lemma = replace(lemma, name=names[0])
        try:
            told, rest = cut.premises_for(goal, lemma)
            return by("cut", goal, (prover(told), proved(rest, prove, names[1:])), lemma)
        except Rejected:
            raise reason from None


def _lemmas(goal: Sequent, prove: Prover) -> Iterator[tuple[Hypothesis, Prover]]:
    """What to prove first, and how."""
    try:
        missing = first_undefined(goal.context, *map(unfold, goal.judgement.children()))
    except (Undefined, TooLarge, TypeError):
        return
    if missing is not None:
        yield missing, prove
        return
    for known in rooted(goal):
        if not _is_known(goal, known.squared):
            yield known.squared, partial(known.proved, prove=prove)
    if isinstance(goal.judgement, Sign):
        yield from ((h, prove) for h in _of_denominators(goal))


def _is_known(goal: Sequent, told: Hypothesis) -> bool:
    return any(
        (h.relation, h.term, h.indices) == (told.relation, told.term, told.indices) for h in goal.context.hypotheses
    )


def _of_denominators(goal: Sequent) -> Iterator[Hypothesis]:
    """The signs that denominators without an index of their own seem to have, and that cannot be read off."""
    term = unfold(goal.judgement.children()[0])
    open_ = [c.term for c in conditions(term) if c.relation == "!=" and not c.indices]
    algebra = Algebra(goal.context)
    for t in (t for t in open_ if not any(holds(algebra, ">", s) for s in (t, negate(t)))):
        samples = Samples(goal.context, (t,))
        signs = {samples.sign(t, look) for look in samples.looks} - {None}
        yield from (Hypothesis("", ">", s) for s, sign in ((t, 1), (negate(t), -1)) if signs == {sign})
