"""Proposals for inequalities, on terms that cancel on the way."""

from __future__ import annotations

from symbolic.kernel.judgements import Sign
from symbolic.language import Sum, Unequal, exp, index, log, lower, real, size, softmax
from symbolic.search.certificates.inequalities import inequalities

K = size("K")
k = index("k", K)
z, r, beta = real("z", K), real("r", K), real("beta")
ref = real("ref", K, positive=True)


def test_a_sum_whose_summands_cancel_has_no_content_to_divide_by() -> None:
    policy = softmax(z)
    value = Sum(policy[k] * (r[k] - beta * log(policy[k] / ref[k])), k)
    bound = beta * log(Sum(ref[k] * exp(r[k] / beta), k))
    sequents = lower((value <= bound).where(Unequal(beta, 0))).sequents
    terms = [(s.context, s.judgement.term) for s in sequents if isinstance(s.judgement, Sign)]
    assert len(terms) == 1
    assert all(proposed.free == frozenset() for proposed in inequalities(*terms[0]))
