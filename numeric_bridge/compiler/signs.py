"""Minus a term."""

from __future__ import annotations

from symbolic.kernel.terms import MINUS_ONE, ONE, Mul, Term, multiply, negate


def is_negative(term: Term) -> bool:
    """Whether the term is written with a minus sign."""
    return term is MINUS_ONE or (isinstance(term, Mul) and MINUS_ONE in term.factors)


def minus(term: Term) -> Term:
    """Minus the term; a minus sign that is there goes."""
    if term is ONE or term is MINUS_ONE:
        return MINUS_ONE if term is ONE else ONE
    if not isinstance(term, Mul) or MINUS_ONE not in term.factors:
        return negate(term)
    factors = list(term.factors)
    factors.remove(MINUS_ONE)
    return multiply(*factors)
