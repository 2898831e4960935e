"""Complements: a positive sum less one of its terms, sum_k a_k - a_i = sum_k (1 - [k = i])^2 a_k."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.terms import ONE, Delta, Index, Term, add, multiply, power, subtract, sum_over
from symbolic.search.certificates.readback import body_of, term_of


def complement(algebra: Algebra, p: Polynomial) -> Term | None:
    """A term equal to p in which every negative term of p was taken out of a sum that contains it."""
    left, taken = dict(p.terms), []
    for code, c in p.terms.items():
        if c > 0:
            continue
        found = next(_sources(algebra, Polynomial(left, p.reach), code), None)
        if found is None:
            return None
        source, ratio, term = found
        cost = -c * ratio
        del left[code]
        left[source] = left[source] - cost
        if left[source] < 0:
            return None
        if not left[source]:
            del left[source]
        taken.append(multiply(term_of(algebra, Polynomial({0: cost})), term))
    return add(*taken, term_of(algebra, Polynomial(left, p.reach))) if taken else None


def _sources(algebra: Algebra, p: Polynomial, code: int) -> Iterator[tuple[int, Fraction, Term]]:
    """(term of p, ratio, term less that part): ratio * (term - part) has `code` as its part."""
    indices = dict.fromkeys(i for g, _ in factors(code) for i in algebra.table[g][1])
    for source, c in p.terms.items():
        for g, e in factors(source) if c > 0 else ():
            head, own = algebra.table[g]
            if head.kind != "sum" or e != 1 or len(head.data) != 1:
                continue
            body, [(name, size)] = body_of(algebra, head, own)
            outside = Polynomial({source - monomial(g): 1}, p.reach)
            for index in indices:
                part = outside * algebra.moved(body, {name: index})
                if list(part.terms) == [code]:
                    term = multiply(term_of(algebra, outside), _without(term_of(algebra, body), name, size, index))
                    yield source, 1 / Fraction(part.terms[code]), term


def _without(body: Term, name: str, size: str, index: Index) -> Term:
    return sum_over(name, size, multiply(power(subtract(ONE, Delta(name, index)), 2), body))
