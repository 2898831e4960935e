r"""Monotony: what is not negative at one point, and does not fall on the way to another, is not negative there.

Proof. Let a and b be the points, a < b (or both with -x for x), f defined on [a, b] and differentiable inside. By the
mean value theorem f(b) = f(a) + f'(x) (b - a) for an x between them, and the slope has its sign at every such x. A
condition that a and b satisfy holds there too, if it is affine in x.
"""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.gate import first_undefined, holds, jumps, moves, ramps
from symbolic.kernel.judgements import Context, Hypothesis, Sequent, Sign
from symbolic.kernel.rules.convexity import check_convex_set, for_any
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.terms import MINUS_ONE, ONE, Entry, Term, multiply, subtract
from symbolic.kernel.theorem import Rejected

Way = tuple[Term, str, Term, Term, bool, bool, tuple[Hypothesis, ...]]
"""f, its variable, a, b, whether a <= b, whether f grows strictly, and what a and b satisfy."""


def between(context: Context, way: Way, relation: str) -> Context:
    """The context of an x between a and b."""
    _, name, start, end, up, _, known = way
    steps = (subtract(Entry(name), start), subtract(end, Entry(name)))
    added = (Hypothesis(f"{name} {n}", relation, _towards(step, up)) for n, step in enumerate(steps))
    return context.declaring([(name, ())]).assuming((*known, *added))


def _towards(step: Term, up: bool) -> Term:
    return multiply(ONE if up else MINUS_ONE, step)


def premises_for(claim: Sequent, way: Way) -> tuple[Sequent, Sequent, Sequent]:
    """b lies beyond a, f(a) has the sign, and so has the slope between them (the sign may be strict once)."""
    function, name, start, end, up, grows, _ = way
    if not isinstance(claim.judgement, Sign) or claim.judgement.relation == "!=" or not fresh(claim.context, (name,)):
        raise Rejected("monotony proves that a term is positive, or not negative, with a new name for what moves")
    strict, at_start = (">", ">=") if grows else (">=", claim.judgement.relation)
    slope = _towards(derivative(unfold(function), name, ()), up)
    return (
        Sequent(claim.context, Sign(strict, _towards(subtract(end, start), up))),
        Sequent(claim.context, Sign(at_start, at(function, ((name, (), start),)))),
        Sequent(between(claim.context, way, ">"), Sign(strict, slope)),
    )


def rule(claim: Sequent, *premises: Sequent, certificate: Way) -> None:
    r"""a \le b, \; f(a) \ge 0, \; f'(x) \ge 0 \text{ for } a < x < b \vdash f(b) \ge 0; \text{ and} > 0 \text{ if
    } f(a) > 0, \text{ or } a < b \text{ and } f' > 0.

    Rejects when f may have a kink or be undefined on the way, when something said to be known of a and b is not, or is
    not affine, or when the claim is not f(b).
    """
    function, name, start, end, _, _, known = certificate
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the point, the value and the slope")
    closed, algebra = between(claim.context, certificate, ">="), Algebra(claim.context)
    for relation, h, point in ((h.relation, for_any(h), point) for h in known for point in (start, end)):
        fact = at(h, ((name, (), point),))
        if first_undefined(claim.context, fact) or not holds(algebra, relation, fact):
            raise Rejected(f"not known of an end: {{}} {relation} 0", fact)
    check_convex_set(closed.with_hypotheses(known), (name,))
    silent = any(map(has_derivative, (function, start, end, *(h.term for h in known))))
    if silent or any(moves(s, (name,)) for s in (*jumps(function), *ramps(function))):
        raise Rejected("{} may have a kink, or a derivative not exist", function)
    missing = first_undefined(claim.context, start, end) or first_undefined(closed, function)
    missing = missing or first_undefined(premises[2].context, premises[2].judgement.children()[0])
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
    if algebra.normal(subtract(claim.judgement.children()[0], at(function, ((name, (), end),)))):
        raise Rejected("the claim is not the value of {}", function)
