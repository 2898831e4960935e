"""Differences between two sums over one index: those of their bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import Mul, Sum, Term, instantiate, multiply, sum_over
from symbolic.language.index_names import choose
from symbolic.search.rewriting.comparison import Comparison, Finding
from symbolic.search.rewriting.readable import out_of_the_sum

Way = Callable[[Comparison], Iterator[Finding]]


def bodies(c: Comparison, ways: Sequence[Way]) -> Iterator[Finding]:
    """What the ways find between the bodies of two sums, each with the factors that stand before its sum."""
    (size, left), (own, right) = _opened(c.left), _opened(c.right)
    if size is None or size != own:
        return
    context = c.sequent.context
    taken = {name for name, _ in (*context.indices, *context.arrays)} | c.left.free | c.right.free
    name = choose(size, taken)
    inner, outer = instantiate(left, name), instantiate(right, name)
    sequent = Sequent(context.declaring(indices=((name, size),)), Equal(inner, outer))
    under = Comparison.of(sequent, inner, outer)
    under.work = c.work
    for way in ways:
        for found in way(under):
            if found.corrected is not None:
                opened = tuple(_bound(name, size, t) for t in found.terms)
                yield replace(found, terms=opened, corrected=_summed(name, size, found.corrected))


def _bound(name: str, size: str, term: Term) -> Term:
    """The term as it stands in the body of the sum over `name`."""
    total = sum_over(name, size, term)
    return total.body if name in term.free and isinstance(total, Sum) else term


def _summed(name: str, size: str, body: Term) -> Term:
    total = sum_over(name, size, body)
    return out_of_the_sum(size, total.body) if isinstance(total, Sum) else total


def _opened(term: Term) -> tuple[str | None, Term]:
    """The size and the body of the only sum in a product, with the other factors drawn into it."""
    match term:
        case Sum(size=size, body=body):
            return size, body
        case Mul(factors=factors):
            sums = [f for f in factors if isinstance(f, Sum)]
            if len(sums) == 1:
                return sums[0].size, multiply(*(f.body if isinstance(f, Sum) else f for f in factors))
    return None, term
