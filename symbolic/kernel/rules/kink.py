"""Kink: a derivative claim at the one kink that moves with the variable, by the two one-sided derivatives.

Where s = 0 the one-sided derivatives of F(x, relu(s)) are the formula with the slope of relu(s) taken as 1 and as 0 (in
either order; if s' = 0 both are equal). Where they agree the derivative exists and is their value; else it does not.
"""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import derivative
from symbolic.kernel.gate import opened
from symbolic.kernel.judgements import Equal, Hypothesis, Judgement, Sequent, Sign
from symbolic.kernel.rules.differentiation import live_kinks
from symbolic.kernel.terms import ONE, ZERO, Apply, Derivative, Term, add, rebuild, subtract
from symbolic.kernel.theorem import Rejected


def one_sided(claim: Sequent, kink: Term, slope: bool) -> Term:
    """The formula of the derivative on the side where relu(kink) has slope 1 (or 0)."""
    node = claim.judgement.children()[0]
    if not isinstance(node, Derivative) or any(opened(node.body, Derivative)):
        raise Rejected("the left side must be one first derivative")
    algebra = Algebra(claim.context.bare())  # two kinks are one if they agree near the point, too
    sides: dict[Term, bool] = {}
    kinks = live_kinks(claim.context, node)
    if kink not in kinks:
        raise Rejected("{} is not a kink of the left side", kink)
    for s in kinks:
        if not algebra.normal(subtract(s, kink)):
            sides[s] = slope
        elif not algebra.normal(add(s, kink)):
            sides[s] = not slope
        else:
            raise Rejected("two kinks may meet: where {} and {} are 0", s, kink)

    def visit(t: Term) -> Term:
        match t:
            case Apply(function="step", arguments=(s,)) if s in sides:
                return ONE if sides[s] else ZERO
            case Apply(function="relu", arguments=(s,)) if s in sides:
                return s if sides[s] else ZERO
        return rebuild(t, visit)

    return visit(derivative(node.body, node.array, node.indices))


def split(claim: Sequent, kink: Term, how: str) -> tuple[Sequent, Sequent]:
    """The claim off the kink, and on it: equal to the formula of one side ("0" or "1"), or no derivative ("none")."""
    name = "kink"
    if any(h.name == name for h in claim.context.hypotheses) or not isinstance(claim.judgement, Equal):
        raise Rejected("a kink is split once, in an equality")
    off = Sequent(claim.context.assuming([Hypothesis(name, "!=", kink)]), claim.judgement)
    upper, lower = one_sided(claim, kink, True), one_sided(claim, kink, False)
    here: Judgement = Equal(upper if how == "1" else lower, claim.judgement.right)
    if how == "none":
        here = Sign("!=", subtract(upper, lower))
    return off, Sequent(claim.context.assuming([Hypothesis(name, "==", kink)]), here)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, str]) -> None:
    r"""s \ne 0 \vdash \partial f = r, \; s = 0 \vdash f'_\pm = r \text{ or } f'_+ \ne f'_- yield \vdash \partial f = r.

    Rejects when another kink may meet this one, when the kink lies inside a sum, or when the premises are not the two.
    """
    kink, how = certificate
    if not kink.free <= {i for i, _ in claim.context.indices} or kink.loose or how not in ("0", "1", "none"):
        raise Rejected("{} is not a term of this context", kink)
    if premises != split(claim, kink, how):
        raise Rejected("the premises are not the claim off the kink and on it")
