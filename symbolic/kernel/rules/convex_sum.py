"""Convex sum: kinks of convex summands cannot cancel, so a sum has a derivative only where each summand has one."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.kernel.gate import Ranges, conditions, jumps, moves, ramps
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


def summands(term: Term, array: str, coefficient: Term = ONE, ranges: Ranges = ()) -> tuple[Summand, ...]:
    """What a term is a sum of, through factors that stand still and sums over indices."""
    match term:
        case Add(terms=terms):
            return tuple(s for t in terms for s in summands(t, array, coefficient, ranges))
        case Sum(size=size, body=body) if moves(term, (array,)):
            name = f"summand_{len(ranges)}"
            return summands(instantiate(body, name), array, coefficient, (*ranges, (name, size)))
        case Mul(factors=factors):
            moving = [f for f in factors if moves(f, (array,))]
            if len(moving) == 1:
                still = (f for f in factors if f is not moving[0])
                return summands(moving[0], array, multiply(coefficient, *still), ranges)
    return (Summand(coefficient, term, ranges),)


def premises_for(claim: Sequent, slopes: tuple[Term, ...]) -> tuple[Sequent, ...]:
    """The sum of the slopes is the right side; each is the derivative of its summand, which is smooth or convex."""
    node, context = claim.judgement.children()[0], claim.context
    if not isinstance(claim.judgement, Equal) or not isinstance(node, Derivative) or has_derivative(node.body):
        raise Rejected("the left side must be one first derivative")
    if any(moves(s, (node.array,)) for s in jumps(node.body)):
        raise Rejected("a bracket of {} may jump", node.body)
    parts = summands(node.body, node.array)
    names = tuple(dict.fromkeys(name for part in parts for name, _ in part.ranges))
    if not fresh(context, names):
        raise Rejected(f"the names {', '.join(names)} are taken")
    total = add(*(part.total(slope) for part, slope in zip(parts, slopes, strict=True)))
    found = [Sequent(context, Equal(total, claim.judgement.right))]
    kept = context.with_hypotheses(h for h in context.hypotheses if not moves(h.term, (node.array,)))
    for part, slope in zip(parts, slopes, strict=True):
        here = Equal(Derivative(part.term, node.array, node.indices), slope)
        found.append(Sequent(context.declaring(indices=part.ranges), here))
        roots = (c.term for c in conditions(part.term) if c.relation == ">=")
        if any(moves(s, (node.array,)) for s in (*ramps(part.term), *roots)):
            convex = Convex(multiply(part.coefficient, part.term), (node.array,))
            found.append(Sequent(kept.declaring(indices=part.ranges), convex))
    return tuple(found)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, ...]) -> None:
    r"""\partial f_k = r_k, \; f_k \text{ convex or smooth} \vdash \partial \textstyle\sum_k f_k = \sum_k r_k.

    A convex function has one-sided derivatives, that to the right at least that to the left: if the sums of both agree,
    so do both of each summand.

    Rejects when a premise is missing, or a bracket in the sum may jump.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the derivatives of the summands and their convexity")
