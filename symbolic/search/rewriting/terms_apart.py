"""Differences by a term: its sign, its absence, its presence, a factor that only it was given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra.polynomial import Polynomial, constant, factors
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Bracket,
    Delta,
    Entry,
    Mul,
    Rational,
    Term,
    add,
    multiply,
    negate,
    walk,
)
from symbolic.search.rewriting.assemble import assembled
from symbolic.search.rewriting.comparison import Comparison, Finding, Put, into, summands
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.from_polynomial import forms
from symbolic.search.rewriting.monomials import Reader
from symbolic.search.rewriting.order import negated, split, unsigned
from symbolic.search.rewriting.reading import Reading

SIMPLE, SHARE, SHORT = 30.0, 0.8, 8.0
"""The cost up to which a remaining difference is worth printing, also as a share of the derived side unless short."""

TURNING = 8.0
"""What it may spare to write the negative of a term."""

MOST = 6
"""Terms of a sum that are tried two at a time."""


def sign(c: Comparison) -> Iterator[Finding]:
    """One term of the right side has the wrong sign."""
    for term, put in summands(c.right):
        candidate = put(negate(term))
        if negate(term) is not ZERO and c.looks_right(candidate):
            yield Finding("the sign of the term {0} is wrong", (unsigned(term),), candidate)


def sign_on_the_left(c: Comparison) -> Iterator[Finding]:
    """One term of a left side without derivatives has the wrong sign."""
    if c.left is not c.claimed:
        return
    for term, put in summands(c.left):
        flipped = put(negate(term))
        if c.seem_equal(flipped, c.right) and c.agree(flipped, c.right) and c.proves(flipped, c.right):
            yield Finding("on the left the sign of the term {0} is wrong", (unsigned(term),))


def missing_or_extra(c: Comparison) -> Iterator[Finding]:
    """A term of the derived side is not on the right, or one of the right side should not be there."""
    for term, put in summands(c.right):
        rest = put(ZERO)
        if c.looks_right(rest):
            yield _too_much(term, c.right, rest)
    for term, _ in summands(c.left):
        if term.loose == 0 and c.looks_right(add(c.right, term)):
            yield Finding("the term {0} is missing", (term,), add(c.right, term))
        for inner, put in _bracketed(c.right) if term.loose == 0 else ():
            if c.looks_right(candidate := put(add(inner, term))):
                yield Finding("the term {0} is missing in {1}", (term, inner), candidate)
        for other, put in summands(c.right) if term.loose else ():
            candidate = put(add(other, term))
            if c.looks_right(candidate):
                yield Finding("the term {0} is missing", (term,), candidate)


def _bracketed(term: Term) -> Iterator[tuple[Add, Put]]:
    """The sums that are factors of a product, each with how to put another one in its place."""
    for n, f in enumerate(term.factors if isinstance(term, Mul) else ()):
        if isinstance(f, Add):
            yield f, into(Mul, term.factors if isinstance(term, Mul) else (), n, lambda new: new)


def _too_much(term: Term, right: Term, rest: Term) -> Finding:
    """A number inside of a product says nothing without the sum that it is a term of."""
    around = [t for t in walk(right) if isinstance(t, Add) and t is not right and term in t.terms]
    if isinstance(term, Rational) and around and not around[0].loose:
        return Finding("the term {0} is too much in {1}", (term, around[0]), rest)
    return Finding("the term {0} is too much", (unsigned(term),), rest)


def both_missing(c: Comparison) -> Iterator[Finding]:
    """Two terms of the derived side are not on the right."""
    terms = [t for t in c.left.terms if not t.loose] if isinstance(c.left, Add) else []
    for n, first in enumerate(terms[:MOST]):
        for second in terms[n + 1 : MOST]:
            if c.looks_right(candidate := add(c.right, first, second)):
                yield Finding("the terms {0} and {1} are missing", (first, second), candidate)


def multiplied(c: Comparison) -> Iterator[Finding]:
    """One term was multiplied by something that belongs to another one."""
    for term in c.left.terms if isinstance(c.left, Add) else ():
        p = c.normal(term) if not isinstance(term, Rational) else None
        if p is None or len(p.terms) != 1:
            continue
        product = c.q - c.p + p
        factor = _quotient(product, p)
        if factor is not None and product.terms.keys() <= c.q.terms.keys():
            shown = assembled(Reader(c.algebra, {}).monomials(factor))
            candidate = add(c.right, negate(multiply(shown, term)), term)
            if c.looks_right(candidate):
                yield Finding("the term {0} was multiplied by {1}", (unsigned(term), shown), candidate)


def _quotient(p: Polynomial, by: Polynomial) -> Polynomial | None:
    """The quotient of two monomials, if it is a product that is not constant."""
    [(below, c)] = by.terms.items()
    if len(p.terms) != 1:
        return None
    [(above, value)] = p.terms.items()
    pairs = factors(above - below)
    positive = bool(pairs) and all(e > 0 for _, e in pairs)
    return constant(Fraction(value) / c).shifted(above - below, p.reach + by.reach) if positive else None


def remainder(c: Comparison) -> Iterator[Finding]:
    """What is left when the derived side is subtracted, if that is short."""
    reading, short = Reading(c.sequent.context), SHORT if c.left.children() else 0.0
    p, most = reading.normal(add(c.right, negate(c.left))), min(SIMPLE, max(short, SHARE * cost(c.left)))
    if c.right is ZERO or len(p.terms) > most:
        return
    extra = _shortest(reading, p)
    if cost(extra) > most + TURNING:
        return
    lacking = _shortest(reading, p.scaled(-1))
    rest, is_missing = (extra, False) if cost(extra) < cost(lacking) else (lacking, True)
    if isinstance(rest, Add) or cost(rest) > most:
        return
    if any(isinstance(t, Bracket) for t in walk(rest)) and not any(
        isinstance(t, Bracket) for side in (c.left, c.right) for t in walk(side)
    ):  # the cases of a sign say more than a term that comes and goes with it
        return
    turned = negated(rest) if split(rest)[0] < 0 else _turned(rest)
    if turned is not rest:
        rest, is_missing = turned, not is_missing
    if is_missing:
        yield Finding("the term {0} is missing", (rest,), add(c.right, rest))
    else:
        yield Finding("the term {0} is too much", (rest,), add(c.right, negate(rest)))


def _shortest(reading: Reading, p: Polynomial) -> Term:
    return min((form for form, _ in forms(reading, p)), key=cost)


def _turned(term: Term) -> Term:
    """`-p*(p - 1)` as `p*(1 - p)`: the negative of a product with a difference that starts better the other way."""
    factors = term.factors if isinstance(term, Mul) else ()
    for n, factor in enumerate(factors):
        match factor:
            case Add(terms=(Entry() | Bracket() | Delta() as first, last)) if last is MINUS_ONE:
                return Mul((*factors[:n], add(ONE, negate(first)), *factors[n + 1 :]))
            case Mul() if (turned := _turned(factor)) is not factor:
                return Mul((*factors[:n], turned, *factors[n + 1 :]))
    return term
