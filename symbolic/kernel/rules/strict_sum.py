"""Strict sum: a strictly convex function plus a convex one is strictly convex."""

from __future__ import annotations

from symbolic.kernel.judgements import Convex, Sequent
from symbolic.kernel.terms import Add, add
from symbolic.kernel.theorem import Rejected


def premises_for(claim: Sequent, chosen: int) -> tuple[Sequent, Sequent]:
    """The chosen part is strictly convex, the sum of the others is convex."""
    match claim.judgement:
        case Convex(term=Add(terms=parts), variables=variables, strict=True) if 0 <= chosen < len(parts):
            convex = Sequent(claim.context, Convex(add(*parts[:chosen], *parts[chosen + 1 :]), variables))
            return Sequent(claim.context, Convex(parts[chosen], variables, True)), convex
    raise Rejected("this rule proves that a sum is strictly convex")


def rule(claim: Sequent, *premises: Sequent, certificate: int) -> None:
    r"""f \text{ strictly convex}, \; g \text{ convex} \vdash f + g \text{ strictly convex}.

    Rejects when a premise is missing or speaks of other variables.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the convexity of the parts")
