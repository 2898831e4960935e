"""Weakening: what holds under fewer hypotheses holds under more."""

from __future__ import annotations

from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Convex, Limit, LocalMinimizer, Minimizer, Sequent, Stationary, ranging
from symbolic.kernel.rules.convexity import check_convex_set
from symbolic.kernel.rules.stationary import check_admissible
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, premise: Sequent, *, certificate: None = None) -> None:
    r"""\Gamma \vdash J yields \Gamma, \Delta \vdash J.

    Rejects when the judgement or the declarations differ, when the premise assumes what the claim does not, or when the
    set that Delta leaves is not convex, lacks the point, or may not reach the limit.
    """
    if claim.judgement != premise.judgement or claim.context.bare() != premise.context.bare():
        raise Rejected("weakening changes hypotheses only")
    extra = [h.name for h in premise.context.hypotheses if h not in claim.context.hypotheses]
    if extra:
        raise Rejected(f"the premise assumes {', '.join(extra)}, which the claim does not")
    added = [h for h in claim.context.hypotheses if h not in premise.context.hypotheses]
    match claim.judgement:
        case Convex(variables=variables):
            check_convex_set(claim.context, variables)
        case Stationary(point=point) | Minimizer(point=point) | LocalMinimizer(point=point):
            check_admissible(claim, point)
        case Limit() if any(moves(h.term, ranging(claim.judgement)) or h.indices for h in added):
            raise Rejected("a hypothesis may keep the variable away from its limit")
