"""Corner: a function is not differentiable where its one-sided derivatives in a direction and against it differ."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import Velocity, bend, right_derivative
from symbolic.kernel.gate import conditions, holds, jumps, moves
from symbolic.kernel.judgements import NotDifferentiable, Point, Sequent, Sign
from symbolic.kernel.rules.differentiation import check_defined, has_derivative
from symbolic.kernel.terms import ZERO, Entry, Term, negate, substitute
from symbolic.kernel.theorem import Rejected


def velocity(direction: Point) -> Velocity:
    values = {array: (names, value) for array, names, value in direction}

    def speed(entry: Entry, depth: int) -> Term:
        names, value = values.get(entry.array, ((), ZERO))
        return substitute(value, dict(zip(names, entry.indices, strict=bool(names))))

    return speed


def premise_for(claim: Sequent, direction: Point) -> Sequent:
    """The bend in this direction is not 0."""
    terms = (*claim.judgement.children(), *(value for _, _, value in direction))
    if not isinstance(claim.judgement, NotDifferentiable) or any(map(has_derivative, terms)):
        raise Rejected("this rule proves that a function without derivatives inside has none")
    forth = velocity(direction)
    bent = bend(claim.judgement.term, forth, lambda entry, depth: negate(forth(entry, depth)))
    return Sequent(claim.context, Sign("!=", bent))


def rule(claim: Sequent, premise: Sequent, *, certificate: Point) -> None:
    r"""f'(x; v) + f'(x; -v) \ne 0 \vdash f \text{ is not differentiable at } x.

    Rejects when the direction is of other variables, a bracket may jump, a root end, or the function be undefined.
    """
    if premise != premise_for(claim, certificate):
        raise Rejected("the premise is not that the function bends")
    term, variables = claim.judgement.term, claim.judgement.variables  # type: ignore[union-attr]
    axes = dict(claim.context.arrays)
    if any(array not in variables or len(names) != len(axes[array]) or v.loose for array, names, v in certificate):
        raise Rejected("the direction is not one of the variables")
    if any(moves(s, variables) for s in jumps(term)):
        raise Rejected("a bracket of {} may jump", term)
    for c in (c for c in conditions(term) if c.relation == ">=" and moves(c.term, variables)):
        if c.indices or not holds(Algebra(claim.context), ">", c.term):
            raise Rejected("the root of {} may end at the point", c.term)
    slope = right_derivative(term, velocity(certificate))
    check_defined(claim.context, term, slope, premise.judgement.children()[0])
