"""Averages of hypotheses: w_k >= 0 and h_k >= 0 for all k give sum_k w_k h_k >= 0, where it takes a term of p out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Index, Term, multiply, substitute
from symbolic.search.certificates.readable.readback import Scope, index_names, summed, term_of
from symbolic.search.certificates.readable.scopes import canonical
from symbolic.search.certificates.readable.spread import Spread, gathered

MOST_HYPOTHESES = 4


@dataclass(frozen=True, slots=True)
class Average:
    """The sum over `scope` of weight * hypothesis."""

    scope: Scope
    weight: Polynomial
    hypothesis: Term
    value: Polynomial

    def term(self, algebra: Algebra) -> Term:
        return summed(multiply(term_of(algebra, self.weight), self.hypothesis), self.scope)


def averages(algebra: Algebra, context: Context, parts: Spread) -> Iterator[Average]:
    """For each inequality that is known for all values of its indices, the weights that take terms out of p."""
    universal = [h for h in context.hypotheses if h.relation in (">", ">=") and h.indices]
    for h in universal[:MOST_HYPOTHESES]:
        scope = canonical(size for _, size in h.indices)
        if scope not in parts:
            continue
        by: dict[str, Index] = {name: new for (name, _), (new, _) in zip(h.indices, scope, strict=True)}
        term = substitute(h.term, by)
        known = algebra.normal(term)
        for weight in _weights(algebra, parts[scope], known, {name for name, _ in scope}):
            yield Average(scope, weight, term, gathered(algebra, scope, weight * known))


def _weights(algebra: Algebra, p: Polynomial, known: Polynomial, names: set[str]) -> Iterator[Polynomial]:
    for lead, d in known.terms.items():
        if not all(index_names(algebra, g) & names for g, _ in factors(lead)) or not lead:
            continue
        weight = ZERO
        for code, c in p.terms.items():
            if set(factors(lead)) <= set(factors(code)) and c * d > 0:
                part = Polynomial({code - lead: Fraction(c) / d}, p.reach + 1)
                if not algebra.sign(part) & NEGATIVE:
                    weight = weight + part
        if weight:
            yield weight
