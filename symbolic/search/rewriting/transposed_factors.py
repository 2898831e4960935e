"""Differences by a transpose that has no name of its own: `sum_m P[n, m]*g[m]` for `sum_m P[m, n]*g[m]`."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.terms import Mul, Power, Sum, Term, instantiate, multiply, substitute, sum_over
from symbolic.search.rewriting.comparison import Comparison, Finding, Put, places
from symbolic.search.rewriting.readable import out_of_the_sum

INNER = "transposed'"
"""What the index of the sum is called meanwhile."""


def factors(c: Comparison) -> Iterator[Finding]:
    """In all factors of a sum but one, or in all, its index and a free one are exchanged."""
    size = dict(c.sequent.context.indices)
    free = sorted(name for name in c.right.free if name in size)
    for term, put in places(c.right) if free else ():
        if isinstance(term, Sum) and not term.loose:
            for name in free:
                if size[name] == term.size and name in term.free:
                    yield from _exchanged(c, term, put, name)


def _exchanged(c: Comparison, term: Sum, put: Put, name: str) -> Iterator[Finding]:
    body = instantiate(term.body, INNER)
    parts = body.factors if isinstance(body, Mul) else (body,)
    for kept in (None, *(f for f in parts if INNER in f.free and name not in f.free)):
        moved = [f for f in parts if f is not kept and not f.free.isdisjoint((name, INNER))]
        turned = {f: substitute(f, {name: INNER, INNER: name}) for f in moved}
        body = _inside(term.size, multiply(*(turned.get(f, f) for f in parts)))
        candidate = put(out_of_the_sum(term.size, body))
        if moved and c.looks_right(candidate):
            whole = [f for f in parts if f in turned or (isinstance(f, Power) and f is not kept)]  # a softmax
            shown = tuple(_inside(term.size, multiply(*fs)) for fs in (whole, (turned.get(f, f) for f in whole)))
            yield Finding("{0} stands where {1} belongs: its transpose", shown, candidate)


def _inside(size: str, term: Term) -> Term:
    """The term as it stands in the body of the sum."""
    total = sum_over(INNER, size, term)
    return total.body if isinstance(total, Sum) else term
