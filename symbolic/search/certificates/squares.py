"""A polynomial that is quadratic in some arrays as a sum of squares with non-negative weights."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.polynomial import Polynomial
from symbolic.kernel.terms import Term, multiply, power
from symbolic.search.certificates.lagrange import paid
from symbolic.search.certificates.quadratic import Square, completed, grams
from symbolic.search.certificates.readback import summed, term_of
from symbolic.search.certificates.scopes import NotQuadratic


def nonnegative_squares(algebra: Algebra, p: Polynomial, arrays: frozenset[str]) -> list[Square] | None:
    """Squares whose sum is p, or None: completed squares, and differences where a weight was negative."""
    try:
        squares = completed(algebra, grams(algebra, p, arrays))
    except NotQuadratic:
        return None
    return None if squares is None else paid(algebra, squares)


def square_term(algebra: Algebra, square: Square) -> Term:
    """The sum over the scope of weight * form^2."""
    weight, form = term_of(algebra, square.weight), term_of(algebra, square.form)
    return summed(multiply(weight, power(form, 2)), square.scope)
