"""Second order: a stationary point with a positive definite Hessian is a strict local minimiser."""

from __future__ import annotations

from symbolic.kernel.derivative import along
from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import LocalMinimizer, PositiveForm, Sequent, Stationary, ranging
from symbolic.kernel.rules.convexity import directions
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.theorem import Rejected


def premises_for(claim: Sequent, prefix: str) -> tuple[Sequent, Sequent]:
    """The gradient is 0 at the point, and the second derivative along every direction is positive there."""
    if not isinstance(claim.judgement, LocalMinimizer):
        raise Rejected("this rule proves that a point is a local minimiser")
    term, point, variables = claim.judgement.term, claim.judgement.point, ranging(claim.judgement)
    axes, names = dict(claim.context.arrays), directions(variables, prefix)
    if not fresh(claim.context, tuple(names.values())):
        raise Rejected(f"the directions {', '.join(names.values())} must be new names")
    kept = claim.context.with_hypotheses(h for h in claim.context.hypotheses if not moves(h.term, variables))
    context = kept.declaring((v, axes[x]) for x, v in names.items())
    form = at(along(along(term, names), names), point)
    return Sequent(claim.context, Stationary(term, point)), Sequent(context, PositiveForm(form, tuple(names.values())))


def rule(claim: Sequent, *premises: Sequent, certificate: str = "v_") -> None:
    r"""\nabla f(x^*) = 0, \; D^2 f(x^*)[v, v] > 0 \;\forall v \ne 0 \vdash x^* \text{ is a strict local minimiser}.

    Rejects when a premise is missing. By Taylor's theorem, at each size; that f is defined and smooth near the point
    is asked by the rule for stationary points.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the gradient and the Hessian at the point")
