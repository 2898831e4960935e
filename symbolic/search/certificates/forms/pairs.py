r"""Pairs: products as squares, $-\sum w_{ij} f_i f_j = \frac12 \sum w_{ij} ((f_i - f_j)^2 - f_i^2 - f_j^2)$.

Where the weights are symmetric, what is left are multiples of squares: the form of a graph's Laplacian is
$\frac12 \sum_{ij} w_{ij} (f_i - f_j)^2$.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, constant
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.terms import Term, multiply, power
from symbolic.search.certificates.readable.readback import summed, term_of
from symbolic.search.certificates.readable.spread import together
from symbolic.search.rewriting.flat_products import Flat, flat

MOST_TERMS = 12


def pair_squares(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """Terms that should equal p, in which every product of two entries of an array stands as a square."""
    if not algebra.symmetric or len(p.terms) > MOST_TERMS:
        return
    found, rest = list[Term](), p
    for code, c in p.terms.items():
        whole = flat(algebra, code, p.reach)
        for weight, form in _pairs(algebra, whole, Fraction(c)) if whole is not None else ():
            if not algebra.sign(weight) & NEGATIVE:
                scope = tuple(whole.scope.items()) if whole is not None else ()
                found.append(summed(multiply(term_of(algebra, weight), power(term_of(algebra, form), 2)), scope))
                rest = rest - algebra.sum(weight * form * form, dict(scope))
                break
    if found:
        yield together(*found)
        if rest and not algebra.sign(rest) & NEGATIVE:
            yield together(*found, term_of(algebra, rest))


def _pairs(algebra: Algebra, whole: Flat, c: Fraction) -> Iterator[tuple[Polynomial, Polynomial]]:
    """(weight, difference or sum of two entries of one array) for every such pair in a sum of products."""
    for n, m in combinations(range(len(whole.atoms)), 2):
        (head, one), (other, two) = whole.atoms[n], whole.atoms[m]
        if head is other and head.kind == "entry" and one != two and {*one, *two} & whole.scope.keys():
            weight = whole.outside * constant(abs(c) / 2)
            for atom in (a for k, a in enumerate(whole.atoms) if k not in (n, m)):
                weight = weight * algebra.remake(*atom)
            first, second = algebra.remake(head, one), algebra.remake(head, two)
            yield weight, first - second if c < 0 else first + second
