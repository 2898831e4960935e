"""Weakening: what holds under fewer hypotheses holds under more."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, premise: Sequent, *, certificate: None = None) -> None:
    r"""\Gamma \vdash J yields \Gamma, \Delta \vdash J.

    Rejects when the judgement or the declarations differ, or when the premise assumes what the claim does not.
    """
    if claim.judgement != premise.judgement or claim.context.bare() != premise.context.bare():
        raise Rejected("weakening changes hypotheses only")
    extra = [h.name for h in premise.context.hypotheses if h not in claim.context.hypotheses]
    if extra:
        raise Rejected(f"the premise assumes {', '.join(extra)}, which the claim does not")
