"""Cut: a sign, or an equation, that is proved may be used."""

from __future__ import annotations

from symbolic.kernel.gate import first_undefined, moves
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent, Sign, ranging
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import ZERO
from symbolic.kernel.theorem import Rejected


def premises_for(claim: Sequent, h: Hypothesis) -> tuple[Sequent, Sequent]:
    """The sign, at all values of its indices; and the claim with the sign as one more hypothesis."""
    told = Equal(h.term, ZERO) if h.relation == "==" else Sign(h.relation, h.term)
    sign = Sequent(claim.context.declaring(indices=h.indices), told)
    if has_derivative(h.term) or first_undefined(sign.context, h.term) is not None:
        raise Rejected("{} is not a defined term", h.term)
    if moves(h.term, ranging(claim.judgement)) or any(o.name == h.name for o in claim.context.hypotheses):
        raise Rejected(f"the sign changes within the statement, or the name {h.name!r} is taken")
    return sign, Sequent(claim.context.assuming([h]), claim.judgement)


def rule(claim: Sequent, *premises: Sequent, certificate: Hypothesis) -> None:
    r"""\vdash t > 0 \ (\ge, \ne, =), \; t > 0 \vdash J yield \vdash J: both contexts have the same points.

    Rejects when t may be undefined somewhere, as its sign and its value are only known where it is defined, or changes
    with a variable of J, or when a premise is missing.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the sign and the claim that uses it")
