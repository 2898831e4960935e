"""Corner: a function is not differentiable where its one-sided derivatives in a direction and against it differ."""

from __future__ import annotations

from symbolic.kernel.derivative import Velocity, bend
from symbolic.kernel.gate import first_undefined, jumps, moves
from symbolic.kernel.judgements import NotDifferentiable, Point, Sequent, Sign
from symbolic.kernel.rules.differentiation import has_derivative
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
    if not isinstance(claim.judgement, NotDifferentiable):
        raise Rejected("this rule proves that there is no derivative")
    forth = velocity(direction)
    bent = bend(claim.judgement.term, forth, lambda entry, depth: negate(forth(entry, depth)))
    return Sequent(claim.context, Sign("!=", bent))


def rule(claim: Sequent, premise: Sequent, *, certificate: Point) -> None:
    r"""f'(x; v) + f'(x; -v) \ne 0 \vdash f \text{ is not differentiable at } x.

    Rejects when the direction is not one of the variables, a bracket may jump, or the function may be undefined.
    """
    if premise != premise_for(claim, certificate):
        raise Rejected("the premise is not that the function bends")
    term, variables = claim.judgement.term, claim.judgement.variables  # type: ignore[union-attr]
    axes = dict(claim.context.arrays)
    if any(array not in variables or len(names) != len(axes[array]) for array, names, _ in certificate):
        raise Rejected("the direction is not one of the variables")
    if has_derivative(term) or any(moves(s, variables) for s in jumps(term)):
        raise Rejected("a bracket of {} may jump, or a derivative bend", term)
    missing = first_undefined(claim.context, term, premise.judgement.children()[0])
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
