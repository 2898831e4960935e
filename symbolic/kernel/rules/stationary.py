"""Stationary: every partial derivative vanishes at the point."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.gate import conditions, first_undefined, holds, jumps, moves, ramps
from symbolic.kernel.judgements import Equal, Point, Sequent, Stationary
from symbolic.kernel.rules.convexity import for_any
from symbolic.kernel.rules.differentiation import check_smooth, has_derivative
from symbolic.kernel.terms import ZERO, Entry, Term, rebuild, substitute
from symbolic.kernel.theorem import Rejected


def at(term: Term, point: Point) -> Term:
    """`term` with the entries of the point's arrays replaced by their values."""
    values = {array: (names, value) for array, names, value in point}

    def visit(t: Term) -> Term:
        if isinstance(t, Entry) and t.array in values:
            names, value = values[t.array]
            return substitute(value, dict(zip(names, t.indices, strict=True)))
        return rebuild(t, visit)

    return visit(unfold(term))


def premises_for(claim: Sequent) -> tuple[Sequent, ...]:
    """d f / d x = 0 at the point, for each of its arrays; hypotheses about these arrays are left behind."""
    if not isinstance(claim.judgement, Stationary):
        raise Rejected("this rule proves that a point is stationary")
    term, point, axes = claim.judgement.term, claim.judgement.point, dict(claim.context.arrays)
    variables = tuple(array for array, _, _ in point)
    kept = claim.context.with_hypotheses(h for h in claim.context.hypotheses if not moves(h.term, variables))
    result = []
    for array, names, _ in point:
        indices = [(i, a) for i, a in zip(names, axes[array], strict=True) if isinstance(a, str)]
        slope = at(derivative(unfold(term), array, names), point)
        result.append(Sequent(kept.declaring(indices=indices), Equal(slope, ZERO)))
    return tuple(result)


def check_admissible(claim: Sequent, point: Point) -> None:
    """The point satisfies the hypotheses about its variables."""
    variables = tuple(array for array, _, _ in point)
    if any(moves(value, variables) for _, _, value in point):
        raise Rejected("the point's values must not depend on the variables")
    check_smooth(claim.context, claim.judgement.children()[0], *(value for _, _, value in point))
    about = [h for h in claim.context.hypotheses if moves(h.term, variables)]
    if any(has_derivative(h.term) for h in about):
        raise Rejected("a hypothesis about the variables holds a derivative")
    without = claim.context.with_hypotheses(h for h in claim.context.hypotheses if h not in about)
    algebra = Algebra(without)
    for h in about:
        term = at(for_any(h), point)
        if first_undefined(without, term) is not None or not holds(algebra, h.relation, term):
            raise Rejected(f"the point is not known to satisfy {h.name!r}")
    term = claim.judgement.children()[0]
    if first_undefined(without, at(term, point), *(value for _, _, value in point)) is not None:
        raise Rejected("the function is not known to be defined at the point")


def rule(claim: Sequent, *premises: Sequent, certificate: None = None) -> None:
    r"""\partial f/\partial x\,|_{x^*} = 0 \text{ for each } x \vdash x^* \text{ stationary}.

    Rejects when f has a kink in one of the variables or may end at the point, or a partial derivative is missing.
    """
    if premises != premises_for(claim):
        raise Rejected("the premises are not the partial derivatives at the point")
    term, point = claim.judgement.term, claim.judgement.point  # type: ignore[union-attr]
    variables = tuple(array for array, _, _ in point)
    if {name for _, own, _ in point for name in own} & {i for i, _ in claim.context.indices}:
        raise Rejected("the point's indices must be new names")
    check_admissible(claim, point)
    kinks = [s for s in (*jumps(unfold(term)), *ramps(unfold(term))) if moves(s, variables)]
    if kinks:
        raise Rejected("a kink where {} is 0", kinks[0])
    without = claim.context.with_hypotheses(h for h in claim.context.hypotheses if not moves(h.term, variables))
    for c in (c for c in conditions(term) if c.relation == ">=" and moves(c.term, variables)):
        if not holds(Algebra(without), ">", at(for_any(c), point)):
            raise Rejected("the function may end at the point, where {} is 0", c.term)
