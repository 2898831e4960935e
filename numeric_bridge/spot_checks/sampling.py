"""Points to try a claim at: sizes all different, generic values of order one, every hypothesis satisfied."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from random import Random

from symbolic.kernel.judgements import Context, Sequent
from symbolic.kernel.terms import Entry, Index, Term, sum_over, walk
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.occurrences import terms_of
from symbolic.search.refutation.points import draw
from symbolic.search.refutation.pools import holds
from symbolic.search.refutation.setting import Setting, prepare
from symbolic.search.refutation.settings import Frame, relevant_sizes, with_room
from symbolic.search.refutation.solving import solve

STEPS = 400_000
ATTEMPTS = 24
ROUNDS = 12


def samples(sequent: Sequent, seed: int) -> Iterator[Assignment]:
    """Assignments that satisfy every hypothesis. Entries are multiples of 1/32, unless equalities ask for others.

    They end after `ROUNDS` rounds that found none.
    """
    sequent = with_room(sequent)
    context, terms = sequent.context, terms_of(sequent)
    barren = 0
    for round_ in count():
        if barren == ROUNDS:
            return
        stream = Random(f"{seed} {round_}")
        frame = _frame(context, _used(context, terms), stream)
        if frame is None:
            return
        work = Work(STEPS)
        try:
            point = _point(context, (*terms, *_whole_arrays(context, terms)), frame, stream, work)
        except OutOfSteps:
            point = None
        barren = barren + 1 if point is None else 0
        if point is not None:
            yield point


def _used(context: Context, terms: tuple[Term, ...]) -> set[str]:
    return relevant_sizes(context, terms) | {size for _, size in context.indices}


def _frame(context: Context, used: set[str], stream: Random) -> Frame | None:
    """Sizes from 2, no two alike where the bounds allow it; free indices that are to differ do.

    None if they cannot differ.
    """
    sizes: dict[str, int] = {}
    wanted = list(range(2, 3 + len(used)))
    stream.shuffle(wanted)
    for name, low, high in context.sizes:
        fitting = [n for n in wanted if n >= low and (high is None or n <= high)]
        sizes[name] = (fitting[0] if fitting else low) if name in used else low
        if name in used and fitting:
            wanted.remove(fitting[0])
    for _ in range(100):
        indices = {name: stream.randint(1, sizes[size]) for name, size in context.indices}
        if all(len({indices[i] for i in pair}) == len(pair) for pair in context.distinct):
            return Frame(tuple(sizes.items()), tuple(indices.items()))
    return None


def _point(context: Context, terms: tuple[Term, ...], frame: Frame, stream: Random, work: Work) -> Assignment | None:
    setting = prepare(context, terms, frame, work)
    if setting is None:
        return None
    for attempt in range(ATTEMPTS):
        point = _generic(setting, stream, work) if attempt % 4 < 3 else draw(setting, (), stream, work)
        if point is not None and satisfies(context, point, work):
            return point
    return None


def _generic(setting: Setting, stream: Random, work: Work) -> Assignment | None:
    """Random values that the domains allow, then moved onto the equalities."""
    blank = draw(setting.untied(), (), stream, work)
    if blank is None:
        return None
    for slot in setting.slots:
        tries = (_value(stream) for _ in range(30))
        blank.entries[slot] = next((v for v in tries if setting.admits(slot, v)), blank.entries[slot])
    if setting.equations and not solve(setting, setting.equations, blank, stream, work):
        return None
    return blank if all(holds(c.relation, c.term, blank, work) for c in setting.joint) else None


def _value(stream: Random) -> Fraction:
    """A number of order one, never 0: positive, negative, or between 0 and 1."""
    numerator = stream.randint(3, 61) if stream.random() < 0.7 else stream.randint(1, 31)
    return Fraction(stream.choice((1, -1)) * numerator, 32)


def _whole_arrays(context: Context, terms: tuple[Term, ...]) -> Iterator[Term]:
    """Terms in which every entry of the arrays in use occurs, so that each gets a value."""
    everything = (*terms, *(h.term for h in context.hypotheses))
    arrays = {array for t in everything for s in walk(t) if (array := getattr(s, "array", None))}
    for array, axes in context.arrays:
        if array in arrays:
            yield from _entries(array, axes)


def _entries(array: str, axes: tuple[str | int, ...]) -> Iterator[Term]:
    positions: list[tuple[Index, ...]] = [()]
    for n, axis in enumerate(axes):
        here: list[Index] = [f"{n}"] if isinstance(axis, str) else list(range(1, axis + 1))
        positions = [(*p, i) for p in positions for i in here]
    for at in positions:
        term: Term = Entry(array, at)
        for index, axis in zip(at, axes, strict=True):
            if isinstance(index, str) and isinstance(axis, str):
                term = sum_over(index, axis, term)
        yield term
