"""Multiples of hypotheses between sums of products: A x = b inside longer products, by division as for polynomials.

The longest product of each hypothesis is taken out of the products that it stands in, and the rest of the hypothesis
put there: P P P = P - as P P P - P = sum (P P - P) P + (P P - P).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, constant
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.rules.linear_combination import Multiple
from symbolic.kernel.terms import Index, Sum, Term, multiply, substitute, walk
from symbolic.search.certificates.bounds.roots import without_roots
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.rewriting.flat_products import Atom, Flat, Occurrence, flat, occurrences

MOST_MULTIPLES, MOST_TERMS = 24, 60


@dataclass(frozen=True, slots=True)
class Divisor:
    """A hypothesis as a multiple of its longest product, and a rest."""

    position: int
    hypothesis: Hypothesis
    lead: Flat
    coefficient: Fraction
    rest: Polynomial

    @property
    def universal(self) -> tuple[str, ...]:
        return tuple(f"!{i}" for i, _ in self.hypothesis.indices)


@dataclass(frozen=True, slots=True)
class Division:
    """Division by the equations between sums of products, in the context `lean` without them."""

    lean: Context
    algebra: Algebra
    divisors: tuple[Divisor, ...]

    def of(self, term: Term) -> tuple[tuple[Multiple, ...], Polynomial]:
        """Multiples of the equations that add up to the term less a rest, and the rest."""
        return self.of_polynomial(self.algebra.normal(unfold(term)))

    def of_polynomial(self, p: Polynomial) -> tuple[tuple[Multiple, ...], Polynomial]:
        """The same, with p over its common denominator and without squares of roots, where that is more."""
        numerator, denominators = self.algebra.together(p)
        below = constant(1)
        for g, e in denominators.items():
            below = below * self.algebra.opened(*self.algebra.table[g])[0].to_the(e)
        over = self.algebra.inverse(below)
        rest, multiples = without_roots(self.algebra, numerator), list[Multiple]()
        for _ in range(MOST_MULTIPLES):
            step = next(_steps(self.algebra, self.divisors, rest), None)
            if step is None or len(rest.terms) > MOST_TERMS:
                break
            position, chosen, scope, weight = step[0]
            weight = multiply(term_of(self.algebra, over), weight)
            multiples.append((position, chosen, scope, weight))
            rest = rest - step[1]
        return tuple(multiples), rest * over


def reduced(context: Context, term: Term) -> tuple[Algebra, Polynomial]:
    """The term as a polynomial, with what the equations between sums of products say put in place."""
    known = division(context)
    if known is None:
        return (algebra := Algebra(context)), algebra.normal(unfold(term))
    return known.algebra, known.of(term)[1]


def division(context: Context) -> Division | None:
    """Division by the equations between sums of products that the context knows, if any."""
    positions = [n for n, h in enumerate(context.hypotheses) if h.relation == "==" and _has_sum(h)]
    for _ in range(2 if positions else 0):
        lean = context.with_hypotheses(h for n, h in enumerate(context.hypotheses) if n not in positions)
        algebra = Algebra(lean)
        divisors = [d for n in positions if (d := _divisor(algebra, n, context.hypotheses[n])) is not None]
        if divisors and len(divisors) == len(positions):
            return Division(lean, algebra, tuple(divisors))
        positions = [d.position for d in divisors]
    return None


def _has_sum(h: Hypothesis) -> bool:
    return any(isinstance(t, Sum) for t in walk(h.term))


def _divisor(algebra: Algebra, position: int, h: Hypothesis) -> Divisor | None:
    value = algebra.normal(substitute(unfold(h.term), {i: f"!{i}" for i, _ in h.indices}))
    opened = {m: f for m in value.terms if (f := flat(algebra, m, value.reach)) is not None}
    products = {m: f for m, f in opened.items() if f.scope and len(f.atoms) > 1}
    if not products:
        return None
    code = max(products, key=lambda m: len(products[m].atoms))
    rest = Polynomial({m: c for m, c in value.terms.items() if m != code}, value.reach)
    return Divisor(position, h, products[code], Fraction(value.terms[code]), rest)


def _steps(algebra: Algebra, divisors: tuple[Divisor, ...], p: Polynomial) -> Iterator[tuple[Multiple, Polynomial]]:
    """The multiples of hypotheses that take a term out of p."""
    for code, c in p.terms.items():
        whole = flat(algebra, code, p.reach)
        for d in divisors if whole is not None else ():
            for found in occurrences(algebra, d.lead, frozenset(d.universal), whole):  # type: ignore[arg-type]
                multiple, rest = _multiple(algebra, d, whole, found, Fraction(c) / d.coefficient)  # type: ignore[arg-type]
                yield multiple, Polynomial({code: c}, p.reach) + rest


def _multiple(
    algebra: Algebra, d: Divisor, whole: Flat, found: Occurrence, ratio: Fraction
) -> tuple[Multiple, Polynomial]:
    ended = {found.indices[name] for name in d.lead.scope}
    scope = {name: size for name, size in whole.scope.items() if name not in ended}
    below = algebra.inverse(d.lead.outside)
    weight = constant(ratio) * whole.outside * below * _product(algebra, found.left)
    by: dict[Index, Index] = {u: found.indices[u] for u in d.universal}
    rest = weight * algebra.moved(d.rest, by)
    chosen = tuple(i for i in by.values() if isinstance(i, str))  # it is known of names only: positions may not exist
    multiple = (d.position, chosen, tuple(scope.items()), term_of(algebra, weight))
    return multiple, algebra.sum(rest, scope) if scope else rest


def _product(algebra: Algebra, atoms: tuple[Atom, ...]) -> Polynomial:
    result = constant(1)
    for head, indices in atoms:
        result = result * algebra.remake(head, indices)
    return result
