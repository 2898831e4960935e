"""Differences by an index: i for k, a matrix for its transpose, a Kronecker delta that became 1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from symbolic.kernel.derivative import unfold
from symbolic.kernel.terms import (
    ONE,
    Bound,
    Delta,
    Derivative,
    Entry,
    Index,
    Rational,
    Size,
    Term,
    multiply,
    power,
    rebuild,
    substitute,
    sum_over,
    walk,
)
from symbolic.search.rewriting.comparison import Comparison, Finding, places, summands
from symbolic.search.rewriting.tidy import tidy


def delta_dropped(c: Comparison) -> Iterator[Finding]:
    """`[i == j]` was replaced by 1, or is missing as a factor."""
    deltas = [t for t in walk(c.left) if isinstance(t, Delta) and not t.loose]
    for delta in deltas:
        for term, put in (*places(c.right), *summands(c.right)):
            candidate = put(multiply(delta, term)) if not isinstance(term, Rational) else None
            if term is ONE:
                candidate = put(delta)
            if candidate is not None and not term.loose and c.looks_right(candidate):
                words = "{0} is missing: 1 stands in its place" if term is ONE else "the factor {0} is missing at {1}"
                yield Finding(words, (delta, term), candidate)


def one_case_only(c: Comparison) -> Iterator[Finding]:
    """What holds where two indices are equal stands for the whole: `p[k]*(1 - p[k])`."""
    for side, other, words in (
        (c.left, c.right, "this is the case {0} == {1} only"),
        (c.right, c.left, "the left side is the case {0} == {1} only"),
    ):
        for t in walk(side) if other is not c.left or c.left is c.claimed else ():
            match t:
                case Delta(left=str() as i, right=str() as j) if frozenset((i, j)) not in c.sequent.context.distinct:
                    for a, b in ((i, j), (j, i)):
                        case = substitute(side, {a: b})
                        if a not in other.free and c.agree(case, other) and c.proves(case, other):
                            yield Finding(words.format(*sorted((a, b))))


def exchanged(c: Comparison) -> Iterator[Finding]:
    """A free index stands for another one, everywhere; or two are exchanged."""
    size = dict(c.sequent.context.indices)
    for a, b in permutations(sorted(size), 2):
        if size[a] != size[b]:
            continue
        if c.looks_right(renamed := substitute(c.right, {a: b})):
            yield Finding(f"index {a} stands where {b} belongs", (), renamed)
        linked = any(isinstance(t, Delta) and {t.left, t.right} == {a, b} for t in walk(c.right))
        if a < b and not linked and c.looks_right(swapped := substitute(c.right, {a: b, b: a})):
            words = f"the indices {a} and {b} are exchanged"
            yield Finding(words if len(size) > 2 else f"{words}: the right side is transposed", (), swapped)


def sum_dropped(c: Comparison) -> Iterator[Finding]:
    """The sum, or the mean, over an index that is free on the right only is missing."""
    size = dict(c.sequent.context.indices)
    for name in sorted(c.right.free - c.left.free):
        total = sum_over(name, size[name], c.right)
        if c.looks_right(total):
            yield Finding(f"the sum over {name} is missing", (), total)
        if c.looks_right(mean := multiply(power(Size(size[name]), -1), total)):
            yield Finding(f"the mean over {name} is missing", (), mean)


def sum_of_the_chain_rule(c: Comparison) -> Iterator[Finding]:
    """`dL/dy[i] * dy[i]/dz[i]`, where every y[k] depends on z[i]: the sum over k is missing."""
    size = dict(c.sequent.context.indices)
    for name in sorted(c.printed.free) if c.printed is not c.right else ():
        inner = f"{name}'"
        total = sum_over(inner, size[name], _inside(c.printed, name, inner))
        if c.looks_right(candidate := tidy(unfold(total))):
            words = f"the sum of the chain rule over all of {size[name]} is missing"
            yield Finding(words, (), candidate)


def _inside(term: Term, name: str, inner: str) -> Term:
    """`term` with an index renamed except in what derivatives are taken by."""
    if isinstance(term, Derivative):
        return Derivative(substitute(term.body, {name: inner}), term.array, term.indices)
    if isinstance(term, Entry | Delta):
        return substitute(term, {name: inner})
    return rebuild(term, lambda t: _inside(t, name, inner))


def transposed(c: Comparison) -> Iterator[Finding]:
    """A square matrix stands for its transpose."""
    for name in dict.fromkeys(t.array for t in walk(c.right) if isinstance(t, Entry) and len(t.indices) == 2):
        axes = dict(c.sequent.context.arrays)[name]
        if axes[0] == axes[1] and c.looks_right(candidate := _flipped(c.right, name)):
            yield Finding(f"{name} stands where its transpose belongs", (), candidate)


def _flipped(term: Term, name: str) -> Term:
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            flipped = isinstance(t, Entry) and t.array == name
            done[t] = Entry(name, t.indices[::-1]) if flipped and isinstance(t, Entry) else rebuild(t, visit)
        return done[t]

    return visit(term)


def one_entry(c: Comparison) -> Iterator[Finding]:
    """One entry, or one function of entries, has a wrong index."""
    size, axes = dict(c.sequent.context.indices), dict(c.sequent.context.arrays)
    for term, put in places(c.right):
        if isinstance(term, Rational) or term is c.right:
            continue
        for name in sorted(term.free):
            for other in sorted(size):
                if (
                    other != name
                    and size.get(name) == size[other]
                    and c.looks_right(candidate := put(substitute(term, {name: other})))
                ):
                    words = f"index {name} stands where {other} belongs in {{0}}"
                    yield Finding(words, (term,), candidate)
        for changed, words in _rebound(term, axes, size) if isinstance(term, Entry) else ():
            if c.looks_right(candidate := put(changed)):
                yield Finding(words, (), candidate)


def _rebound(entry: Entry, axes: dict[str, tuple[str | int, ...]], size: dict[str, str]) -> Iterator[tuple[Term, str]]:
    """The entry with one index replaced by the innermost bound one, or a bound one by a free one."""
    for n, index in enumerate(entry.indices):
        others: list[Index] = [a for a in size if size[a] == axes[entry.array][n]]
        if isinstance(index, str):
            others = [Bound(0)]
        for other in others:
            if other != index:
                changed = Entry(entry.array, (*entry.indices[:n], other, *entry.indices[n + 1 :]))
                if isinstance(index, str):
                    yield changed, f"index {index} stands where the summation index belongs in {entry.array}"
                else:
                    yield changed, f"the summation index stands where {other} belongs in {entry.array}"
