"""Two sums that are equal since their summands are: sum_n f(y_n t_n) for y_n in {-1, 1}, by the values of y_n.

That the difference of the summands is 0 for all n is proved first; its sum is added to one side.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent
from symbolic.kernel.rules import cut, linear_combination
from symbolic.kernel.terms import ONE, substitute, subtract
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.single_sums import SingleSum, single_sums
from symbolic.search.fresh_names import fresh_name
from symbolic.search.steps import by

EACH = "each summand"

Prover = Callable[[Sequent], Theorem]


def with_equal_summands(goal: Sequent, prove: Prover, each: Prover) -> Theorem:
    """A proof of an equation, by `each` of what the summands are. Raises Rejected."""
    if not isinstance(goal.judgement, Equal):
        raise Rejected("not an equation")
    try:
        algebra = Algebra(goal.context)
        sums = list(single_sums(algebra, algebra.normal(subtract(*goal.judgement.children()))))
    except (Undefined, TooLarge, TypeError) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
    for single in sums:
        with suppress(Rejected):
            return _added(goal, _told(goal, algebra, single), prove, each)
    raise Rejected("the summands could not be shown to be equal")


def _told(goal: Sequent, algebra: Algebra, single: SingleSum) -> Hypothesis:
    name = fresh_name(goal, "k", "n", "m", "index")
    return Hypothesis(
        EACH, "==", substitute(term_of(algebra, single.summand), {single.index: name}), ((name, single.size),)
    )


def _added(goal: Sequent, lemma: Hypothesis, prove: Prover, each: Prover) -> Theorem:
    known, rest = cut.premises_for(goal, lemma)
    name = fresh_name(known, "l", "summand")
    multiples = ((len(goal.context.hypotheses), (name,), ((name, lemma.indices[0][1]),), ONE),)
    premise = linear_combination.premise_for(rest, multiples)
    plain = by("weakening", premise, (prove(Sequent(goal.context, premise.judgement)),))
    return by("cut", goal, (each(known), by("linear_combination", rest, (plain,), multiples)), lemma)
