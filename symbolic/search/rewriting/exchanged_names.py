"""Differences by a name: two arrays or two sizes in each other's place, a function of the wrong argument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from symbolic.kernel.terms import (
    MINUS_ONE,
    Apply,
    Entry,
    Power,
    Size,
    Sum,
    Term,
    multiply,
    number,
    power,
    rebuild,
    walk,
)
from symbolic.search.rewriting.comparison import Comparison, Finding, places
from symbolic.search.rewriting.tidy import tidy

PAIRS = 15
"""How many pairs of arrays are tried."""


def arrays(c: Comparison) -> Iterator[Finding]:
    """Two arrays of one shape are exchanged: `A @ B` for `B @ A`, the divergence of q from p for that of p from q."""
    axes = dict(c.sequent.context.arrays)
    used = sorted({t.array for t in walk(c.right) if isinstance(t, Entry)})
    pairs = [(a, b) for a, b in combinations(used, 2) if axes[a] == axes[b]]
    for a, b in pairs[:PAIRS]:
        if c.looks_right(candidate := _renamed(c.right, {a: b, b: a})):
            yield Finding(f"{a} and {b} are exchanged", (), candidate)


def sizes(c: Comparison) -> Iterator[Finding]:
    """One size stands for another one."""
    used = [t for t in walk(c.right) if isinstance(t, Size)]
    for size in used:
        for name, *_ in c.sequent.context.sizes:
            if name != size.name and c.looks_right(candidate := _placed(c.right, size, Size(name))):
                yield Finding("the size {0} stands where {1} belongs", (size, Size(name)), candidate)


def arguments(c: Comparison) -> Iterator[Finding]:
    """A function of `u` where its value at `-u`, `2u` or `u/2` belongs."""
    for t in walk(c.right):
        match t:
            case Apply(function=f, arguments=(u,), orders=orders) if not t.loose:
                for factor in (MINUS_ONE, number(2), number(Fraction(1, 2))):
                    other = tidy(multiply(factor, u))
                    candidate = _placed(c.right, t, Apply(f, (other,), orders))
                    if c.looks_right(candidate):
                        words = "the argument of {0} has the wrong sign: it should be {1}"
                        yield Finding(words if factor is MINUS_ONE else WORDS, (t, other), candidate)


WORDS = "the argument of {0} should be {1}"


def squares(c: Comparison) -> Iterator[Finding]:
    """The square of a sum for the sum of the squares, or the other way round."""
    for term, put in places(c.right):
        match term:
            case Power(base=Sum(size=size, body=body), exponent=e) if e == 2 and not term.loose:
                other: Term = Sum(size, power(body, 2))
                words = "the square of the sum stands where the sum of the squares belongs: {0} for {1}"
            case Sum(size=size, body=Power(base=body, exponent=e)) if e == 2 and not term.loose:
                other = power(Sum(size, body), 2)
                words = "the sum of the squares stands where the square of the sum belongs: {0} for {1}"
            case _:
                continue
        if c.looks_right(candidate := put(other)):
            yield Finding(words, (term, other), candidate)


def _placed(term: Term, old: Term, new: Term) -> Term:
    return next(put(new) for t, put in places(term) if t is old)


def _renamed(term: Term, names: Mapping[str, str]) -> Term:
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            found = rebuild(t, visit)
            done[t] = Entry(names[t.array], t.indices) if isinstance(t, Entry) and t.array in names else found
        return done[t]

    return visit(term)
