"""A term as one sum over a size, so that its sign can be decided summand by summand."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial, factors, monomial
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Sum, Term, sum_over
from symbolic.search.certificates.readback import term_of


def single_sums(context: Context, term: Term) -> Iterator[Sum]:
    """For each size, the sum over it that the term equals, if every part of the term is one."""
    algebra = Algebra(context)
    p = algebra.normal(term)
    sizes = {size for g in p.generators() for size in algebra.table[g][0].data if algebra.table[g][0].kind == "sum"}
    for size in sorted(map(str, sizes)):
        index = algebra.new_index()
        parts = [_summand(algebra, Polynomial({code: c}, p.reach), code, size, index) for code, c in p.terms.items()]
        if all(part is not None for part in parts):
            body = sum((part for part in parts if part is not None), start=ZERO)
            found = sum_over(index, size, term_of(algebra, body))
            if isinstance(found, Sum):
                yield found


def _summand(algebra: Algebra, whole: Polynomial, code: int, size: str, index: str) -> Polynomial | None:
    """What a monomial is the sum of, over an index of this size; other indices of the same sum stay summed."""
    sums = [g for g, e in factors(code) if e == 1 and algebra.table[g][0].kind == "sum"]
    g = next((g for g in sums if size in algebra.table[g][0].data), None)
    if g is None:
        return None
    head, indices = algebra.table[g]
    names = [algebra.new_index() for _ in head.data]
    chosen = head.data.index(size)
    names[chosen] = index
    inner = algebra.opened(head, indices, names)[0]
    rest = {name: str(s) for n, (name, s) in enumerate(zip(names, head.data, strict=True)) if n != chosen}
    outside = whole.shifted(-monomial(g), whole.reach + ONE.reach + 1)
    return (algebra.sum(inner, rest) if rest else inner) * outside
