"""Certificates for signs and quadratic forms: sums of weighted squares that the kernel can check by an identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.generators import Undefined
from symbolic.kernel.judgements import Equal, Sequent, Sign
from symbolic.kernel.polynomial import TooLarge
from symbolic.kernel.rules import rewriting
from symbolic.kernel.rules import sign as sign_rule
from symbolic.kernel.terms import Term, add
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.arrays import candidates
from symbolic.search.certificates.definite import definite
from symbolic.search.certificates.squares import nonnegative_squares, square_term

Prover = Callable[[Sequent], Theorem]


def signed(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof that a term has a sign, through an equal term whose sign can be read off."""
    match goal.judgement:
        case Sign(relation=relation, term=term) if relation != "==":
            pass
        case _:
            raise reason
    try:
        for equal in _equal_terms(goal, term):
            try:
                return _rewritten(goal, prove, relation, term, equal)
            except Rejected:
                continue
    except (TooLarge, Undefined, TypeError):
        pass
    raise reason


def _rewritten(goal: Sequent, prove: Prover, relation: str, term: Term, equal: Term) -> Theorem:
    read = Sequent(goal.context, Sign(relation, equal))
    sign_rule.rule(read)
    equality = prove(Sequent(goal.context, Equal(term, equal)))
    rewriting.rule(goal, equality.claim, read)
    return Theorem(goal, "rewriting", (equality, Theorem(read, "sign")))


def _equal_terms(goal: Sequent, term: Term) -> Iterator[Term]:
    algebra = Algebra(goal.context)
    p = algebra.normal(term)
    for arrays in candidates(algebra, p):
        squares = nonnegative_squares(algebra, p, arrays)
        if squares is not None:
            yield add(*(square_term(algebra, s) for s in squares))


__all__ = ["definite", "signed"]
