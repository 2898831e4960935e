"""Absurd: hypotheses that exclude each other prove anything; the engine reports such a claim as vacuous."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import OF_RELATION
from symbolic.kernel.gate import sign
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules.convexity import for_any
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, *, certificate: str) -> None:
    r"""\Gamma, h \vdash J \text{ if } \Gamma \vdash \neg h.

    Rejects when the sign that the other hypotheses give the term of h (named by the certificate) agrees with h.
    """
    chosen = [h for h in claim.context.hypotheses if h.name == certificate]
    for h in chosen:
        others = tuple(o for o in claim.context.hypotheses if o is not h)
        algebra = Algebra(claim.context.with_hypotheses(others))
        if not sign(algebra, for_any(h)) & OF_RELATION[h.relation]:
            return
    raise Rejected(f"{certificate!r} does not contradict the other hypotheses")
