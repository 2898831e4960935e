"""Cases: a term is positive, zero or negative."""

from __future__ import annotations

from symbolic.kernel.gate import first_undefined, moves
from symbolic.kernel.judgements import Hypothesis, Sequent, ranging
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import Term, negate
from symbolic.kernel.theorem import Rejected


def split(claim: Sequent, term: Term, name: str) -> tuple[Sequent, Sequent, Sequent]:
    """The three claims that together give `claim`, with the sign of `term` as a further hypothesis `name`."""
    added = (Hypothesis(name, ">", term), Hypothesis(name, "==", term), Hypothesis(name, ">", negate(term)))
    positive, null, negative = (Sequent(claim.context.assuming([h]), claim.judgement) for h in added)
    return positive, null, negative


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, str]) -> None:
    r"""t > 0 \vdash J, \; t = 0 \vdash J, \; t < 0 \vdash J yield \vdash J.

    Rejects when t is not defined everywhere, changes with a variable of J, has a strange index, or a case is missing.
    """
    term, name = certificate
    if moves(term, ranging(claim.judgement)):
        raise Rejected("the sign of {} changes within the statement", term)
    partial = has_derivative(term) or first_undefined(claim.context, term) is not None
    if partial or not term.free <= {i for i, _ in claim.context.indices}:
        raise Rejected("{} is not a declared and defined term", term)
    if any(h.name == name for h in claim.context.hypotheses):
        raise Rejected(f"the name {name!r} is taken")
    if premises != split(claim, term, name):
        raise Rejected("the premises are not the three sign cases")
