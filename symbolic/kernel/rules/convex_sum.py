"""Convex sum: kinks of convex summands cannot cancel, so a sum has a derivative only where each summand has one.

Summands with brackets, which may jump, are shown to have a derivative everywhere; they cannot cancel anything either.
"""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.kernel.gate import Ranges, conditions, first_undefined, jumps, moves, ramps
from symbolic.kernel.judgements import Convex, Equal, Sequent
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import ONE, Add, Derivative, Mul, Sum, Term, add, instantiate, multiply, sum_over
from symbolic.kernel.theorem import Rejected


@dataclass(frozen=True, slots=True)
class Summand:
    """`coefficient * term`, summed over the ranges; the coefficient stands still."""

    coefficient: Term
    term: Term
    ranges: Ranges

    def total(self, term: Term) -> Term:
        result = multiply(self.coefficient, term)
        for name, size in reversed(self.ranges):
            result = sum_over(name, size, result)
        return result


def summands(
    term: Term, variables: tuple[str, ...], coefficient: Term = ONE, ranges: Ranges = ()
) -> tuple[Summand, ...]:
    """What a term is a sum of, through factors that stand still and sums over indices."""
    match term:
        case Add(terms=terms):
            jumping = [t for t in terms if _may_jump(t, variables)]
            apart = [add(*jumping), *(t for t in terms if t not in jumping)] if jumping else terms
            if len(apart) > 1:
                return tuple(s for t in apart for s in summands(t, variables, coefficient, ranges))
        case Sum(size=size, body=body) if moves(term, variables):
            name = f"summand_{len(ranges)}"
            return summands(instantiate(body, name), variables, coefficient, (*ranges, (name, size)))
        case Mul(factors=factors):
            moving = [f for f in factors if moves(f, variables)]
            if len(moving) == 1:
                still = (f for f in factors if f is not moving[0])
                return summands(moving[0], variables, multiply(coefficient, *still), ranges)
    return (Summand(coefficient, term, ranges),)


def _may_jump(term: Term, variables: tuple[str, ...]) -> bool:
    """Has a term brackets that change, outside of sums which can be taken apart?"""
    match term:
        case Sum():
            return False
        case Mul(factors=factors) if sum(moves(f, variables) for f in factors) == 1:
            return any(_may_jump(f, variables) for f in factors)
    return any(moves(s, variables) for s in jumps(term))


def premises_for(claim: Sequent, slopes: tuple[Term, ...]) -> tuple[Sequent, ...]:
    """The sum of the slopes is the right side; each is the derivative of its summand, which is smooth or convex."""
    node, context = claim.judgement.children()[0], claim.context
    if not isinstance(claim.judgement, Equal) or not isinstance(node, Derivative) or has_derivative(node.body):
        raise Rejected("the left side must be one first derivative")
    parts = summands(node.body, (node.array,))
    names = tuple(dict.fromkeys(name for part in parts for name, _ in part.ranges))
    if not fresh(context, names):
        raise Rejected(f"the names {', '.join(names)} are taken")
    total = add(*(part.total(slope) for part, slope in zip(parts, slopes, strict=True)))
    found = [Sequent(context, Equal(total, claim.judgement.right))]
    kept = context.with_hypotheses(h for h in context.hypotheses if not moves(h.term, (node.array,)))
    for part, slope in zip(parts, slopes, strict=True):
        own, inside = Derivative(part.term, node.array, node.indices), context.declaring(indices=part.ranges)
        if has_derivative(slope) or first_undefined(inside, slope) is not None:
            raise Rejected("a slope may not exist, where nothing would be said")
        if any(moves(s, (node.array,)) for s in jumps(part.term)):
            found.append(Sequent(inside, Equal(slope, own)))
            continue
        found.append(Sequent(inside, Equal(own, slope)))
        roots = (c.term for c in conditions(part.term) if c.relation == ">=")
        if any(moves(s, (node.array,)) for s in (*ramps(part.term), *roots)):
            convex = Convex(multiply(part.coefficient, part.term), (node.array,))
            found.append(Sequent(kept.declaring(indices=part.ranges), convex))
    return tuple(found)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, ...]) -> None:
    r"""\partial f_k = r_k, \; f_k \text{ convex or differentiable} \vdash \partial \textstyle\sum_k f_k = \sum_k r_k.

    A convex function has one-sided derivatives, that to the right at least that to the left: if the sums of both agree,
    so do both of each summand; where its coefficient is 0 its derivative is, and so is its slope, which has a value.

    Rejects when a premise is missing, or the slope of a summand may be undefined.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the derivatives of the summands and their convexity")
