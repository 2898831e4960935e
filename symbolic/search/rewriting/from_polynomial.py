"""A polynomial of the reading algebra back to a term, in the forms that a person might choose."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.algebra.polynomial import Polynomial
from symbolic.kernel.algebra.polynomial import generator as atom
from symbolic.kernel.terms import Term
from symbolic.search.rewriting import assemble
from symbolic.search.rewriting.monomials import Reader
from symbolic.search.rewriting.reading import Reading


def forms(algebra: Reading, p: Polynomial) -> Iterator[tuple[Term, str]]:
    """Readable forms of `p`, each with the words for how it is reached."""
    reader = Reader(algebra, {})
    monomials = reader.monomials(p)
    yield assemble.assembled(monomials), "collect terms"
    if len(p.terms) > 1:
        numerator, denominators = algebra.together(p)
        other = bool(denominators) or numerator.terms != p.terms
        if other:
            for g, e in denominators.items():
                numerator = numerator * atom(g, e)
            monomials = reader.monomials(numerator)
        if other or any(e < 0 for m in monomials for e in m.powers.values()):
            yield assemble.assembled(monomials, fractions=True), "common denominator"
