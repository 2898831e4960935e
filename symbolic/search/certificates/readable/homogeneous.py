"""Homogeneous forms: where a hypothesis says sum_k p_k = 1, numbers are multiples of that sum, and then inequalities of
Cauchy and products of sums show: 1 - sum p^2 = (sum p)^2 - sum p^2,  sum p^2/q - 1 = (sum p^2/q)(sum q) - (sum p)^2.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, Polynomial, factors
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import Term

MOST_EQUATIONS, MOST_TERMS = 2, 6


def homogeneous(context: Context, term: Term) -> Iterator[tuple[Algebra, Polynomial]]:
    """Polynomials that the term equals by the hypotheses, each with an algebra that does not know of these."""
    sums = [h for h in context.hypotheses if _total(context, h)][:MOST_EQUATIONS]
    if not sums:
        return
    algebra = Algebra(context.with_hypotheses(h for h in context.hypotheses if h not in sums))
    p = algebra.normal(term)
    number = Polynomial({m: c for m, c in p.terms.items() if _is_number(algebra, m)}, p.reach)
    if not number or len(p.terms) > MOST_TERMS:
        return
    units = [_unit(algebra.normal(h.term)) for h in sums]
    half = Fraction(1, 2)
    single = [(a + b).scaled(half) for a, b in combinations_with_replacement(units, 2)]
    double = [a * b for a, b in combinations_with_replacement(units, 2)]
    for unit in (*single, *double):
        yield algebra, p - number + number * unit
    for outer in units:
        for unit in double:
            yield algebra, (p - number) * outer + number * unit


def _total(context: Context, h: Hypothesis) -> bool:
    """Whether a hypothesis says that a sum is a number other than 0."""
    if h.relation != "==" or h.indices:
        return False
    algebra = Algebra(context.bare())
    p = algebra.normal(h.term)
    kinds = [[algebra.table[g][0].kind for g, e in factors(m)] for m in p.terms if m]
    return kinds == [["sum"]] and 0 in p.terms


def _unit(p: Polynomial) -> Polynomial:
    """The sum as a multiple that is 1."""
    return (p - ONE.scaled(p.terms[0])).scaled(Fraction(-1) / p.terms[0])


def _is_number(algebra: Algebra, code: int) -> bool:
    return all(algebra.table[g][0].kind == "size" for g, _ in factors(code))
