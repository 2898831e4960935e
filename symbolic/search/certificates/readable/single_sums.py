"""A polynomial as one sum over a size, so that it can be looked at summand by summand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors, monomial
from symbolic.kernel.terms import Term, sum_over
from symbolic.search.certificates.readable.readback import term_of


@dataclass(frozen=True, slots=True)
class SingleSum:
    """The sum of `summand` over `index`, which runs over `size`."""

    size: str
    index: str
    summand: Polynomial

    def term(self, algebra: Algebra) -> Term:
        return sum_over(self.index, self.size, term_of(algebra, self.summand))


def single_sums(algebra: Algebra, p: Polynomial) -> Iterator[SingleSum]:
    """For each size, the sum over it that p equals, if every monomial is one."""
    sums = [algebra.table[g][0] for g in p.generators() if algebra.table[g][0].kind == "sum"]
    for size in sorted({str(size) for head in sums for size in head.data}):
        index = algebra.new_index()
        parts = [_summand(algebra, Polynomial({code: c}, p.reach), size, index) for code, c in p.terms.items()]
        if all(part is not None for part in parts):
            yield SingleSum(size, index, sum((part for part in parts if part is not None), start=ZERO))


def _summand(algebra: Algebra, whole: Polynomial, size: str, index: str) -> Polynomial | None:
    """What a monomial is the sum of, over an index of this size; other indices of the same sum stay summed."""
    once = [(g, *algebra.table[g]) for code in whole.terms for g, e in factors(code) if e == 1]
    for g, head, indices in once:
        if head.kind == "sum" and size in head.data:
            names = [algebra.new_index() for _ in head.data]
            chosen = head.data.index(size)
            names[chosen] = index
            inner = algebra.opened(head, indices, names)[0]
            rest = {name: str(of) for name, of in zip(names, head.data, strict=True) if name != index}
            return (algebra.sum(inner, rest) if rest else inner) * _less(whole, g)
    return next((_less(whole, g) for g, head, _ in once if head.kind == "size" and head.data == (size,)), None)


def _less(whole: Polynomial, g: int) -> Polynomial:
    return whole.shifted(-monomial(g), whole.reach + 1)
