r"""Linear combination: what an equality says may be multiplied, summed over indices, and added to a side.

With $t_j = 0$ for all values of the indices of hypothesis j, $\sum_j \sum_k w_{jk} t_j(k) = 0$ for any numbers w, which
may depend on the indices that are summed over; so b and b plus that sum are one number. Where the sum is defined so are
its weights. The indices summed over have new names: what is known of one index is not known of all.
"""

from __future__ import annotations

from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Mul, Term, add, substitute, sum_over
from symbolic.kernel.theorem import Rejected

Multiple = tuple[int, tuple[str, ...], tuple[tuple[str, str], ...], Term]
"""The position of a hypothesis, what stands for its indices, the indices (with sizes) summed over, the weight."""


def premise_for(claim: Sequent, multiples: tuple[Multiple, ...]) -> Sequent:
    """The left side is the right side plus the multiples."""
    if not isinstance(claim.judgement, Equal):
        raise Rejected("this rule proves equations")
    left, total = claim.judgement.left, claim.judgement.right
    for position, chosen, scope, weight in multiples:
        h = claim.context.hypotheses[position]
        if h.relation != "==" or not fresh(claim.context, tuple(name for name, _ in scope)):
            raise Rejected(f"{h.name!r} is not an equality, or is summed over an index that it may be about")
        sizes = dict((*claim.context.indices, *scope))
        if [size for _, size in h.indices] != [sizes.get(name) for name in chosen]:
            raise Rejected(f"{h.name!r} is not known of these indices")
        null: Term = Mul((weight, substitute(h.term, {i: to for (i, _), to in zip(h.indices, chosen, strict=True)})))
        for name, size in scope:
            null = sum_over(name, size, null)
        total = add(total, null)
    return Sequent(claim.context, Equal(left, total))


def rule(claim: Sequent, premise: Sequent, *, certificate: tuple[Multiple, ...]) -> None:
    r"""t_j = 0, \; a = b + \textstyle\sum_j \sum_k w_{jk} t_j(k) \vdash a = b.

    Rejects when the claim is no equation, a hypothesis is no equality, may be about an index that is summed over or is
    taken at an index of another size, or the premise is not the claim with these multiples added.
    """
    if premise != premise_for(claim, certificate):
        raise Rejected("the premise is not the claim with multiples of hypotheses added")
