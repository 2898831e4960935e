"""Derivatives at points where kinks of relu meet: they may cancel there, and a formula that is right elsewhere fails.

g relu(x w) + h relu(y w) has the derivative g x at w = 0 where g |x| + h |y| = 0 and x > 0 > y, but the formula of the
chain rule, g x [x w > 0] + h y [y w > 0], is 0 there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.gate import Ranges, jumps, moves, opened
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent
from symbolic.kernel.rules import kink
from symbolic.kernel.terms import Add, Apply, Bracket, Derivative, Entry, Sum, Term, walk
from symbolic.kernel.theorem import Rejected
from symbolic.search.kinks import derivative_of
from symbolic.search.refutation.witness import refute
from symbolic.verdict import Witness

STEPS = 40_000
"""Of the search for a point at which kinks cancel."""


def arguments(sequent: Sequent) -> tuple[tuple[Term, Ranges], ...]:
    """What stands in relu and brackets under the derivatives of a left side, with the ranges of the sums around it."""
    if not isinstance(sequent.judgement, Equal):
        return ()
    found: dict[Term, Ranges] = {}
    for node, _ in opened(sequent.judgement.left, Derivative):
        for t, ranges in opened(unfold(node.body), Apply, Bracket):
            if isinstance(t, Bracket) or (isinstance(t, Apply) and t.function in ("relu", "step")):
                (s,) = t.children()
                found |= {s: ranges} if moves(s, (node.array,)) else {}
    return tuple(found.items())


def everywhere(sequent: Sequent, relation: str) -> tuple[Hypothesis, ...]:
    """That all these arguments are 0, or that none is."""
    found = enumerate(arguments(sequent), 1)
    return tuple(Hypothesis(f"kink {n}", relation, s, ranges) for n, (s, ranges) in found)


@lru_cache(maxsize=8)
def refuted(sequent: Sequent) -> Witness | None:
    """A witness at which the left side does not bend, though it meets kinks: all of them, if need be."""
    node, kinks = derivative_of(sequent), everywhere(sequent, "==")
    if node is None or not kinks or any(moves(s, (node.array,)) for s in jumps(node.body)):
        return None
    with suppress(Rejected):
        exists = Hypothesis(kink.NAME, "==", kink.one_sided(node)[1])
        sizes = tuple((n, low, max(low, 2) if high is None else high) for n, low, high in sequent.context.sizes)
        small = replace(sequent.context, sizes=sizes)  # two kinks can cancel
        for at in (_moving_only(sequent, node), kinks, ()):
            witness = refute(Sequent(small.assuming((*at, exists)), sequent.judgement), budget_steps=STEPS)
            if witness is not None:
                return witness
    return None


def _moving_only(sequent: Sequent, node: Derivative) -> Iterator[Hypothesis]:
    """That all entries in arguments are 0, but for those with which the arguments change; and all that is only added.

    So all kinks are met, and the rest is small and rational.
    """
    found = [s for s, _ in arguments(sequent)]
    kept = {array for s in found for array in _arrays(derivative(unfold(s), node.array, node.indices))}
    factors = {
        f.array for t in walk(node.body) if not isinstance(t, Add | Sum) for f in t.children() if isinstance(f, Entry)
    }
    axes, added = dict(sequent.context.arrays), (a for a in _arrays(node.body) if a not in factors)
    for array in dict.fromkeys((*added, *(a for s in found for a in _arrays(s) if a not in kept))):
        ranges = {n: (f"k{n}'", size) for n, size in enumerate(axes[array], 1) if isinstance(size, str)}
        at = (ranges[n][0] if n in ranges else 1 for n in range(1, len(axes[array]) + 1))
        yield Hypothesis(f"{array} == 0", "==", Entry(array, tuple(at)), tuple(ranges.values()))


def _arrays(term: Term) -> Iterator[str]:
    """Of which arrays there are entries in a term outside of brackets."""
    if isinstance(term, Entry):
        yield term.array
    elif not isinstance(term, Bracket) and not (isinstance(term, Apply) and term.function == "step"):
        for child in term.children():
            yield from _arrays(child)
