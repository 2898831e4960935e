"""Points put on a kink on purpose: one argument of a ramp or bracket below a derivative is exactly 0, and no other is.

Entries are powers of two, so that the point is on the kink in doubles, too, in whatever order they are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from math import prod
from random import Random
from typing import Any, NoReturn

from numeric_bridge.compiler.arithmetic import Arithmetic
from numeric_bridge.spot_checks.interpreter import Interpreter
from numeric_bridge.spot_checks.point import Trial
from numeric_bridge.spot_checks.sampling import samples
from numeric_bridge.spot_checks.unusable import Unusable
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Apply, Bracket, Derivative, Sum, Term, walk
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.hypotheses import satisfies

VALUES = tuple(Fraction(v) for v in ("1/2", "1", "2", "-1/2", "-1", "-2"))
EXACT = 2**20
"""Denominators up to this keep a sum of products exact in doubles."""
TRIES, ENTRIES_TRIED = 3, 12


def _not_rational(*_: Any) -> NoReturn:
    raise Unusable("not a rational number")


_NAMES = ("exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "pi")
FRACTIONS = Arithmetic(Fraction, sum, prod, _not_rational, lambda u: u, dict.fromkeys(_NAMES, _not_rational))


@dataclass(frozen=True, slots=True)
class Argument:
    """What is 0 at a kink, below sums over `sizes`, the innermost first."""

    term: Term
    sizes: tuple[str, ...]


def arguments(term: Term) -> tuple[Argument, ...]:
    """The arguments of ramps and brackets below the derivatives of a term."""
    found: dict[Argument, None] = {}
    seen: set[tuple[Term, tuple[str, ...]]] = set()

    def visit(t: Term, sizes: tuple[str, ...]) -> None:
        if (t, sizes) in seen:
            return
        seen.add((t, sizes))
        if isinstance(t, Bracket) or (isinstance(t, Apply) and t.function in ("relu", "step")):
            found[Argument(t.children()[0], sizes[: t.loose])] = None
        for child in t.children():
            visit(child, (t.size, *sizes) if isinstance(t, Sum) else sizes)

    for t in walk(term):
        if isinstance(t, Derivative):
            visit(t.body, ())
    return tuple(found)


def kinked(sequent: Sequent, term: Term, seed: int) -> Iterator[Assignment]:
    """Points that satisfy every hypothesis, each on one kink of the derivatives in `term`."""
    known = arguments(term)
    if not known:
        return
    for point in islice(samples(sequent, seed), TRIES):
        stream = Random(f"{seed} {sorted(point.entries)}")
        found = _moved(sequent, known, point, stream)
        if found is not None:
            yield found


def _moved(sequent: Sequent, known: tuple[Argument, ...], point: Assignment, stream: Random) -> Assignment | None:
    painted = replace(point, entries={slot: stream.choice(VALUES) for slot in point.entries})
    for start in (painted, point):
        argument = stream.choice(known)
        bound = tuple(stream.randint(1, point.sizes[s]) for s in argument.sizes)
        for slot in stream.sample(list(start.entries), min(ENTRIES_TRIED, len(start.entries))):
            value = _root(argument.term, bound, start, slot)
            if value is None:
                continue
            there = replace(start, entries={**start.entries, slot: value})
            if satisfies(sequent.context, there, Work()) and _kinks_at(known, there) == 1:
                return there
    return None


def _root(term: Term, bound: tuple[int, ...], point: Assignment, slot: Slot) -> Fraction | None:
    """The value of one entry at which the term, if it is affine in the entry, is 0."""
    try:
        at_0, at_1, at_2 = (_value(term, bound, point, {slot: Fraction(v)}) for v in (0, 1, 2))
    except Unusable:
        return None
    if at_1 == at_0 or at_2 - at_1 != at_1 - at_0:
        return None
    value = Fraction(-at_0, at_1 - at_0)
    return value if EXACT % value.denominator == 0 else None


def _kinks_at(known: tuple[Argument, ...], point: Assignment) -> int:
    """How many different kinks the point is on. Two are one if they move alike with every entry."""
    here: set[tuple[Fraction, ...]] = set()
    for argument in known:
        for bound in product(*(range(1, point.sizes[s] + 1) for s in argument.sizes)):
            try:
                if _value(argument.term, bound, point, {}) != 0:
                    continue
                moves = [_value(argument.term, bound, point, {s: _one_more(v)}) for s, v in point.entries.items()]
            except Unusable:
                continue
            scale = next((m for m in moves if m), Fraction(1))
            here.add(tuple(m / scale for m in moves))
    return len(here)


def _one_more(value: Any) -> Any:
    return value + 1


def _value(term: Term, bound: tuple[int, ...], point: Assignment, changed: dict[Slot, Any]) -> Fraction:
    """The exact value; raises Unusable where it is not rational."""
    entries = {**point.entries, **changed}
    if not all(isinstance(v, Fraction | int) for v in entries.values()):
        raise Unusable("not a rational number")
    trial = Trial.of(replace(point, entries=entries))
    at = Interpreter(trial, point.indices, entries, FRACTIONS, _not_rational)
    return Fraction(at.value(term, bound))
