"""Differences by a factor: the sign, a 2, 1/N, a factor of the product that was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Apply,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    multiply,
    negate,
    number,
    power,
)
from symbolic.search.rewriting.comparison import Comparison, Finding, summands
from symbolic.search.rewriting.order import unsigned
from symbolic.search.rewriting.replacements import slopes


def constant(c: Comparison) -> Iterator[Finding]:
    """The right side is a constant or a power of a size times the derived one."""
    for factor in (*_ratios(c), *_sizes(c)):
        candidate = multiply(_inverse(factor), c.right)
        ratio = c.normal(factor) if c.p and c.q and c.seem_equal(c.left, candidate) else None
        if ratio is not None and c.is_zero(c.q - c.p * ratio):
            yield Finding(_ratio_words(factor), (factor, _inverse(factor)), candidate)


def reciprocal(c: Comparison) -> Iterator[Finding]:
    """The right side is upside down."""
    candidate = power(c.right, -1)
    if c.p and c.q and c.looks_right(candidate):
        yield Finding("the right side is upside down: it is 1 over the derived one", (), candidate)


def quotient_inverted(c: Comparison) -> Iterator[Finding]:
    """A quotient in the product on the right is upside down."""
    factors = c.right.factors if isinstance(c.right, Mul) else ()
    for n, above in enumerate(factors):
        for m, below in enumerate(factors):
            if isinstance(below, Power) and below.exponent == -1 and n != m and not isinstance(above, Rational):
                swapped = {n: below.base, m: power(above, -1)}
                candidate = multiply(*(swapped.get(place, f) for place, f in enumerate(factors)))
                if above is not below and c.looks_right(candidate):
                    yield Finding("{0} is upside down", (multiply(above, below),), candidate)


def sign(c: Comparison) -> Iterator[Finding]:
    """The sign of the whole is lost, as the kernel sees where the sides have no form in common."""
    candidate = negate(c.right)
    if c.p and c.q and c.seem_equal(c.left, candidate) and c.confirms(candidate):
        yield Finding(_ratio_words(MINUS_ONE), (), candidate)


def _ratios(c: Comparison) -> list[Term]:
    """-1, 2, 1/2 and the ratios of the coefficients of equal monomials."""
    found = {Fraction(-1): None, Fraction(2): None, Fraction(1, 2): None}
    p, q = (c.algebra.together(side)[0] for side in (c.p, c.q))
    for code in list(p.terms)[:8]:
        if code in q.terms:
            found[Fraction(q.terms[code]) / Fraction(p.terms[code])] = None
    return [number(value) for value in found if value not in (0, 1)]


def _sizes(c: Comparison) -> Iterator[Term]:
    for name, low, high in c.sequent.context.sizes:
        if low != high:
            for sign in (1, -1):
                yield multiply(number(sign), Size(name))
                yield multiply(number(sign), power(Size(name), -1))


def _inverse(factor: Term) -> Term:
    match factor:
        case Rational(value=value):
            return number(1 / value)
        case Size():
            return power(factor, -1)
        case Power(base=base):
            return base
        case Mul(factors=factors):
            return multiply(*map(_inverse, factors))
    return power(factor, -1)


def _ratio_words(factor: Term) -> str:
    match factor:
        case Rational(value=value) if value == -1:
            return "the sign is lost: the right side is -1 times the derived one"
        case Rational(value=value) if abs(value.numerator) == 1:
            return "the factor {1} is missing: the right side is {0} times the derived one"
        case Rational():
            return "a factor {0} too much: the right side is {0} times the derived one"
        case Power():
            return "a factor {0} too much: the right side is the derived one divided by {1}"
    return "the factor {1} is missing: the right side is {0} times the derived one"


def of_one_term(c: Comparison) -> Iterator[Finding]:
    """One term of the right side has a wrong number or size in front."""
    numbers = [number(2), number(Fraction(1, 2))]
    sizes = [s for s in _sizes(c) if isinstance(s, Size | Power)]
    for term, put in summands(c.right):
        for factor in () if isinstance(term, Rational) else (*numbers, *sizes):
            candidate = put(multiply(factor, term))
            if c.looks_right(candidate):
                shown = unsigned(term)
                if _has(term, inverse := _inverse(factor)) or factor is numbers[1]:
                    yield Finding("a factor {0} too much in the term {1}", (inverse, shown), candidate)
                else:
                    yield Finding("the factor {0} is missing in the term {1}", (factor, shown), candidate)


def _has(term: Term, factor: Term) -> bool:
    return isinstance(term, Mul) and factor in term.factors


def missing_in_one_term(c: Comparison) -> Iterator[Finding]:
    """A term of the right side lacks a factor that stands in a term of the derived one."""
    known = dict.fromkeys(f for t, _ in summands(c.left) for f in _factors(t) if f.loose <= 1)
    outer = c.left.factors if isinstance(c.left, Mul) and any(isinstance(f, Add) for f in c.left.factors) else ()
    before = [f for f in outer if isinstance(f, Entry | Apply)]
    known |= dict.fromkeys(
        multiply(f, g) for f in before for g in known if isinstance(g, Add | Entry | Apply) and g not in before
    )
    for term, put in summands(c.right):
        for factor in known if not isinstance(term, Rational) else ():
            for changed in _multiplied(term, factor):
                if c.looks_right(candidate := put(changed)):
                    yield _lacks(term, factor, candidate)


def _lacks(term: Term, factor: Term, candidate: Term) -> Finding:
    if unsigned(term) is factor or _has(term, factor):
        return Finding("{0} stands where {1} belongs", (factor, power(factor, 2)), candidate)
    return Finding("the factor {0} is missing in the term {1}", (factor, unsigned(term)), candidate)


def missing(c: Comparison) -> Iterator[Finding]:
    """A factor of the derived product is missing on the right, or one of the right side is too much."""
    if not c.p or not c.q or isinstance(c.right, Rational):
        return
    for factor in (*_factors(c.left), *_roots_below(c.left)):
        for candidate in _multiplied(c.right, factor):
            if c.looks_right(candidate):
                yield Finding("the factor {0} is missing", (factor,), candidate)
    for factor in _factors(c.right):
        for candidate in _multiplied(c.right, power(factor, -1)):
            if c.looks_right(candidate):
                yield Finding("the factor {0} is too much", (factor,), candidate)
    for factor, candidate in _dropped(c.right):
        if c.looks_right(candidate):
            yield Finding("the factor {0} is too much", (factor,), candidate)
        for other, rest in _dropped(candidate):
            if c.looks_right(rest):
                yield Finding("the factor {0} is too much", (multiply(factor, other),), rest)


def slope_missing(c: Comparison) -> Iterator[Finding]:
    """The derivative of an inner function, with at most one more factor or a sign, is missing: the chain rule."""
    if not c.p or not c.q or isinstance(c.right, Rational):
        return
    own = [f for f in _factors(c.left) if isinstance(f, Entry) and not f.loose]
    for slope in dict.fromkeys(slope for f, slope in slopes(c) if isinstance(f, Apply) and not slope.loose):
        for factor in (slope, negate(slope), *(multiply(s, slope, x) for x in own for s in (ONE, MINUS_ONE))):
            if c.looks_right(candidate := multiply(factor, c.right)):
                yield Finding("the factor {0} of the chain rule is missing", (factor,), candidate)


def _factors(term: Term) -> list[Term]:
    """The factors of a product, also under a sum and one time of a power, and pairs of them."""
    match term:
        case Mul(factors=factors):
            plain = [f for f in factors if f is not MINUS_ONE and f is not ONE]
            inner = [g for f in plain if isinstance(f, Sum | Mul) for g in _factors(f)]
            once = [_once(f) for f in plain if _once(f) is not f]
            pairs = [multiply(a, b) for n, a in enumerate(plain) for b in plain[n + 1 :] if len(plain) < 5]
            return list(dict.fromkeys((*plain, *inner, *once, *pairs)))
        case Sum(body=body):
            return _factors(body)
        case Power():
            return list(dict.fromkeys((term, _once(term))))
    return [term] if not isinstance(term, Add) else []


def _roots_below(term: Term) -> list[Term]:
    """`1/sqrt(x)` for each root in a product: `x` is `sqrt(x)` without that factor."""
    found = [f for f in (term.factors if isinstance(term, Mul) else (term,)) if isinstance(f, Power)]
    return [power(f.base, -f.exponent) for f in found if f.exponent.denominator == 2 and f.exponent > 0]


def _once(factor: Term) -> Term:
    """`x` for `x^3`, `1/x` for `1/x^3`."""
    match factor:
        case Power(base=base, exponent=e) if e.denominator == 1 and abs(e) > 1:
            return base if e > 0 else power(base, -1)
    return factor


def _multiplied(term: Term, factor: Term) -> Iterator[Term]:
    """`term` times a factor, which goes under the sum if it speaks of its index."""
    if factor.loose == 0:
        yield multiply(factor, term)
    match term:
        case Sum(size=size, body=body):
            yield Sum(size, multiply(factor, body))
        case Mul(factors=factors):
            for n, f in enumerate(factors):
                if isinstance(f, Sum):
                    yield Mul((*factors[:n], Sum(f.size, multiply(factor, f.body)), *factors[n + 1 :]))


def _dropped(term: Term) -> Iterator[tuple[Term, Term]]:
    """Each factor of a product, also of one under a sum, and the product without it."""
    match term:
        case Sum(size=size, body=body):
            yield from ((factor, Sum(size, rest)) for factor, rest in _dropped(body))
        case Mul(factors=factors):
            for n, f in enumerate(factors):
                if not isinstance(f, Rational):
                    yield f, multiply(*factors[:n], *factors[n + 1 :])
                if isinstance(f, Sum | Mul):
                    yield from ((g, Mul((*factors[:n], rest, *factors[n + 1 :]))) for g, rest in _dropped(f))
