"""Kink: a derivative claim at kinks of relu, by the two one-sided derivatives.

A function built from entries by sums, products, smooth functions and relu has a one-sided derivative along every
direction (`right_derivative`). It has a derivative where those along a variable and against it add up to 0 (`bend`).
"""

from __future__ import annotations

from symbolic.kernel.derivative import bend, right_derivative, towards
from symbolic.kernel.gate import first_undefined, opened
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent, Sign
from symbolic.kernel.rules.differentiation import live_kinks
from symbolic.kernel.terms import MINUS_ONE, ONE, Derivative, Term, rebuild
from symbolic.kernel.theorem import Rejected

NAME = "the derivative exists"


def instead(claim: Sequent, node: Derivative, term: Term) -> Equal | Sign:
    """The statement with `term` for a derivative of its left side, which it speaks of where that exists."""

    def replaced(t: Term) -> Term:
        return term if t is node else t if isinstance(t, Derivative) else rebuild(t, replaced)

    match claim.judgement:
        case Equal(left=left, right=right) if not node.loose and replaced(left) is not left:
            return Equal(replaced(left), right)
        case Sign(relation=relation, term=left) if not node.loose and replaced(left) is not left:
            return Sign(relation, replaced(left))
    raise Rejected("the statement is not about this derivative")


def one_sided(node: Derivative) -> tuple[Term, Term]:
    """The right derivative of the body along the variable, and its bend there."""
    if any(opened(node.body, Derivative)):
        raise Rejected("the left side must be one first derivative")
    forth, back = (towards(node.array, node.indices, speed) for speed in (ONE, MINUS_ONE))
    return right_derivative(node.body, forth), bend(node.body, forth, back)


def premise_for(claim: Sequent) -> Sequent:
    """Where there is no bend, the right derivative is the right side."""
    match claim.judgement:
        case Equal(left=Derivative() as node, right=right):
            slope, bent = one_sided(node)
            return Sequent(claim.context.assuming([Hypothesis(NAME, "==", bent)]), Equal(slope, right))
    raise Rejected("the left side must be one first derivative")


def rule(claim: Sequent, premise: Sequent, *, certificate: None = None) -> None:
    r"""f'_+ = f'_- \vdash f'_+ = r yields \vdash \partial f = r.

    Rejects when a bracket may jump, when a one-sided derivative may be undefined, or when the claim is of another form.
    """
    if premise != premise_for(claim) or any(h.name == NAME for h in claim.context.hypotheses):
        raise Rejected("the premise is not the claim for the one-sided derivative")
    node = claim.judgement.children()[0]
    if not isinstance(node, Derivative):
        raise Rejected("the left side must be one first derivative")
    live_kinks(claim.context, node)
    missing = first_undefined(claim.context, *one_sided(node))
    if missing is not None:
        raise Rejected(f"a one-sided derivative may be undefined: {{}} {missing.relation} 0", missing.term)
