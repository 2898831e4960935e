"""Proposals for a term equal to a given one, whose sign can be read off: the mechanisms, cheap ones first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge, constant
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import ONE, Term, add, multiply
from symbolic.search.certificates.arrays import candidates
from symbolic.search.certificates.circle import circular
from symbolic.search.certificates.complements import complements, one_positive
from symbolic.search.certificates.polynomials import polynomial_squares
from symbolic.search.certificates.readback import term_of
from symbolic.search.certificates.single_sums import single_sums
from symbolic.search.certificates.squares import nonnegative_squares, square_term

LARGEST = 400
"""The longest polynomial for which certificates are looked for."""


def equal_terms(context: Context, relation: str, term: Term) -> Iterator[Term]:
    """Terms that should equal `term` and show that it is `> 0`, `>= 0` or `!= 0`."""
    algebra = Algebra(context)
    p = algebra.normal(term)
    if not algebra.together(p)[0] or len(p.terms) > LARGEST:
        return
    outside, core = core_of(algebra, p)
    if relation != ">=":
        yield from one_positive(algebra, p)
    yield from circular(algebra, p)
    yield from _quadratic(algebra, p)
    yield from (multiply(outside, t) for t in _of_core(algebra, core, strictly=relation != ">="))
    if core.key() != p.key():
        yield from (multiply(outside, t) for t in _quadratic(algebra, core))
    yield from _with_hypotheses(context, term)
    yield from _multiples(algebra, context, algebra.reduced(p))


def core_of(algebra: Algebra, p: Polynomial) -> tuple[Term, Polynomial]:
    """p as a factor whose sign is known, times a polynomial."""
    numerator, denominators = algebra.together(p)
    if not numerator:
        return ONE, numerator
    scale, common = numerator.content()
    rest = numerator.scaled(1 / scale).shifted(-common, numerator.reach)
    outside = Polynomial({common: scale}, numerator.reach)
    below = constant(1)
    for g, e in denominators.items():
        below = below * algebra.opened(*algebra.table[g])[0].to_the(e)
    outside = outside * algebra.inverse(below)
    if not algebra.sign(outside) & POSITIVE:
        outside, rest = outside.scaled(-1), rest.scaled(-1)
    return term_of(algebra, outside), rest


def _quadratic(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    for arrays in candidates(algebra, p):
        squares = nonnegative_squares(algebra, p, arrays)
        if squares is not None:
            yield add(*(square_term(algebra, s) for s in squares))


def _of_core(algebra: Algebra, core: Polynomial, *, strictly: bool) -> Iterator[Term]:
    yield from complements(algebra, core)
    yield from (s.term(algebra) for s in single_sums(algebra, core) if not algebra.sign(s.summand) & NEGATIVE)
    squares = polynomial_squares(algebra, core, strictly=strictly)
    if squares is not None:
        yield squares


def _with_hypotheses(context: Context, term: Term) -> Iterator[Term]:
    """With an equation among the hypotheses added so that a term cancels: 1 - p_i as sum_k p_k - p_i."""
    for h in context.hypotheses:
        if h.relation != "==" or h.indices:
            continue
        algebra = Algebra(context.with_hypotheses(o for o in context.hypotheses if o is not h))
        p, q = algebra.normal(term), algebra.normal(h.term)
        for code, c in q.terms.items():
            if code in p.terms:
                yield from complements(algebra, p - q.scaled(Fraction(p.terms[code]) / c))


def _multiples(algebra: Algebra, context: Context, p: Polynomial) -> Iterator[Term]:
    """p as a hypothesis times a quotient: (1 - t) s where t <= 1 and s > 0."""
    for h in context.hypotheses:
        if h.relation in (">", ">=") and not h.indices:
            try:
                quotient = p.divided_by(algebra.normal(h.term))
            except (Undefined, TooLarge, TypeError):
                continue
            if quotient is not None and quotient.constant() is None:
                yield multiply(h.term, term_of(algebra, quotient))
