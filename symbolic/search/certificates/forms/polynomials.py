"""Polynomials in a few generators - scalars, exponentials, whole sums - as sums of squares."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.terms import Term, add, multiply, number, power
from symbolic.search.certificates.rational.sum_of_squares import Part, Sparse, sum_of_squares
from symbolic.search.certificates.readable.readback import term_of

MOST_GENERATORS, MOST_TERMS, HIGHEST_DEGREE = 4, 40, 10
MARGINS = (Fraction(0), Fraction(1, 2), Fraction(1, 16), Fraction(1, 1000))


def polynomial_squares(algebra: Algebra, p: Polynomial, *, strictly: bool) -> Term | None:
    """A term equal to p: positive multiples of squares, and a positive number where `strictly` asks for p > 0."""
    generators = sorted(p.generators())
    if not 0 < len(generators) <= MOST_GENERATORS or len(p.terms) > MOST_TERMS:
        return None
    exponents = [dict(factors(code)) for code in p.terms]
    steps = [gcd(*(e.get(g, 0) for e in exponents)) for g in generators]
    sparse = {
        tuple(e.get(g, 0) // step for g, step in zip(generators, steps, strict=True)): Fraction(c)
        for e, c in zip(exponents, p.terms.values(), strict=True)
    }
    if min(map(min, sparse)) < 0 or max(map(sum, sparse)) > HIGHEST_DEGREE:
        return None
    nonnegative = [
        n
        for n, (g, step) in enumerate(zip(generators, steps, strict=True))
        if step % 2 == 0 or not algebra.of_generator(g) & NEGATIVE
    ]
    codes = [monomial(g, step) for g, step in zip(generators, steps, strict=True)]
    for margin in MARGINS[1:] if strictly else MARGINS[:1]:
        parts = sum_of_squares(_lowered(sparse, margin), nonnegative)
        if parts is not None:
            return add(number(margin), *(_term(algebra, part, codes, p.reach) for part in parts))
    return None


def _lowered(p: Sparse, margin: Fraction) -> Sparse:
    one = (0,) * len(next(iter(p)))
    lowered = {**p, one: p.get(one, Fraction(0)) - margin}
    return {e: c for e, c in lowered.items() if c}


def _term(algebra: Algebra, part: Part, codes: list[int], reach: int) -> Term:
    def at(exponents: tuple[int, ...]) -> int:
        return sum(code * e for code, e in zip(codes, exponents, strict=True))

    square = Polynomial({at(e): c for e, c in part.polynomial.items()}, reach)
    outside = term_of(algebra, Polynomial({at(part.multiplier): part.weight}, reach))
    return multiply(outside, power(term_of(algebra, square), 2))
