"""Sums whose every summand has the sign: the premises of `termwise`, one for each place where the rest can go."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.judgements import Sequent, Sign
from symbolic.kernel.terms import sum_over
from symbolic.search.certificates.readback import term_of
from symbolic.search.certificates.spread import spread

NAMES = ("k", "n", "m", "l", "row")
MOST_SUMMANDS = 24


def as_one_sum(goal: Sequent) -> tuple[Sequent, str] | None:
    """The sign of the term as one sum over one index, and a new name for the index; the rest is spread over it."""
    match goal.judgement:
        case Sign(relation=">" | ">=" as relation, term=term):
            algebra = Algebra(goal.context)
            parts = spread(algebra, algebra.normal(term))
            scopes = [scope for scope in parts if scope]
            if len(scopes) != 1 or len(scopes[0]) != 1:
                return None
            [((opened, size),)] = scopes
            p = parts[scopes[0]]
            if () in parts:
                p = p + parts[()] * algebra.inverse(algebra.size(size))
            if len(p.terms) > MOST_SUMMANDS:
                return None
            whole = sum_over(opened, size, term_of(algebra, p))
            return Sequent(goal.context, Sign(relation, whole)), _new_name(goal)
    return None


def _new_name(goal: Sequent) -> str:
    context = goal.context
    groups = (context.sizes, context.arrays, context.indices, context.labels)
    taken = {name for group in groups for name, *_ in group}
    return next(n for n in (*NAMES, *(f"index_{m}" for m in range(len(taken) + 1))) if n not in taken)
