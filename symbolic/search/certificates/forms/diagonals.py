"""A product of sums less its diagonal: (sum_j a_j)(sum_k b_k) - sum_k a_k b_k = sum_jk (1 - [j = k])^2 a_j b_k."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.terms import ONE, Delta, Term, add, multiply, power, subtract
from symbolic.search.certificates.readable.readback import summed, term_of


def off_diagonal(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """A term equal to p in which every negative term of p was taken out of a product of sums."""
    left, taken = dict(p.terms), list[Term]()
    for code, c in p.terms.items():
        if c > 0:
            continue
        positive = Polynomial({m: k for m, k in left.items() if k > 0}, p.reach)
        found = next((s for s in _sources(algebra, positive) if list(s[1].terms) == [code]), None)
        if found is None:
            return
        source, diagonal, rest = found
        cost = Fraction(-c) / diagonal.terms[code]
        left[source] = left[source] - cost
        del left[code]
        if left[source] < 0:
            return
        if not left[source]:
            del left[source]
        taken.append(multiply(term_of(algebra, Polynomial({0: cost})), rest))
    if taken:
        yield add(*taken, term_of(algebra, Polynomial(left, p.reach)))


def _sources(algebra: Algebra, p: Polynomial) -> Iterator[tuple[int, Polynomial, Term]]:
    """(term of p, its diagonal, the rest) for every term of p with two sums over the same size in it."""
    for code in p.terms:
        sums = [g for g, e in factors(code) for _ in range(e) if e > 0 and algebra.table[g][0].kind == "sum"]
        if len(sums) != 2 or any(len(algebra.table[g][0].data) != 1 for g in sums):
            continue
        sizes = [str(algebra.table[g][0].data[0]) for g in sums]
        if sizes[0] != sizes[1]:
            continue
        j, k = algebra.new_index(), algebra.new_index()
        bodies = [algebra.opened(*algebra.table[g], (j,))[0] for g in sums]
        outside = Polynomial({code - sum(map(monomial, sums)): 1}, p.reach)
        diagonal = outside * algebra.sum(bodies[0] * bodies[1], {j: sizes[0]})
        other = algebra.moved(bodies[1], {j: k})
        inside = multiply(power(subtract(ONE, Delta(j, k)), 2), term_of(algebra, bodies[0]), term_of(algebra, other))
        yield code, diagonal, multiply(term_of(algebra, outside), summed(inside, ((j, sizes[0]), (k, sizes[0]))))
