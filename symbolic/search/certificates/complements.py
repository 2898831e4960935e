r"""Complements: a positive sum less some of its terms, $\sum_k a_k - a_i = \sum_k (1 - [k = i])^2 a_k \ge 0$.

It is > 0 if more terms are summed than taken. With $e_k = (1 - [k = i])^2$ and $m \ge 1$ terms left,
$$\sum_k e_k a_k \sum_k \frac1{a_k} = m^2 + \frac12 \sum_{k,l} e_k e_l \frac{(a_k - a_l)^2}{a_k a_l}
+ \frac1{a_i} \sum_k e_k a_k.$$
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import POSITIVE
from symbolic.kernel.terms import (
    ONE,
    Delta,
    Index,
    Size,
    Term,
    add,
    multiply,
    number,
    power,
    subtract,
    sum_over,
)
from symbolic.search.certificates.readback import body_of, term_of


@dataclass(frozen=True, slots=True)
class Complement:
    """cost * outside * (the sum of `body` over `name`, less its terms at the indices `taken`)."""

    source: int  # the monomial of the whole sum
    cost: Fraction
    outside: Polynomial
    body: Polynomial
    name: str
    size: str
    taken: tuple[Index, ...]

    def term(self, algebra: Algebra) -> Term:
        return multiply(self._outside(algebra), self._less(self._body(algebra, self.name)))

    def positive_term(self, algebra: Algebra) -> Term | None:
        """The same so that it is seen to be positive, if all summands are and some are left."""
        left = subtract(Size(self.size), number(len(self.taken)))
        if algebra.sign(algebra.normal(left)) != POSITIVE or algebra.sign(self.body) != POSITIVE:
            return None
        here, there = self.name, algebra.new_index()
        a, b = self._body(algebra, here), self._body(algebra, there)
        apart = multiply(power(subtract(a, b), 2), power(a, -1), power(b, -1))
        pairs = self._less(sum_over(there, self.size, multiply(self._elsewhere(there), apart)))
        rest = self._less(a)
        known = (multiply(power(self._body(algebra, i), -1), rest) for i in self.taken)
        top = add(power(left, 2), multiply(number(Fraction(1, 2)), pairs), *known)
        return multiply(self._outside(algebra), top, power(sum_over(here, self.size, power(a, -1)), -1))

    def _outside(self, algebra: Algebra) -> Term:
        return multiply(number(self.cost), term_of(algebra, self.outside))

    def _body(self, algebra: Algebra, index: Index) -> Term:
        return term_of(algebra, algebra.moved(self.body, {self.name: index}))

    def _elsewhere(self, name: str) -> Term:
        return power(subtract(ONE, add(*(Delta(name, index) for index in self.taken))), 2)

    def _less(self, body: Term) -> Term:
        return sum_over(self.name, self.size, multiply(self._elsewhere(self.name), body))


def complements(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """Terms equal to p in which every negative term of p was taken out of a sum that contains it."""
    found = _taken(algebra, p)
    if found is None:
        return
    parts, left = found
    rest = term_of(algebra, left)
    yield add(*(part.term(algebra) for part in parts), rest)
    positive = [part.positive_term(algebra) for part in parts]
    if any(positive):
        yield add(*(t or part.term(algebra) for t, part in zip(positive, parts, strict=True)), rest)


def _taken(algebra: Algebra, p: Polynomial) -> tuple[list[Complement], Polynomial] | None:
    """The sums that the negative terms of p are taken out of, and what is left of p."""
    left, parts = dict(p.terms), list[Complement]()
    for code in [code for code, c in p.terms.items() if c < 0]:
        for found in _sources(algebra, Polynomial(left, p.reach), code):
            joined = next((n for n, part in enumerate(parts) if _joins(algebra, found, part)), None)
            if joined is not None:
                parts[joined] = replace(parts[joined], taken=(*parts[joined].taken, *found.taken))
            elif left.get(found.source, 0) >= found.cost:
                left[found.source] -= found.cost
                parts.append(found)
            else:
                continue
            del left[code]
            break
        else:
            return None
    terms = {code: c for code, c in left.items() if c}
    return (parts, Polynomial(terms, p.reach)) if parts else None


def _joins(algebra: Algebra, new: Complement, old: Complement) -> bool:
    """Whether both are taken out of one sum, at indices that differ."""
    apart = all(frozenset((i, j)) in algebra.apart for i in new.taken for j in old.taken)
    return apart and (new.source, new.cost) == (old.source, old.cost)


def _sources(algebra: Algebra, p: Polynomial, code: int) -> Iterator[Complement]:
    """The sums in the positive terms of p of which the monomial is a multiple of a term."""
    indices = dict.fromkeys(i for g, _ in factors(code) for i in algebra.table[g][1])
    for source, c in p.terms.items():
        for g, e in factors(source) if c >= 0 else ():
            head, own = algebra.table[g]
            if head.kind != "sum" or e != 1 or len(head.data) != 1:
                continue
            body, [(name, size)] = body_of(algebra, head, own)
            outside = Polynomial({source - monomial(g): 1}, p.reach)
            for index in indices:
                part = outside * algebra.moved(body, {name: index})
                if list(part.terms) == [code]:
                    cost = -Fraction(p.terms[code]) / part.terms[code]
                    yield Complement(source, cost, outside, body, name, size, (index,))
