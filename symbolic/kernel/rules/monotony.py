"""Monotony: a function grows between two points of an interval if its derivative is positive on the interval."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.gate import check_declared, first_undefined, jumps, moves, ramps
from symbolic.kernel.judgements import Sequent, Sign
from symbolic.kernel.rules.convexity import check_convex_set
from symbolic.kernel.rules.differentiation import check_smooth
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.terms import Entry, Term, subtract
from symbolic.kernel.theorem import Rejected


def slope(claim: Sequent, function: Term, low: str, high: str) -> Sequent:
    """f'(x) > 0 (>= 0) for every x of which the hypotheses say what they say of the lower point."""
    if not isinstance(claim.judgement, Sign) or claim.judgement.relation == "!=":
        raise Rejected("monotony proves that a difference is positive, or not negative")
    if dict(claim.context.arrays).get(low) != () or dict(claim.context.arrays).get(high) != ():
        raise Rejected(f"{low} and {high} are not both scalars")
    kept = claim.context.with_hypotheses(h for h in claim.context.hypotheses if not moves(h.term, (high,)))
    return Sequent(kept, Sign(claim.judgement.relation, derivative(unfold(function), low, ())))


def rule(claim: Sequent, premise: Sequent, *, certificate: tuple[Term, str, str]) -> None:
    r"""f'(x) > 0 \ (\ge) \text{ on an interval}, \; a < b \vdash f(b) - f(a) > 0 \ (\ge).

    Rejects when a < b is not a hypothesis, when something is known of a that is not known of b (or the set is not an
    interval), when f is not smooth on it, or when the claim is not f(b) - f(a).
    """
    function, low, high = certificate
    if premise != slope(claim, function, low, high) or moves(function, (high,)):
        raise Rejected("the premise is not the sign of the derivative")
    check_declared(Sequent(claim.context, Sign(">", function)))
    check_smooth(claim.context, function, claim.judgement.children()[0])
    context, a, b = claim.context, Entry(low), Entry(high)
    if not any(h.relation == ">" and h.term is subtract(b, a) for h in context.hypotheses):
        raise Rejected("{} < {} is not among the hypotheses", a, b)
    check_convex_set(premise.context, (low,))
    about = [h for h in premise.context.hypotheses if moves(h.term, (low,))]
    swapped = {(h.relation, at(h.term, ((low, (), b),)), h.indices) for h in about}
    if not swapped <= {(h.relation, h.term, h.indices) for h in context.hypotheses}:
        raise Rejected("less is known of {} than of {}", b, a)
    if any(moves(s, (low,)) for s in (*jumps(function), *ramps(function))):
        raise Rejected("{} may have a kink", function)
    missing = first_undefined(premise.context, function, premise.judgement.children()[0])
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
    change = subtract(at(function, ((low, (), b),)), function)
    if Algebra(context).normal(subtract(unfold(claim.judgement.children()[0]), change)):
        raise Rejected("the claim is not the change of {}", function)
