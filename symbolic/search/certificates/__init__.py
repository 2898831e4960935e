"""Certificates for signs and quadratic forms: sums of weighted squares that the kernel can check by an identity."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.judgements import Equal, Sequent, Sign
from symbolic.kernel.rules import rewriting
from symbolic.kernel.rules import sign as sign_rule
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.definite import definite
from symbolic.search.certificates.equal_terms import equal_terms
from symbolic.search.certificates.inequalities import inequalities

__all__ = ["definite", "signed"]

Prover = Callable[[Sequent], Theorem]


def signed(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof that a term has a sign, through an equal term whose sign can be read off."""
    match goal.judgement:
        case Sign(relation=relation, term=term):
            for proposals in (equal_terms(goal.context, relation, term), inequalities(goal.context, term)):
                with suppress(TooLarge, Undefined, TypeError):
                    for equal in proposals:
                        with suppress(Rejected):
                            return _rewritten(goal, prove, relation, term, equal)
    raise reason


def _rewritten(goal: Sequent, prove: Prover, relation: str, term: Term, equal: Term) -> Theorem:
    read = Sequent(goal.context, Sign(relation, equal))
    sign_rule.rule(read)
    equality = prove(Sequent(goal.context, Equal(term, equal)))
    rewriting.rule(goal, equality.claim, read)
    return Theorem(goal, "rewriting", (equality, Theorem(read, "sign")))
