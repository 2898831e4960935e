"""Find a proof of convexity: by composition, by the second derivative, by a strictly convex part, or written out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.judgements import Convex, Equal, Sequent
from symbolic.kernel.rules import convexity, strict_sum
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import Add
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readback import term_of
from symbolic.search.fresh_names import fresh_prefix
from symbolic.search.steps import by

Prover = Callable[[Sequent], Theorem]


def convex(goal: Sequent, variables: tuple[str, ...], prove: Prover) -> Theorem:
    """A proof that a function is convex. Raises Rejected."""
    with suppress(Rejected):
        return by("composition", goal)
    try:
        return _curved(goal, variables, prove)
    except Rejected as reason:
        with suppress(Rejected):
            return _strict_part(goal, prove)
        return _equal_form(goal, prove, reason)


def _curved(goal: Sequent, variables: tuple[str, ...], prove: Prover) -> Theorem:
    prefix = fresh_prefix(goal, variables)
    return by("convexity", goal, (prove(convexity.second_derivative(goal, prefix)),), prefix)


def _strict_part(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that one part of a sum is strictly convex, and the others convex."""
    match goal.judgement:
        case Convex(term=Add(terms=parts), strict=True):
            for chosen in range(len(parts)):
                with suppress(Rejected):
                    first, others = strict_sum.premises_for(goal, chosen)
                    rest = by("composition", others)
                    return by("strict_sum", goal, (prove(first), rest), chosen)
    raise Rejected("no part is strictly convex")


def _equal_form(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof for the function written out as a polynomial, where roots and quotients may have cancelled."""
    judgement = goal.judgement
    if not isinstance(judgement, Convex) or has_derivative(judgement.term):
        raise reason
    algebra = Algebra(goal.context)
    written = term_of(algebra, algebra.normal(judgement.term))
    if written is judgement.term:
        raise reason
    equality = prove(Sequent(goal.context, Equal(judgement.term, written)))
    simpler = Sequent(goal.context, replace(judgement, term=written))
    with suppress(Rejected):
        return by("rewriting", goal, (equality, by("composition", simpler)))
    return by("rewriting", goal, (equality, _curved(simpler, judgement.variables, prove)))
