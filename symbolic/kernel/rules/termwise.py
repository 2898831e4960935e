"""Termwise: a sum of numbers that all have a sign has that sign."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent, Sign
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Sum, instantiate
from symbolic.kernel.theorem import Rejected


def premise_for(claim: Sequent, name: str) -> Sequent:
    """The summand has the sign, at every value of its index."""
    match claim.judgement:
        case Sign(relation=">" | ">=" as relation, term=Sum(size=size, body=body)) if fresh(claim.context, (name,)):
            return Sequent(claim.context.declaring(indices=[(name, size)]), Sign(relation, instantiate(body, name)))
    raise Rejected("this rule proves that a sum is positive, or not negative, by an index with a new name")


def rule(claim: Sequent, premise: Sequent, *, certificate: str) -> None:
    r"""k \vdash a_k > 0 \ (\ge) yields \vdash \textstyle\sum_k a_k > 0 \ (\ge).

    Rejects when the claim is not about a sum, or the premise is not about its summand. A size is at least 1.
    """
    if premise != premise_for(claim, certificate):
        raise Rejected("the premise is not the sign of the summand")
