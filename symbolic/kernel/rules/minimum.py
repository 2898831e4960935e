"""Minimum: a stationary point of a convex function is a global minimiser, the only one if it is strictly convex."""

from __future__ import annotations

from symbolic.kernel.judgements import Convex, Minimizer, Sequent, Stationary, ranging
from symbolic.kernel.rules.stationary import check_admissible
from symbolic.kernel.theorem import Rejected


def premises_for(claim: Sequent) -> tuple[Sequent, Sequent]:
    match claim.judgement:
        case Minimizer(term=term, point=point, unique=unique):
            convex = Convex(term, ranging(claim.judgement), unique)
            return Sequent(claim.context, convex), Sequent(claim.context, Stationary(term, point))
    raise Rejected("this rule proves that a point is a minimiser")


def rule(claim: Sequent, *premises: Sequent, certificate: None = None) -> None:
    r"""f \text{ convex}, \; \nabla f(x^*) = 0 \vdash x^* \in \arg\min f.

    Rejects when the point is not known to satisfy the hypotheses on its variables, or a premise is missing (strict
    convexity for a unique minimiser).
    """
    if premises != premises_for(claim):
        raise Rejected("the premises are not convexity and stationarity")
    check_admissible(claim, claim.judgement.point)  # type: ignore[union-attr]
