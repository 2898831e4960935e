"""Inequalities: terms equal to a polynomial that show it to be >= 0, by tangents, averages, complements and squares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge, factors, monomial
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, POSITIVE
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.gate import holds
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import ZERO as NOTHING
from symbolic.kernel.terms import Term, add, multiply, power
from symbolic.search.certificates.bounds.averages import averages
from symbolic.search.certificates.bounds.cauchy import differences
from symbolic.search.certificates.bounds.complements import complements
from symbolic.search.certificates.bounds.exp_tangents import exp_tangents
from symbolic.search.certificates.bounds.log_tangents import log_tangents
from symbolic.search.certificates.bounds.roots import in_roots
from symbolic.search.certificates.bounds.tangents import Tangent, left_over
from symbolic.search.certificates.bounds.vectors import above_the_product
from symbolic.search.certificates.equal_terms import core_of
from symbolic.search.certificates.forms.diagonals import off_diagonal
from symbolic.search.certificates.forms.polynomials import polynomial_squares
from symbolic.search.certificates.forms.squares import nonnegative_squares, square_term
from symbolic.search.certificates.readable.arrays import candidates
from symbolic.search.certificates.readable.homogeneous import homogeneous
from symbolic.search.certificates.readable.readback import summed, term_of
from symbolic.search.certificates.readable.spread import Spread, logarithms, slope, spread, spread_term, together

MOST_SCOPES, MOST_EQUATIONS, MOST_TERMS = 3, 3, 8
LARGEST, DEPTH, MOST_PROPOSALS = 24, 2, 24


def inequalities(context: Context, term: Term) -> Iterator[Term]:
    """Terms that should equal `term`, and whose sign may be read off as >= 0."""
    algebra = Algebra(context)
    p = algebra.normal(term)
    yield from islice(nonnegative(algebra, context, p, DEPTH), MOST_PROPOSALS)
    yield from _of_forms(context, term)
    outside, core = core_of(algebra, p)
    yield from (multiply(outside, t) for t in above_the_product(algebra, core, term))
    if core.key() != p.key():
        yield from (multiply(outside, t) for t in islice(nonnegative(algebra, context, core, DEPTH), MOST_PROPOSALS))


def _of_forms(context: Context, term: Term) -> Iterator[Term]:
    """The homogeneous forms of the term as squares, differences of Cauchy's inequality, or off-diagonal products."""
    for algebra, p in homogeneous(context, term):
        yield from off_diagonal(algebra, p)
        for above in differences(algebra, p):
            for rest in _simply(algebra, p - above.value):
                yield together(above.term, rest)
        yield from _by_squares(algebra, p)
        yield from _of_one_sum(algebra, p)


def _of_one_sum(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """The sum of the squares that the summand is, roots among them."""
    parts = spread(algebra, p)
    if len(parts) == 1:
        [(scope, summand)] = parts.items()
        squares = polynomial_squares(algebra, in_roots(algebra, summand), strictly=False)
        if squares is not None:
            yield summed(squares, scope)


def nonnegative(algebra: Algebra, context: Context, p: Polynomial, depth: int = 1) -> Iterator[Term]:
    """Terms that should equal p, and whose sign may be read off as >= 0."""
    if len(p.terms) > LARGEST:
        return
    if vanishes(algebra, p):
        yield NOTHING
        return
    parts = spread(algebra, p)
    if not algebra.sign(p) & NEGATIVE:
        yield term_of(algebra, p)
    elif not any(algebra.sign(part) & NEGATIVE for part in parts.values()):
        yield spread_term(algebra, parts)
    yield from _termwise(algebra, context, parts, depth)
    for average in averages(algebra, context, parts):
        for rest in _simply(algebra, p - average.value):
            yield together(average.term(algebra), rest)
    for above in differences(algebra, p):
        for rest in _simply(algebra, p - above.value):
            yield together(above.term, rest)
    yield from _by_squares(algebra, p)
    yield from _by_equations(context, term_of(algebra, p))
    if depth and _transcendental(algebra, p):
        yield from _by_tangents(algebra, context, p, parts, depth)
        yield from _by_powers(algebra, context, p, depth)


def _termwise(algebra: Algebra, context: Context, parts: Spread, depth: int) -> Iterator[Term]:
    """The sum over each scope of the monomial that divides all terms, times a certificate for the rest."""
    if not depth or not any(parts) or len(parts) > MOST_SCOPES:
        return
    found: list[Term] = []
    for scope, p in ((scope, p) for scope, p in parts.items() if p):
        scale, common = p.content()
        common = sum(monomial(g, e) for g, e in factors(common) if not algebra.of_generator(g) & NEGATIVE)
        weight = Polynomial({common: scale}, p.reach)
        rest = p.scaled(1 / scale).shifted(-common, p.reach)
        inside = first_readable(algebra, nonnegative(algebra, context, rest, depth - 1))
        if inside is None:
            return
        found.append(summed(multiply(term_of(algebra, weight), inside), scope))
    yield together(*found)


def first_readable(algebra: Algebra, terms: Iterator[Term]) -> Term | None:
    """The first of the terms that is seen to be >= 0."""
    return next((t for t in islice(terms, MOST_TERMS) if holds(algebra, ">=", t)), None)


def _by_equations(context: Context, term: Term) -> Iterator[Term]:
    """With an equation among the hypotheses added so that a term cancels: 1 - p_i as sum_k p_k - p_i."""
    for h in [h for h in context.hypotheses if h.relation == "==" and not h.indices][:MOST_EQUATIONS]:
        algebra = Algebra(context.with_hypotheses(o for o in context.hypotheses if o is not h))
        p, q = algebra.normal(term), algebra.normal(h.term)
        for code, c in q.terms.items():
            if code in p.terms:
                yield from complements(algebra, p - q.scaled(Fraction(p.terms[code]) / c))


def _simply(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    if vanishes(algebra, p):
        yield NOTHING
    elif not algebra.sign(p) & NEGATIVE:
        yield term_of(algebra, p)


def _by_squares(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    yield from complements(algebra, p)
    for arrays in candidates(algebra, p):
        squares = nonnegative_squares(algebra, p, arrays)
        if squares is not None:
            yield add(*(square_term(algebra, s) for s in squares))


def _transcendental(algebra: Algebra, p: Polynomial) -> bool:
    """Whether exp or log occurs in p."""
    heads = [algebra.table[g][0] for g in p.generators()]
    inner = [
        algebra.table[g][0] for h in heads if h.kind in ("sum", "inverse") for b in h.bodies for g in b.generators()
    ]
    return any(h.kind == "exp" or h.data == ("log",) for h in (*heads, *inner))


def _by_tangents(algebra: Algebra, context: Context, p: Polynomial, parts: Spread, depth: int) -> Iterator[Term]:
    for tangents in chain(log_tangents(algebra, parts), exp_tangents(algebra, parts)):
        if any(algebra.sign(t.weight) & NEGATIVE for t in tangents):
            continue
        try:
            rest = left_over(algebra, p, tangents)
        except (Undefined, TooLarge):
            continue
        for left in nonnegative(algebra, context, rest, depth - 1):
            yield together(*(t.term(algebra) for t in tangents), left)


def _by_powers(algebra: Algebra, context: Context, p: Polynomial, depth: int) -> Iterator[Term]:
    """c (log b - log a) as c (e^u - 1 - u) + c (b - a) / b, u = log a - log b, where p / c = log b - log a."""
    logs = logarithms(algebra, p)
    weight = next((w for g in logs if (w := slope(p, g)) and not algebra.sign(w) & NULL), None)
    if weight is None:
        return
    if not algebra.sign(weight) & POSITIVE:
        weight = weight.scaled(-1)
    content, _ = weight.content()
    weight = weight.scaled(1 / content)
    quotient = p.divided_by(weight) or p * algebra.inverse(weight)
    upper = Polynomial({m: c for m, c in quotient.terms.items() if c > 0}, quotient.reach)
    lower = upper - quotient
    b, a = algebra.exp(upper), algebra.exp(lower)
    for rest in nonnegative(algebra, context, b - a, depth):
        tangent = Tangent((), weight, lower - upper)
        yield together(tangent.term(algebra), multiply(term_of(algebra, weight), power(term_of(algebra, b), -1), rest))
