"""Sums whose every summand has the sign: the premises of `termwise`, one for each place where the rest can go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial
from symbolic.kernel.judgements import Sequent, Sign
from symbolic.kernel.terms import Term, sum_over
from symbolic.search.certificates.readable.homogeneous import homogeneous
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.spread import spread

NAMES = ("k", "n", "m", "l", "row")
MOST_SUMMANDS = 24


def as_one_sum(goal: Sequent) -> Iterator[tuple[Sequent, str]]:
    """The sign of the term as one sum over one index, and a new name for the index; the rest is spread over it.

    Then the same with numbers as multiples of the sums of which hypotheses give the value.
    """
    match goal.judgement:
        case Sign(relation=">" | ">=" as relation, term=term):
            algebra = Algebra(goal.context)
            for own, p in chain([(algebra, algebra.normal(term))], homogeneous(goal.context, term)):
                whole = _one_sum(own, p)
                if whole is not None:
                    yield Sequent(goal.context, Sign(relation, whole)), _new_name(goal)


def _one_sum(algebra: Algebra, p: Polynomial) -> Term | None:
    parts = spread(algebra, p)
    scopes = [scope for scope in parts if scope]
    if len(scopes) != 1 or len(scopes[0]) != 1:
        return None
    [((opened, size),)] = scopes
    summand = parts[scopes[0]]
    if () in parts:
        summand = summand + parts[()] * algebra.inverse(algebra.size(size))
    return sum_over(opened, size, term_of(algebra, summand)) if len(summand.terms) <= MOST_SUMMANDS else None


def _new_name(goal: Sequent) -> str:
    context = goal.context
    groups = (context.sizes, context.arrays, context.indices, context.labels)
    taken = {name for group in groups for name, *_ in group}
    return next(n for n in (*NAMES, *(f"index_{m}" for m in range(len(taken) + 1))) if n not in taken)
