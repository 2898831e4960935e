"""Proposals for a term equal to a given one, whose sign can be read off: the mechanisms, cheap ones first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge, constant, factors
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import ONE, Term, add, multiply, power
from symbolic.search.certificates.bounds.circle import circular
from symbolic.search.certificates.bounds.complements import complements, one_positive
from symbolic.search.certificates.bounds.roots import without_roots
from symbolic.search.certificates.forms.pairs import pair_squares
from symbolic.search.certificates.forms.polynomials import polynomial_squares
from symbolic.search.certificates.forms.squares import nonnegative_squares, square_term
from symbolic.search.certificates.readable.arrays import candidates
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.single_sums import single_sums

LARGEST, MOST_SIDES = 400, 4
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
    yield from (multiply(outside, t) for t in pair_squares(algebra, core))
    yield from _with_hypotheses(context, term)
    yield from _multiples(algebra, context, algebra.reduced(p))
    yield from _by_squared_sides(algebra, context, p)


def core_of(algebra: Algebra, p: Polynomial) -> tuple[Term, Polynomial]:
    """p as a factor whose sign is known, times a polynomial."""
    numerator, denominators = algebra.together(p)
    if not numerator:
        return ONE, numerator
    scale, common = numerator.content()
    rest = without_roots(algebra, numerator.scaled(1 / scale).shifted(-common, numerator.reach))
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


def _by_squared_sides(algebra: Algebra, context: Context, p: Polynomial) -> Iterator[Term]:
    """u - v as (u^2 - v^2) / (u + v), u and v >= 0, where equations between squares are known: a <= 1 on a circle."""
    known = {g for h in context.hypotheses if h.relation == "==" for g in _squared(algebra, h.term)}
    if not known & p.generators() or len(p.terms) > MOST_SIDES:
        return
    upper = Polynomial({m: c for m, c in p.terms.items() if c > 0}, p.reach)
    lower = upper - p
    if algebra.sign(upper + lower) == POSITIVE and not (algebra.sign(upper) | algebra.sign(lower)) & NEGATIVE:
        below = power(term_of(algebra, upper + lower), -1)
        squares = term_of(algebra, algebra.reduced(upper * upper - lower * lower))
        yield from (multiply(term, below) for term in (squares, *_with_hypotheses(context, squares)))


def _squared(algebra: Algebra, term: Term) -> Iterator[int]:
    """The generators of which squares stand in a term."""
    with suppress(Undefined, TooLarge, TypeError):
        yield from (g for m in algebra.normal(term).terms for g, e in factors(m) if e == 2)


def _with_hypotheses(context: Context, term: Term) -> Iterator[Term]:
    """With an equation among the hypotheses added so that a term cancels: 1 - p_i as sum_k p_k - p_i."""
    for h in context.hypotheses:
        if h.relation != "==" or h.indices:
            continue
        algebra = Algebra(context.with_hypotheses(o for o in context.hypotheses if o is not h))
        p, q = algebra.normal(term), algebra.normal(h.term)
        for code, c in q.terms.items():
            if code in p.terms:
                rest = p - q.scaled(Fraction(p.terms[code]) / c)
                if not algebra.sign(rest) & NEGATIVE:
                    yield term_of(algebra, rest)
                yield from complements(algebra, rest)


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
