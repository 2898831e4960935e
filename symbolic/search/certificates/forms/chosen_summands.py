"""Definite forms that are a sum of squares over a size: already the summands of the free indices are definite."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import ONE, Delta, Entry, Term, add, multiply, power, subtract, sum_over
from symbolic.search.certificates.forms.quadratic import Square
from symbolic.search.certificates.forms.squares import nonnegative_squares, square_term
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.single_sums import SingleSum, single_sums

MOST_INDICES = 3


def chosen_summands(
    algebra: Algebra, context: Context, p: Polynomial, directions: frozenset[str]
) -> Iterator[tuple[list[Square], Polynomial, list[str], Term]]:
    """For each size with free indices: the squares that the summand at one index is, their sum at the free indices,
    these, and the rest of p, which is >= 0."""
    free = {size: [i for i, of in context.indices if of == size][:MOST_INDICES] for size, _, _ in context.sizes}
    if not any(len(indices) > 1 for indices in free.values()):
        return
    for whole in single_sums(algebra, p):
        squares = nonnegative_squares(algebra, whole.summand, directions)
        indices = free[whole.size]
        if squares is not None and len(indices) > 1:
            taken = [_at(algebra, whole.summand, whole.index, i) for i in indices]
            rest = _elsewhere(whole, indices, [square_term(algebra, s) for s in squares])
            yield [_named(algebra, s, whole.index) for s in squares], sum(taken, start=ZERO), indices, rest


def two_samples(
    algebra: Algebra, square: Square, indices: list[str], lead: Entry, last: Entry
) -> tuple[tuple[Term, Entry, Term], ...]:
    r"""For f_i = a_i u + c_i v: $\sum_{i=1,2} s_i f_i^2 = g (v + h u)^2 + s_1 s_2 (a_1 c_2 - a_2 c_1)^2 u^2 / g$, where
    $g = s_1 c_1^2 + s_2 c_2^2$ and $h = (s_1 a_1 c_1 + s_2 a_2 c_2) / g$."""
    s, a, c = (
        [_term_at(algebra, part, i) for i in indices] for part in (square.weight, *_slopes(algebra, square, last, lead))
    )
    g = add(*(multiply(w, power(slope, 2)) for w, slope in zip(s, c, strict=True)))
    h = multiply(add(*(multiply(w, x, y) for w, x, y in zip(s, a, c, strict=True))), power(g, -1))
    apart = subtract(multiply(a[0], c[1]), multiply(a[1], c[0]))
    return (g, lead, add(lead, multiply(h, last))), (multiply(*s, power(apart, 2), power(g, -1)), last, last)


def _slopes(algebra: Algebra, square: Square, *components: Entry) -> Iterator[Polynomial]:
    for component in components:
        yield square.form.coefficient_of(max(algebra.normal(component).terms))


def _named(algebra: Algebra, square: Square, index: str) -> Square:
    return Square(((INDEX, ""),), _at(algebra, square.weight, index, INDEX), _at(algebra, square.form, index, INDEX))


INDEX = "?sample"


def _at(algebra: Algebra, p: Polynomial, index: str, value: str) -> Polynomial:
    return algebra.moved(p, {index: value})


def _term_at(algebra: Algebra, p: Polynomial, value: str) -> Term:
    return term_of(algebra, _at(algebra, p, INDEX, value))


def _elsewhere(whole: SingleSum, indices: list[str], squares: list[Term]) -> Term:
    """The sum of the squares over all other values of the index."""
    others = multiply(*(subtract(ONE, Delta(whole.index, i)) for i in indices))
    return add(*(sum_over(whole.index, whole.size, multiply(others, square)) for square in squares))
