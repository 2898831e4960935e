"""Points that satisfy the hypotheses of a context: small sizes, small rationals, edges and kinks on purpose.

Everything is drawn from a seeded stream, so the same question meets the same points.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from random import Random

from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.bends import Bend, bend, bends_of
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Exact, exact
from symbolic.search.refutation.pools import Pool, holds
from symbolic.search.refutation.setting import Setting, prepare
from symbolic.search.refutation.settings import Frame, frames, one_large, relevant_sizes, sizes_up_to
from symbolic.search.refutation.smooth import Polynomial, random_polynomial
from symbolic.search.refutation.solving import solve

FREE_STYLES = ("any", "any", "any", "constant", "distinct", "distinct", "one-hot", "shares", "zero")
OUT_OF_SIGHT = 200
BENT, DENSE = 0.2, 0.3
"""How often a point is moved to a kink, and how often none of its entries is 0."""

GENERIC = "generic"
PARTS, LARGEST_PART = 17, 32
"""Entries of a generic point are so many parts of 1: nothing is equal there that is not equal everywhere."""

FEW, STEPS_FOR_A_PLAINER_ONE = 4, 200
"""How many points are looked at for one with simple numbers, and how long after the first."""

TIED_STYLES = ("any", "constant", "zero", "one-hot", "one-hot", "one-hot", "shares", "shares", "shares")


def points(context: Context, terms: tuple[Term, ...], work: Work, *, seed: int = 0) -> Iterator[Assignment]:
    """Points of the context in rounds: few points at small sizes, then more points, then larger sizes.

    None if a size is at least OUT_OF_SIGHT.
    """
    if any(low >= OUT_OF_SIGHT for _, low, _ in context.sizes):
        return
    bends = bends_of(terms)
    settings: dict[Frame, Setting | None] = {}
    met: set[tuple[object, ...]] = set()
    for round_, (frame, draws) in enumerate(_schedule(context, terms)):
        if frame not in settings:
            settings[frame] = prepare(context, terms, frame, work)
        setting = settings[frame]
        work.step()
        if setting is not None:
            stream = Random(f"{seed} {round_} {frame}")
            for _ in range(draws):
                point = draw(setting, bends, stream, work)
                if point is not None and (key := _key(frame, point)) not in met:
                    met.add(key)
                    yield point


def _key(frame: Frame, point: Assignment) -> tuple[object, ...]:
    return frame, *(tuple(part.items()) for part in (point.entries, point.labels, point.functions))


def _schedule(context: Context, terms: tuple[Term, ...]) -> Iterator[tuple[Frame, int]]:
    """Frames and how often to draw in each."""
    used = relevant_sizes(context, terms)
    several = len(used) > 2
    for extra, patterns, draws in ((1, 6, 6), (2, 8, 8)):
        for frame in frames(context, terms, sizes_up_to(context, used, extra), patterns):
            yield frame, draws
    for frame in frames(context, terms, one_large(context, used, 0 if several else 1), 3):
        yield frame, 4
    rounds = 0
    while rounds < 60:
        rounds += 1
        for frame in frames(context, terms, sizes_up_to(context, used, 2 + rounds % 2 * (not several)), 16):
            yield frame, 8


def draw(
    setting: Setting, bends: tuple[Bend, ...], stream: Random, work: Work, *, style: str = ""
) -> Assignment | None:
    """One point, in the given style or in one after the other; None if the equalities could not be met this time."""
    point = Assignment(
        setting.blank.sizes,
        {},
        setting.blank.indices,
        {(name, at): stream.randint(1, top) for name, at, top in setting.label_slots},
        {name: _smooth_function(*shape, stream) for name, shape in setting.functions.items()},
    )
    _fill(setting, point, stream, style)
    equations = setting.equations
    if equations and not solve(setting, equations, point, stream, work, at_once=style == GENERIC):
        return None
    if bends and stream.random() < BENT:
        bend(setting, bends, equations, point, stream, work)
    for constraint in setting.joint:
        if not holds(constraint.relation, constraint.term, point, work) and (
            constraint.relation == "==" or not _mend(setting, point, stream, work)
        ):
            return None
    return point


def _smooth_function(arity: int, order: int, stream: Random) -> Polynomial:
    return random_polynomial(arity, max(4, order + 1) if stream.random() < 0.6 else 2, stream)


def _fill(setting: Setting, point: Assignment, stream: Random, wanted: str) -> None:
    only = wanted or ("dense" if stream.random() < DENSE else "")
    styles: dict[str, str] = {}
    for (array, _), row in setting.rows.items():
        choices = (only,) if only else TIED_STYLES if array in setting.tied else FREE_STYLES
        style = styles.setdefault(array, stream.choice(choices))
        for (slot, pool), value in zip(row, _row(style, [pool for _, pool in row], stream), strict=True):
            point.entries[slot] = value if pool.admits(value) else _favourite(pool.values, stream)


def _favourite(pool: tuple[Exact, ...], stream: Random) -> Exact:
    """A value of the pool, more often one of the first."""
    return pool[int(len(pool) * stream.random() ** 2)]


def _row(style: str, pools: list[Pool], stream: Random) -> list[Exact]:
    match style:
        case "zero":
            return [0] * len(pools)
        case "constant":
            return [_favourite(pools[0].values, stream)] * len(pools)
        case "one-hot":
            hot = stream.randrange(len(pools))
            height = stream.choice((1, 1, -1))
            return [height * int(n == hot) for n in range(len(pools))]
        case "dense":
            return [stream.choice(pool.small) for pool in pools]
        case "generic":
            return [exact(Fraction(stream.choice((1, -1)) * stream.randint(1, LARGEST_PART), PARTS)) for _ in pools]
        case "shares":
            parts = [stream.choice((1, 1, 1, 2, 3, 9)) for _ in pools]
            return [exact(Fraction(p, sum(parts))) for p in parts]
        case "distinct":
            first = stream.choice((1, 1, -1, -len(pools)))
            return list(stream.sample(range(first, first + len(pools)), len(pools)))
        case _:
            return [_favourite(p.values, stream) if stream.random() < 0.85 else _rational(stream) for p in pools]


def _rational(stream: Random) -> Exact:
    return exact(Fraction(stream.randint(-12, 12), stream.randint(1, 9)))


def _mend(setting: Setting, point: Assignment, stream: Random, work: Work) -> bool:
    """Redraw entries of broken inequalities until all joint constraints hold."""
    for _ in range(12):
        broken = [c for c in setting.joint if not holds(c.relation, c.term, point, work)]
        if not broken:
            return True
        constraint = stream.choice(broken)
        if constraint.relation == "==" or not constraint.slots:
            return False
        slot = stream.choice(constraint.slots)
        point.entries[slot] = _favourite(setting.values(slot), stream)
    return False


def satisfying_point(context: Context, *, budget_steps: int = 200_000, seed: int = 0) -> Assignment | None:
    """A point at which every hypothesis certainly holds: the context is not empty. None if none was found."""
    work = Work(budget_steps)
    found: list[Assignment] = []
    with suppress(OutOfSteps):
        for point in points(context, (), work, seed=seed):
            if satisfies(context, point, work):
                found.append(point)
                if len(found) == FEW or not any(h.relation == "==" for h in context.hypotheses):
                    break
                work.steps = min(work.steps, STEPS_FOR_A_PLAINER_ONE)
    return min(found, key=weight, default=None)


def weight(*points: Assignment) -> tuple[int, int]:
    """How large points are, and how many digits it takes to write them down."""
    return sum(points[0].sizes.values()), sum(len(str(v)) for point in points for v in point.entries.values())
