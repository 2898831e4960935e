"""Cauchy's inequality for vectors that are expressions, such as centred ones: a_n = x_n - mean(x).

    sum_n a_n^2 sum_n b_n^2 - (sum_n a_n b_n)^2 = sum_nm (a_n b_m - a_m b_n)^2 / 2

As polynomials such sums fall apart, so the vectors are taken from the term as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.terms import Mul, Power, Sum, Term, instantiate, multiply, number, power, subtract, walk
from symbolic.search.certificates.bounds.roots import without_roots
from symbolic.search.certificates.readable.readback import summed, term_of

MOST_VECTORS = 4


def above_the_product(algebra: Algebra, p: Polynomial, written: Term) -> Iterator[Term]:
    """Multiples of differences of Cauchy's inequality that are p, for the vectors whose squares are summed."""
    first, second = algebra.new_index(), algebra.new_index()
    vectors = list(dict.fromkeys(_squared(written)))[:MOST_VECTORS]
    for (a, size), (b, other) in combinations(vectors, 2):
        if size == other:
            mixed = [multiply(instantiate(a, i), instantiate(b, j)) for i, j in ((first, second), (second, first))]
            square = multiply(number(Fraction(1, 2)), power(subtract(*mixed), 2))
            difference = summed(square, ((first, size), (second, size)))
            quotient = p.divided_by(without_roots(algebra, algebra.normal(difference)))
            if quotient is not None and not algebra.sign(quotient) & NEGATIVE:
                yield multiply(term_of(algebra, quotient), difference)


def _squared(term: Term) -> Iterator[tuple[Term, str]]:
    """The bodies whose squares are summed in a term, each with the size it is summed over."""
    for t in walk(term):
        match t:
            case Sum(size=size, body=Power(base=base, exponent=e)) if e == 2 and not t.loose:
                yield base, size
            case Sum(size=size, body=Mul(factors=(one, other))) if one is other and not t.loose:
                yield one, size
