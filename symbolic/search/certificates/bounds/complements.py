r"""Complements: a positive sum less some of its terms, $\sum_k a_k - a_i = \sum_k (1 - [k = i])^2 a_k \ge 0$.

It is > 0 if more terms are summed than taken. With $e_k = (1 - [k = i])^2$ and $m \ge 1$ terms left,
$$\sum_k e_k a_k \sum_k \frac1{a_k} = m^2 + \frac12 \sum_{k,l} e_k e_l \frac{(a_k - a_l)^2}{a_k a_l}
+ \frac1{a_i} \sum_k e_k a_k.$$
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, generator, monomial
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
)
from symbolic.search.certificates.readable.readback import Scope, body_of, summed, term_of
from symbolic.search.certificates.readable.spread import together

MOST_INDICES, MOST_CHOICES = 3, 64


@dataclass(frozen=True, slots=True)
class Complement:
    """cost * outside * (the sum of `body` over `scope`, less its terms at the indices `taken`).

    An index that is not taken at a value is called as in the scope: all of its terms are taken.
    """

    source: int  # the monomial of the whole sum
    cost: Fraction
    outside: Polynomial
    body: Polynomial
    scope: Scope
    taken: tuple[tuple[Index, ...], ...]

    def term(self, algebra: Algebra) -> Term:
        return multiply(self._outside(algebra), self._less(self._body(algebra, self._names())))

    def positive_term(self, algebra: Algebra) -> Term | None:
        """The same so that it is seen to be positive, if all summands are and some are left."""
        counts = (multiply(*(Size(size) for _, size in self._open(own))) for own in self.taken)
        left = subtract(multiply(*(Size(size) for _, size in self.scope)), add(*counts))
        if algebra.sign(algebra.normal(left)) != POSITIVE or algebra.sign(self.body) != POSITIVE:
            return None
        there = tuple((algebra.new_index(), size) for _, size in self.scope)
        a, b = self._body(algebra, self._names()), self._body(algebra, tuple(name for name, _ in there))
        apart = multiply(power(subtract(a, b), 2), power(a, -1), power(b, -1))
        pairs = self._less(summed(multiply(self._elsewhere(there), apart), there))
        rest = self._less(a)
        known = (multiply(summed(power(self._body(algebra, own), -1), self._open(own)), rest) for own in self.taken)
        top = add(power(left, 2), multiply(number(Fraction(1, 2)), pairs), *known)
        return multiply(self._outside(algebra), top, power(summed(power(a, -1), self.scope), -1))

    def _names(self) -> tuple[Index, ...]:
        return tuple(name for name, _ in self.scope)

    def _outside(self, algebra: Algebra) -> Term:
        return multiply(number(self.cost), term_of(algebra, self.outside))

    def _body(self, algebra: Algebra, indices: tuple[Index, ...]) -> Term:
        return term_of(algebra, algebra.moved(self.body, dict(zip(self._names(), indices, strict=True))))

    def _elsewhere(self, scope: Scope) -> Term:
        """1, or 0 at the indices that are taken."""
        places = [[*zip(self._names(), scope, own, strict=True)] for own in self.taken]
        there = (multiply(*(Delta(n, i) for old, (n, _), i in own if i != old)) for own in places)
        return power(subtract(ONE, add(*there)), 2)

    def _open(self, own: tuple[Index, ...]) -> Scope:
        """The indices that are not taken at a value."""
        return tuple(pair for pair, i in zip(self.scope, own, strict=True) if i == pair[0])

    def _less(self, body: Term) -> Term:
        return summed(multiply(self._elsewhere(self.scope), body), self.scope)


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


def one_positive(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """Terms equal to p in which a positive term of a sum stands apart; the others need not be positive."""
    for code, c in p.terms.items():
        source = Polynomial({code: c}, p.reach)
        indices = dict.fromkeys(i for g, _ in factors(code) for i in algebra.table[g][1])
        rest = term_of(algebra, p - source) if c > 0 and indices else ONE
        for part, value in _parts(algebra, source, indices) if c > 0 else ():
            apart = _seen_positive(algebra, value)
            if apart is not None:
                yield together(part.term(algebra), apart, rest)


def _seen_positive(algebra: Algebra, p: Polynomial) -> Term | None:
    """A term equal to p that is seen to be positive: as it is, or with g = c + (g - c) where g >= c > 0 is known."""
    if algebra.sign(p) == POSITIVE:
        return term_of(algebra, p)
    for g in sorted(p.generators()):
        head, indices = algebra.table[g]
        for offset, slope, pattern, universal, _ in algebra.bounds.get(head, ()):
            low = -Fraction(offset) / slope
            others = p.coefficient_of(monomial(g))
            known = slope > 0 and low > 0 and algebra.matches(pattern, universal, indices)
            if known and algebra.sign(others) == POSITIVE and not p - others * generator(g):
                factor = term_of(algebra, others)
                above = subtract(term_of(algebra, generator(g)), number(low))
                return together(multiply(number(low), factor), multiply(above, factor))
    return None


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

    def differ(one: tuple[Index, ...], other: tuple[Index, ...]) -> bool:
        return any(frozenset(pair) in algebra.apart for pair in zip(one, other, strict=True))

    apart = all(differ(one, other) for one in new.taken for other in old.taken)
    return apart and (new.source, new.cost) == (old.source, old.cost)


def _sources(algebra: Algebra, p: Polynomial, code: int) -> Iterator[Complement]:
    """The sums in the positive terms of p of which the monomial is a multiple of a term."""
    indices = dict.fromkeys(i for g, _ in factors(code) for i in algebra.table[g][1])
    for source, c in p.terms.items():
        for part, value in _parts(algebra, Polynomial({source: 1}, p.reach), indices) if c >= 0 else ():
            if list(value.terms) == [code]:
                yield replace(part, cost=-Fraction(p.terms[code]) / value.terms[code])


def _parts(algebra: Algebra, whole: Polynomial, indices: Iterable[Index]) -> Iterator[tuple[Complement, Polynomial]]:
    """The sums in a monomial less a term, and that term; or less the terms at all values of some indices."""
    [(source, c)] = whole.terms.items()
    for g, e in factors(source):
        head, own = algebra.table[g]
        if head.kind != "sum" or e != 1 or len(head.data) > MOST_INDICES:
            continue
        body, scope = body_of(algebra, head, own)
        outside = Polynomial({source - monomial(g): 1}, whole.reach)
        for chosen in islice(product(*([*indices, name] for name, _ in scope)), MOST_CHOICES):
            rest = dict(pair for pair, i in zip(scope, chosen, strict=True) if i == pair[0])
            at = algebra.moved(body, {name: i for (name, _), i in zip(scope, chosen, strict=True)})
            value = outside * (algebra.sum(at, rest) if rest else at)
            yield Complement(source, Fraction(c), outside, body, scope, (chosen,)), value.scaled(c)
