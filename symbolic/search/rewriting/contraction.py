"""Sums over deltas that stand in a sum of terms: sum_k f_k ([k = i] + g_k) = f_i + sum_k f_k g_k."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.kernel.terms import Add, Bound, Delta, Mul, Power, Sum, Term, index_atoms, rebuild, walk
from symbolic.search.rewriting.readable import out_of_the_sum
from symbolic.search.rewriting.tidy import added, multiplied, summed


def contracted(term: Term) -> Term:
    """`term` with the deltas of bound indices contracted, also where a sum has to be taken apart for it."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = rebuild(t, inside if _has_total(t) else visit)
            done[t] = _apart(inner.size, inner.body) if isinstance(inner, Sum) else inner
        return done[t]

    def inside(t: Term) -> Term:
        return rebuild(t, visit) if isinstance(t, Sum) else visit(t)

    return visit(term) if any(map(_has_bound, walk(term))) else term


def _has_total(term: Term) -> bool:
    """Whether a sum stands below the fraction bar of a product, perhaps to make a softmax of what is above it."""
    return isinstance(term, Mul) and any(isinstance(f, Power) and isinstance(f.base, Sum) for f in term.factors)


def _has_bound(term: Term) -> bool:
    return isinstance(term, Delta) and (isinstance(term.left, Bound) or isinstance(term.right, Bound))


def _apart(size: str, body: Term) -> Term:
    before, terms, after = _terms(body)
    single = [t for t in terms if _contracts(t)]
    if not single:
        return Sum(size, body)
    rest = [t for t in terms if not _contracts(t)]
    found = [summed(size, multiplied((*before, t, *after))) for t in single]
    if rest:
        found.append(out_of_the_sum(size, multiplied((*before, added(tuple(rest)), *after))))
    return added(tuple(found))


def _terms(body: Term) -> tuple[Sequence[Term], Sequence[Term], Sequence[Term]]:
    """A product as the factors before and after a sum in it that has a delta to be contracted, and its terms."""
    factors = body.factors if isinstance(body, Mul) else (body,)
    for n, f in enumerate(factors):
        if isinstance(f, Add) and any(map(_contracts, f.terms)):
            return factors[:n], f.terms, factors[n + 1 :]
    return (), (body,), ()


def _contracts(term: Term) -> bool:
    """Whether a delta of the innermost index and another one is a factor."""
    return any(isinstance(f, Delta) and _meets(f) for f in (term.factors if isinstance(term, Mul) else (term,)))


def _meets(delta: Delta) -> bool:
    return any(
        mine == Bound(0) and Bound(0) not in index_atoms(other)
        for mine, other in ((delta.left, delta.right), (delta.right, delta.left))
    )
