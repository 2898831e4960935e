"""Rational points on a quadric, such as the circle a^2 + s^2 = 1: a line through one of them meets it in another."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from random import Random

from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.intervals import Exact, exact
from symbolic.search.refutation.setting import exact_value

MOST_SLOTS, MOST_BASES, MOST_LINES, STEEPEST = 6, 64, 12, 4
Entries = dict[Slot, Exact]


def on_a_quadric(
    equation: Term, slots: tuple[Slot, ...], point: Assignment, stream: Random, work: Work
) -> Iterator[Entries]:
    """Values of the slots at which the equation holds, if it is quadratic in them and holds for some of 0, 1 and -1."""
    if not 1 < len(slots) <= MOST_SLOTS:
        return

    def value(entries: Entries) -> Exact | None:
        at = Assignment(point.sizes, {**point.entries, **entries}, point.indices, point.labels, point.functions)
        return exact_value(equation, at, work)

    bases = (Entries(zip(slots, chosen, strict=True)) for chosen in product((0, 1, -1), repeat=len(slots)))
    base = next((b for b in islice(bases, MOST_BASES) if value(b) == 0), None)
    if base is None:
        return
    for _ in range(MOST_LINES):
        direction = {s: stream.randint(-STEEPEST, STEEPEST) for s in slots}
        once, twice = (value(_moved(base, direction, Fraction(t))) for t in (1, 2))
        if once is None or twice is None or twice == 2 * once:
            continue
        square = Fraction(twice - 2 * once) / 2
        other = _moved(base, direction, (square - once) / square)
        if value(other) == 0:
            yield other


def _moved(base: Entries, direction: dict[Slot, int], t: Fraction) -> Entries:
    return {s: exact(b + t * direction[s]) for s, b in base.items()}
