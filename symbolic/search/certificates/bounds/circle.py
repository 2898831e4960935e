r"""Bounds of sine and cosine: $1 \pm \cos u = \frac12 ((1 \pm \cos u)^2 + \sin^2 u) \ge 0$, and so for the sine."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, generator
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.kernel.terms import ONE, Apply, Term, add, multiply, number, power, subtract
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.spread import slope, together

OTHER = {("sin",): "cos", ("cos",): "sin"}


def circular(algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """A term equal to p in which every sine and cosine stands with its bound."""
    parts, rest = list[Term](), p
    for g in sorted(p.generators()):
        head, indices = algebra.table[g]
        if head.kind == "apply" and head.data in OTHER:
            weight = slope(rest, g)
            falls = not algebra.sign(weight) & POSITIVE
            if not weight or (not falls and algebra.sign(weight) & NEGATIVE):
                continue
            size = weight.scaled(-1) if falls else weight
            rest = rest - weight * generator(g) - size
            [argument] = (term_of(algebra, body) for body in algebra.opened(head, indices))
            own = Apply(str(head.data[0]), (argument,))
            near = subtract(ONE, own) if falls else add(ONE, own)
            squares = add(power(near, 2), power(Apply(OTHER[head.data], (argument,)), 2))
            parts.append(multiply(number(Fraction(1, 2)), term_of(algebra, size), squares))
    if parts:
        yield together(*parts, term_of(algebra, rest))
