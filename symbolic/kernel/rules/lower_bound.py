"""Lower bound: a point at which a function takes a value that it nowhere undercuts is a global minimiser."""

from __future__ import annotations

from symbolic.kernel.judgements import Minimizer, Sequent, Sign
from symbolic.kernel.rules.stationary import at, check_admissible
from symbolic.kernel.terms import subtract
from symbolic.kernel.theorem import Rejected


def premise_for(claim: Sequent) -> Sequent:
    """f - f(x*) >= 0."""
    match claim.judgement:
        case Minimizer(term=term, point=point, unique=False):
            return Sequent(claim.context, Sign(">=", subtract(term, at(term, point))))
    raise Rejected("this rule proves that a point is a minimiser, not that it is the only one")


def rule(claim: Sequent, premise: Sequent, *, certificate: None = None) -> None:
    r"""f(x) - f(x^*) \ge 0 \vdash x^* \in \arg\min f.

    Rejects when the point is not known to satisfy the hypotheses on its variables, or uniqueness is claimed.
    """
    if premise != premise_for(claim):
        raise Rejected("the premise is not the lower bound")
    check_admissible(claim, claim.judgement.point)  # type: ignore[union-attr]
