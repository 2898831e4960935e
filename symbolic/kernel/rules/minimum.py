"""Minimum: a stationary point of a convex function is a global minimiser, the only one if it is strictly convex."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.gate import first_undefined, holds
from symbolic.kernel.judgements import Convex, Minimizer, Point, Sequent, Stationary
from symbolic.kernel.rules.convexity import moves
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.terms import substitute
from symbolic.kernel.theorem import Rejected


def premises_for(claim: Sequent) -> tuple[Sequent, Sequent]:
    match claim.judgement:
        case Minimizer(term=term, point=point, unique=unique):
            variables = tuple(array for array, _, _ in point)
            judgements = (Convex(term, variables, unique), Stationary(term, point))
            return Sequent(claim.context, judgements[0]), Sequent(claim.context, judgements[1])
    raise Rejected("this rule proves that a point is a minimiser")


def check_admissible(claim: Sequent, point: Point) -> None:
    """The point satisfies the hypotheses about its variables."""
    variables = tuple(array for array, _, _ in point)
    if any(moves(value, variables) for _, _, value in point):
        raise Rejected("the point's values must not depend on the variables")
    about = [h for h in claim.context.hypotheses if moves(h.term, variables)]
    without = claim.context.with_hypotheses(h for h in claim.context.hypotheses if h not in about)
    algebra = Algebra(without)
    for h in about:
        term = at(substitute(h.term, {i: f"{i}'" for i, _ in h.indices}), point)
        if first_undefined(without, term) is not None or not holds(algebra, h.relation, term):
            raise Rejected(f"the point is not known to satisfy {h.name!r}")
    term = claim.judgement.children()[0]
    if first_undefined(without, at(term, point), *(value for _, _, value in point)) is not None:
        raise Rejected("the function is not known to be defined at the point")


def rule(claim: Sequent, *premises: Sequent, certificate: None = None) -> None:
    r"""f \text{ convex}, \; \nabla f(x^*) = 0 \vdash x^* \in \arg\min f.

    Rejects when the point is not known to satisfy the hypotheses on its variables, or a premise is missing (strict
    convexity for a unique minimiser).
    """
    if premises != premises_for(claim):
        raise Rejected("the premises are not convexity and stationarity")
    check_admissible(claim, claim.judgement.point)  # type: ignore[union-attr]
