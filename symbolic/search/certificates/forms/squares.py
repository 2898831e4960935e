"""A polynomial that is quadratic in some arrays as a sum of squares with non-negative weights."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.terms import Term, multiply, power
from symbolic.search.certificates.forms.lagrange import paid
from symbolic.search.certificates.forms.quadratic import Square, completed, grams
from symbolic.search.certificates.readable.readback import index_names, summed, term_of
from symbolic.search.certificates.readable.scopes import NotQuadratic


def nonnegative_squares(algebra: Algebra, p: Polynomial, arrays: frozenset[str]) -> list[Square] | None:
    """Squares whose sum is p, or None: completed squares, and differences where a weight was negative."""
    try:
        squares = completed(algebra, grams(algebra, p, arrays))
    except NotQuadratic:
        return None
    return None if squares is None else paid(algebra, squares)


def square_term(algebra: Algebra, square: Square) -> Term:
    """The sum over the scope of weight * form^2; what does not depend on the scope stands before the sum."""
    names = {name for name, _ in square.scope}
    _, common = square.weight.content()
    outside = sum(monomial(g, e) for g, e in factors(common) if not index_names(algebra, g) & names)
    reach = square.weight.reach
    inside = term_of(algebra, square.weight.shifted(-outside, reach))
    whole = summed(multiply(inside, power(term_of(algebra, square.form), 2)), square.scope)
    return multiply(term_of(algebra, Polynomial({outside: 1}, reach)), whole)
