r"""Nearby: a function has the derivative of another that it equals near the point, derivatives of derivatives included.

Proof. The hypotheses that do not change with the variable hold near the point, and so do those which say that a
continuous function is > 0 or not 0. Under them h = g wherever h is defined. Where h has a derivative it is defined near
the point, thus equal to g there, and g has the same one.
"""

from __future__ import annotations

from symbolic.kernel.gate import conditions, jumps, moves
from symbolic.kernel.judgements import Context, Equal, Hypothesis, Sequent
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.kink import instead
from symbolic.kernel.terms import Derivative, Term
from symbolic.kernel.theorem import Rejected


def near(context: Context, array: str) -> Context:
    """What holds near every point of the context, whichever entry of the array changes."""

    def stays(h: Hypothesis) -> bool:
        if not moves(h.term, (array,)):
            return True
        ends = any(c.relation == ">=" and moves(c.term, (array,)) for c in conditions(h.term))
        return h.relation in (">", "!=") and not (ends or jumps(h.term) or has_derivative(h.term))

    return context.with_hypotheses(filter(stays, context.hypotheses))


def premises_for(claim: Sequent, node: Derivative, other: Term) -> tuple[Sequent, Sequent]:
    """The body equals the other function near the point, and the claim holds for its derivative."""
    equal = Sequent(near(claim.context, node.array), Equal(node.body, other))
    return equal, Sequent(claim.context, instead(claim, node, Derivative(other, node.array, node.indices)))


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Derivative, Term]) -> None:
    r"""h = g \text{ nearby}, \; J[\partial g] \vdash J[\partial h].

    Rejects when the equality uses what holds at the point only, or the claim is of another form.
    """
    if premises != premises_for(claim, *certificate):
        raise Rejected("the premises are not that both functions are equal nearby, and the claim for the other")
