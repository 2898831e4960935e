"""Combinations of hypotheses for a term: as it is, less factors of known sign, or as a hypothesis times a rest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Term, multiply, number, power
from symbolic.search.certificates.bounds.farkas import combined
from symbolic.search.certificates.equal_terms import core_of
from symbolic.search.certificates.forms.polynomials import polynomial_squares
from symbolic.search.certificates.readable.spread import together

MOST_FACTORS, HIGHEST_DEGREE = 6, 8


def combinations_of_hypotheses(context: Context, relation: str, term: Term) -> Iterator[Term]:
    """The term, less factors of known sign, as a combination of hypotheses."""
    algebra = Algebra(context)
    p = algebra.normal(term)
    outside, core = core_of(algebra, p)
    for factor, q in ((None, p), (outside, core)):
        found = combined(algebra, context, q, strictly=relation != ">=")
        if found is not None:
            yield found if factor is None else multiply(factor, found)
    for h in [h for h in context.hypotheses if h.relation in (">", ">=") and not h.indices][:MOST_FACTORS]:
        divisor = algebra.normal(unfold(h.term))
        quotient = p.divided_by(divisor)
        if quotient is not None and quotient.constant() is None:
            found = combined(algebra, context, quotient, strictly=relation != ">=")
            found = found or _above_a_power(algebra, quotient, h.term, divisor)
            if found is not None:
                yield multiply(h.term, found)


def _above_a_power(algebra: Algebra, p: Polynomial, base: Term, value: Polynomial) -> Term | None:
    """p as (base/2)^n and squares, for even n: (b^5 - a^5) / (b - a) >= ((b - a) / 2)^4."""
    degree = max((sum(e for _, e in factors(m)) for m in p.terms), default=0)
    if degree % 2 or not 0 < degree <= HIGHEST_DEGREE:
        return None
    lead = Fraction(1, 2**degree)
    squares = polynomial_squares(algebra, p - value.to_the(degree).scaled(lead), strictly=False)
    return None if squares is None else together(multiply(number(lead), power(base, degree)), squares)
