r"""Quotient: l'Hopital's rule at infinity.

Proof (Rudin, Principles of Mathematical Analysis, theorem 5.13). Fix the parameters. The hypotheses about x hold from
some point on (`check_reached`), so the points of the context near oo are an interval (c, oo). There f, g and f'/g' are
defined, and all functions of the table but relu and brackets, which must not move with x, are differentiable inside
their domains, with the table's derivative (a power b^a with a > 1 also where its base is 0: inside an interval with
b >= 0 such a point is a minimum of b, so b' = 0, and b^a = o(h) has derivative 0). g' is not 0, as 1/g' is defined.
If f'/g' -> l, finite or not, and |g| -> oo, or f -> 0 and g -> 0, then f/g -> l.
"""

from __future__ import annotations

from dataclasses import replace

from symbolic.kernel.derivative import derivative
from symbolic.kernel.gate import first_undefined, jumps, moves, ramps
from symbolic.kernel.judgements import DOWN, UP, Sequent
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.limit import Value, check_reached, stated
from symbolic.kernel.terms import ZERO, Mul, Power, Term, power
from symbolic.kernel.theorem import Rejected


def parts(term: Term) -> tuple[Term, Term]:
    """f and g of f/g."""
    match term:
        case Mul(factors=(f, Power(base=g, exponent=exponent))) if exponent == -1:
            return f, g
    raise Rejected("{} is not a quotient", term)


def premises_for(claim: Sequent, end: Value) -> tuple[Sequent, ...]:
    """f'/g' has the limit, g tends to `end`, and f to 0 if g does."""
    judgement = stated(claim)
    if judgement.to != UP or end not in (UP, DOWN, ZERO):
        raise Rejected("l'Hopital's rule is for f/g at oo, where g tends to oo, -oo or 0")
    f, g = parts(judgement.term)
    slopes = [derivative(part, judgement.variable, ()) for part in (f, g)]
    limits = [replace(judgement, term=Mul((slopes[0], power(slopes[1], -1)))), replace(judgement, term=g, value=end)]
    limits += [replace(judgement, term=f, value=ZERO)] if end is ZERO else []
    return tuple(Sequent(claim.context, one) for one in limits)


def rule(claim: Sequent, *premises: Sequent, certificate: Value) -> None:
    r"""\lim f'/g' = l, \; \lim |g| = \infty \text{ or } \lim g = \lim f = 0 \vdash \lim f/g = l.

    Rejects when f or g may have a kink, f'/g' is not known to be defined, or the variable may not be all reals near oo.
    """
    check_reached(claim)
    name, term = stated(claim).variable, stated(claim).term
    if (name, ()) not in claim.context.arrays or has_derivative(term):
        raise Rejected(f"f and g are functions of a real {name}, without derivatives")
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the limits of f'/g', g and f")
    if any(moves(s, (name,)) for s in (*jumps(term), *ramps(term))):
        raise Rejected("{} may have a kink", term)
    missing = first_undefined(claim.context, term, premises[0].judgement.children()[0])
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
