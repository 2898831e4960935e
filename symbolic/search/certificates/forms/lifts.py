"""Lifts: a product of sums as one sum, so that it meets the squares it belongs to.

u sum_n w[n] g[n] = sum_n w[n] u g[n],   K u^2 = sum_k u^2
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, Polynomial, factors, monomial
from symbolic.search.certificates.readable.readback import Scope, body_of, index_names
from symbolic.search.certificates.readable.scopes import Halves, degree, named


def lifted(
    algebra: Algebra, weight: Polynomial, left: Polynomial, right: Polynomial, arrays: frozenset[str]
) -> Iterator[Halves]:
    """weight * left * right under a sum that the weight or one of the two forms contains."""
    yield from _from_weight(algebra, weight, left, right)
    for form, other in ((left, right), (right, left)):
        if not any(algebra.table[g][0].kind == "sum" for g in other.generators()):
            yield from _from_form(algebra, weight, form, other, arrays)


def _from_weight(algebra: Algebra, weight: Polynomial, left: Polynomial, right: Polynomial) -> Iterator[Halves]:
    [(code, c)] = weight.terms.items()
    for g, e in factors(code):
        head, indices = algebra.table[g]
        if e < 1 or head.kind not in ("size", "sum"):
            continue
        rest = Polynomial({code - monomial(g): c}, weight.reach)
        if head.kind == "size":
            body, bound = ONE, _one_index(algebra, str(head.data[0]))
        else:
            body, bound = body_of(algebra, head, indices)
        yield from named(algebra, (rest * body, left, right), dict(bound), tuple(name for name, _ in bound))


def _from_form(
    algebra: Algebra, weight: Polynomial, form: Polynomial, other: Polynomial, arrays: frozenset[str]
) -> Iterator[Halves]:
    [(code, _)] = form.terms.items()
    match factors(code):
        case [(g, 1)] if algebra.table[g][0].kind == "sum":
            body, bound = body_of(algebra, *algebra.table[g])
        case _:
            return
    [(inside, c)] = body.terms.items()
    for count in range(1, len(bound) + 1):
        for chosen in combinations([name for name, _ in bound], count):
            inner = {name: size for name, size in bound if name not in chosen}
            own = [
                (o, e) for o, e in factors(inside) if degree(algebra, o, arrays) or index_names(algebra, o) & {*inner}
            ]
            kept = sum(monomial(o, e) for o, e in own)
            half = Polynomial({kept: 1}, body.reach)
            half = algebra.sum(half, inner) if inner else half
            outside = weight * Polynomial({inside - kept: c}, body.reach)
            yield from named(algebra, (outside, half, other), dict(bound), chosen)


def _one_index(algebra: Algebra, size: str) -> Scope:
    return ((algebra.new_index(), size),)
