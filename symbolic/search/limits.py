"""Limits: the forms of a term of which the kernel may read one off, and refutation by the limit that is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import first_undefined
from symbolic.kernel.judgements import Equal, Limit, Sequent
from symbolic.kernel.rules import limit
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected
from symbolic.language.printing import text
from symbolic.search.certificates.readback import term_of
from symbolic.search.refutation.describe import describe_point
from symbolic.search.refutation.points import satisfying_point
from symbolic.search.refutation.witness import refute
from symbolic.verdict import Witness


def forms(goal: Sequent, term: Term) -> Iterator[Term]:
    """The term as it stands, without derivatives, and written out as a polynomial."""
    yield term
    yield unfold(term)
    try:
        algebra = Algebra(limit.kept(goal))
        yield term_of(algebra, algebra.normal(unfold(term)))
    except (Undefined, TooLarge, TypeError):
        return


def refuted(goal: Sequent) -> Witness | None:
    """A point at which the limit that the kernel reads off is not the value claimed."""
    judgement = goal.judgement
    if not isinstance(judgement, Limit):
        return None
    for written in forms(goal, judgement.term):
        try:
            if first_undefined(goal.context, judgement.term) is not None:
                return None
            found = limit.limit_of(goal, written)
        except (Rejected, Undefined, TooLarge):
            continue
        value = judgement.value
        if isinstance(found, Term) and first_undefined(limit.kept(goal), found) is not None:
            continue
        if isinstance(found, Term) and isinstance(value, Term):
            witness = refute(Sequent(limit.kept(goal), Equal(found, value)))
            return None if witness is None else replace(witness, note="the limit, against the value claimed")
        point = satisfying_point(limit.kept(goal)) if found != value else None
        if point is not None:
            sides = [side if isinstance(side, str) else text(side) for side in (found, value)]
            shown = describe_point(limit.kept(goal), point)
            return replace(
                shown, left=sides[0], right=sides[1], relation="==", note="the limit, against the claimed one"
            )
    return None
