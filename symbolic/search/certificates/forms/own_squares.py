"""Definite forms by squares that are a component each: sum_k w_k v_k^2 with w_k > 0 among squares that add up to it.

The Hessian of log(1 + sum_k e^z_k) is one: what Cauchy's inequality leaves of the first sum is a sum of e^z_k v_k^2.
"""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors
from symbolic.kernel.algebra.signs import POSITIVE
from symbolic.kernel.rules.definite import Square as Part
from symbolic.kernel.terms import Entry, Sum, Term, add
from symbolic.search.certificates.forms.quadratic import Square
from symbolic.search.certificates.forms.squares import nonnegative_squares, square_term
from symbolic.search.certificates.readable.readback import summed, term_of


def own_squares(algebra: Algebra, p: Polynomial, components: Sequence[Entry]) -> tuple[tuple[Part, ...], Term] | None:
    """A square for each component, and the sum of the others."""
    squares = nonnegative_squares(algebra, p, frozenset(c.array for c in components))
    chosen: list[Part] = []
    for component in components:
        own = next((s for s in squares or () if _is_of(algebra, s, component)), None)
        if squares is None or own is None:
            return None
        squares.remove(own)
        weight = summed(term_of(algebra, own.weight), own.scope)
        for _ in own.scope:
            weight = weight.body if isinstance(weight, Sum) else weight
        chosen.append((weight, component, component))
    return tuple(chosen), add(*(square_term(algebra, s) for s in squares or ()))


def _is_of(algebra: Algebra, square: Square, component: Entry) -> bool:
    """Is it w_k v_k^2 for each entry, with w_k > 0?"""
    match [(factors(code), c) for code, c in square.form.terms.items()]:
        case [([(g, 1)], 1)]:
            head, indices = algebra.table[g]
            names = tuple(name for name, _ in square.scope)
            whole = head.kind == "entry" and head.data == (component.array,) and indices == names
            return whole and algebra.sign(square.weight) == POSITIVE
    return False
