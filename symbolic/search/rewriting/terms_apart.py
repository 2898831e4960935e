"""Differences by a term: its sign, its absence, its presence, a factor that only it was given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra.polynomial import Polynomial, constant, factors
from symbolic.kernel.terms import ZERO, Add, Mul, Term, add, multiply, negate
from symbolic.search.rewriting.assemble import assembled
from symbolic.search.rewriting.comparison import Comparison, Finding, summands
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.from_polynomial import forms
from symbolic.search.rewriting.monomials import Reader
from symbolic.search.rewriting.order import negated, split
from symbolic.search.rewriting.reading import Reading

SIMPLE = 30.0
"""The cost up to which a remaining difference is worth printing."""


def sign(c: Comparison) -> Iterator[Finding]:
    """One term of the right side has the wrong sign."""
    for term, put in summands(c.right):
        candidate = put(negate(term))
        if c.looks_right(candidate):
            yield Finding("the sign of the term {0} is wrong", (_unsigned(term),), candidate)


def sign_on_the_left(c: Comparison) -> Iterator[Finding]:
    """One term of a left side without derivatives has the wrong sign."""
    if c.left is not c.claimed:
        return
    for term, put in summands(c.left):
        flipped = c.normal(put(negate(term)))
        if flipped is not None and c.is_zero(flipped - c.q) and c.proves(put(negate(term)), c.right):
            yield Finding("on the left the sign of the term {0} is wrong", (_unsigned(term),))


def missing_or_extra(c: Comparison) -> Iterator[Finding]:
    """A term of the derived side is not on the right, or one of the right side should not be there."""
    for term, put in summands(c.right):
        rest = put(ZERO)
        if c.looks_right(rest):
            yield Finding("the term {0} is too much", (_unsigned(term),), rest)
    for term, _ in summands(c.left):
        if term.loose == 0 and c.looks_right(add(c.right, term)):
            yield Finding("the term {0} is missing", (term,), add(c.right, term))
        for other, put in summands(c.right) if term.loose else ():
            candidate = put(add(other, term))
            if c.looks_right(candidate):
                yield Finding("the term {0} is missing", (term,), candidate)


def multiplied(c: Comparison) -> Iterator[Finding]:
    """One term was multiplied by something that belongs to another one."""
    for term in (t for side in (c.left, c.right) for t, _ in summands(side) if not t.loose):
        p = c.normal(term)
        if p is None or len(p.terms) != 1:
            continue
        factor = _quotient(c.q - c.p + p, p)
        if factor is not None:
            shown = assembled(Reader(c.algebra, {}).monomials(factor))
            candidate = add(c.right, negate(multiply(shown, term)), term)
            if c.looks_right(candidate):
                yield Finding("the term {0} was multiplied by {1}", (term, shown), candidate)


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
    reading = Reading(c.sequent.context)
    p = reading.normal(add(c.right, negate(c.left)))
    rest = min((form for form, _ in forms(reading, p)), key=cost)
    if rest is not ZERO and cost(rest) <= min(SIMPLE, cost(c.left)) and not isinstance(rest, Add):
        value, _ = split(rest)
        if value < 0:
            missing = negated(rest)
            yield Finding("the term {0} is missing", (missing,), add(c.right, missing))
        else:
            yield Finding("the term {0} is too much", (rest,), add(c.right, negate(rest)))


def _unsigned(term: Term) -> Term:
    value, _ = split(term)
    return negated(term) if value < 0 and isinstance(term, Mul) else term
