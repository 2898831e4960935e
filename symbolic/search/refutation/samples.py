"""A few points in floating point at which terms that are not equal seem to differ. Nothing is concluded from them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from random import Random

from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import OutOfSteps, Work
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans
from symbolic.search.refutation.points import GENERIC, OUT_OF_SIGHT, draw
from symbolic.search.refutation.setting import Setting, prepare
from symbolic.search.refutation.settings import Frame, patterns, relevant_sizes, sizes_up_to

TOLERANCE = 1e-6
FEW, MANY = 2, 8
MOST_PATTERNS = 60
DRAWING_STEPS, QUICK_STEPS = 2_000, 300
MOST_REMEMBERED = 16


class Samples:
    """Points, `draws` in each frame, at which `terms` and others made of the same arrays are looked at.

    They are drawn when they are looked at: most terms that differ do so at the first. With `generic`, no entries are
    special at the points unless the hypotheses make them so.
    """

    def __init__(
        self,
        context: Context,
        terms: tuple[Term, ...],
        draws: int = FEW,
        steps: int = DRAWING_STEPS,
        *,
        generic: bool = False,
    ) -> None:
        work = Work(steps)
        self.plans = Plans(work)
        self.drawn: list[Look] = []
        self.waiting = _drawn(context, terms, draws, work, GENERIC if generic else "")

    @property
    def looks(self) -> list[Look]:
        """All points."""
        return list(self.each())

    def each(self) -> Iterator[Look]:
        """One point after the other."""
        yield from self.drawn
        with suppress(OutOfSteps):
            for look in self.waiting:
                self.drawn.append(look)
                yield look

    def seem_equal(self, left: Term, right: Term) -> bool:
        """Whether no point clearly tells the two terms apart."""
        return not any(self.differ(left, right, look) for look in self.each())

    def sign(self, term: Term, look: Look) -> int | None:
        """1, 0 or -1 as the term seems to be positive, zero or negative; None if that is not clear."""
        try:
            value = self.plans.of(term)(look, ())
        except NO_VALUE:
            return None
        if not math.isfinite(value) or 0 < abs(value) < TOLERANCE:
            return None
        return (value > 0) - (value < 0)

    def differ(self, left: Term, right: Term, look: Look) -> bool:
        """Whether the point clearly tells the two terms apart."""
        try:
            here, there = self.plans.of(left)(look, ()), self.plans.of(right)(look, ())
        except NO_VALUE:
            return False
        scale = max(1.0, abs(here), abs(there))
        return math.isfinite(scale) and abs(here - there) > TOLERANCE * scale


def _drawn(context: Context, terms: tuple[Term, ...], draws: int, work: Work, style: str) -> Iterator[Look]:
    """Points where the sizes leave room, with equal and with different indices in turn."""
    settings: dict[Frame, tuple[Setting | None, Random]] = {}
    for frame in [*_frames(context, terms)] * draws:
        if frame not in settings:
            settings[frame] = prepare(context, terms, frame, work), Random(f"samples {frame}")
        setting, stream = settings[frame]
        point = None if setting is None else draw(setting, (), stream, work, style=style)
        if point is not None:
            yield Look(point)


@lru_cache(maxsize=MOST_REMEMBERED)
def samples_of(context: Context, terms: tuple[Term, ...], steps: int = DRAWING_STEPS) -> Samples:
    """Many points, kept for the next question about the same terms."""
    return Samples(context, terms, MANY, steps)


def few_samples(context: Context, terms: tuple[Term, ...]) -> Samples:
    """The same, but not sought for long where equations tie entries together, which makes points hard to find."""
    tied = any(h.relation == "==" for h in context.hypotheses)
    return samples_of(context, terms, QUICK_STEPS if tied else DRAWING_STEPS)


def _frames(context: Context, terms: tuple[Term, ...]) -> Iterator[Frame]:
    declared = {name for name, _ in context.indices}
    free = frozenset().union(
        *(t.free for t in terms), *(h.term.free - dict(h.indices).keys() for h in context.hypotheses)
    )
    if any(low >= OUT_OF_SIGHT for _, low, _ in context.sizes) or not free <= declared:
        return
    sizes = sizes_up_to(context, relevant_sizes(context, terms), 1)[-1]
    found = list(islice(patterns(context, sizes, exchangeable=True), MOST_PATTERNS))
    for indices in found[-1:] + found[:-1][:1]:
        yield Frame(tuple(sizes.items()), tuple(indices.items()))
