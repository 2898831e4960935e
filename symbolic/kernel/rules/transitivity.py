"""Transitivity: a chain of equalities."""

from __future__ import annotations

from itertools import pairwise

from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, *premises: Sequent, certificate: None = None) -> None:
    r"""a_0 = a_1, \dots, a_{n-1} = a_n \vdash a_0 = a_n.

    Rejects when a premise is not an equality of the same context, or a link does not start where the last one ended.
    """
    if not isinstance(claim.judgement, Equal) or not premises:
        raise Rejected("transitivity proves an equality from equalities")
    links = [p.judgement for p in premises if isinstance(p.judgement, Equal) and p.context == claim.context]
    if len(links) != len(premises):
        raise Rejected("every premise must be an equality under the same hypotheses")
    if any(a.right is not b.left for a, b in pairwise(links)):
        raise Rejected("a link does not start where the one before it ended")
    if links[0].left is not claim.judgement.left or links[-1].right is not claim.judgement.right:
        raise Rejected("the chain goes from {} to {}", links[0].left, links[-1].right)
