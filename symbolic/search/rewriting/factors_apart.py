"""Differences by a factor: the sign, a 2, 1/N, a factor of the product that was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    multiply,
    number,
    power,
)
from symbolic.search.rewriting.comparison import Comparison, Finding, summands


def constant(c: Comparison) -> Iterator[Finding]:
    """The right side is a constant or a power of a size times the derived one."""
    for factor in (*_ratios(c), *_sizes(c)):
        ratio = c.normal(factor)
        if ratio is not None and c.p and c.q and c.is_zero(c.q - c.p * ratio):
            yield Finding(_ratio_words(factor), (factor, _inverse(factor)), multiply(_inverse(factor), c.right))


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
    """One term of the right side has a wrong number in front."""
    for term, put in summands(c.right):
        for value in () if isinstance(term, Rational) else (Fraction(2), Fraction(1, 2)):
            candidate = put(multiply(number(value), term))
            if c.looks_right(candidate):
                words = (
                    "the factor 2 is missing in the term {0}" if value == 2 else "a factor 2 too much in the term {0}"
                )
                yield Finding(words, (term,), candidate)


def missing(c: Comparison) -> Iterator[Finding]:
    """A factor of the derived product is missing on the right, or one of the right side is too much."""
    for factor in _factors(c.left) if c.p and c.q else ():
        for candidate in _multiplied(c.right, factor):
            if c.looks_right(candidate):
                yield Finding("the factor {0} is missing", (factor,), candidate)
    for factor in _factors(c.right) if c.p and c.q else ():
        for candidate in _multiplied(c.right, power(factor, -1)):
            if c.looks_right(candidate):
                yield Finding("the factor {0} is too much", (factor,), candidate)


def _factors(term: Term) -> list[Term]:
    """The factors of a product, also under a sum, and pairs of them."""
    match term:
        case Mul(factors=factors):
            plain = [f for f in factors if f is not MINUS_ONE and f is not ONE]
            inner = [g for f in plain if isinstance(f, Sum | Mul) for g in _factors(f)]
            pairs = [multiply(a, b) for n, a in enumerate(plain) for b in plain[n + 1 :] if len(plain) < 5]
            return [*plain, *inner, *pairs]
        case Sum(body=body):
            return _factors(body)
    return [term] if not isinstance(term, Add) else []


def _multiplied(term: Term, factor: Term) -> Iterator[Term]:
    """`term` times a factor, which goes under the sum if it speaks of its index."""
    if factor.loose == 0:
        yield multiply(term, factor)
    match term:
        case Sum(size=size, body=body):
            yield Sum(size, multiply(body, factor))
        case Mul(factors=factors):
            for n, f in enumerate(factors):
                if isinstance(f, Sum):
                    yield Mul((*factors[:n], Sum(f.size, multiply(f.body, factor)), *factors[n + 1 :]))
