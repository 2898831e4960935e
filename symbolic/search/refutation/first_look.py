"""A look at a few points before a search for a proof, which is long where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice

from symbolic.kernel.judgements import Convex, Equal, PositiveForm, Sequent, Sign
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.certify import violation
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans
from symbolic.search.refutation.glance import seems_to_bend_up
from symbolic.search.refutation.relevance import split
from symbolic.search.refutation.samples import Samples, few_samples

MOST_POINTS, MOST_CHORDS = 4, 12
MOST_POINTS_OF_EQUATIONS = 2
"""Equations that do not hold fail almost everywhere."""

CERTIFYING_STEPS = 2_000


def is_false(sequent: Sequent) -> bool:
    """Whether the judgement certainly fails at one of the first points: then nothing can prove it.

    Looked at are equations, signs, forms and convexity. Hypotheses that share no name with the judgement are passed by:
    if they contradict each other, that is found elsewhere.
    """
    core = split(sequent).core
    samples = few_samples(core.context, core.judgement.children())
    return any(_fails(core, case) for case in _suspects(core, samples))


def _suspects(sequent: Sequent, samples: Samples) -> Iterator[Counterexample]:
    """Where the judgement seems to fail."""
    match sequent.judgement:
        case Equal(left=left, right=right):
            looks = islice(samples.each(), MOST_POINTS_OF_EQUATIONS)
            yield from (Counterexample(look.point) for look in looks if samples.differ(left, right, look))
        case Sign(relation=relation, term=term):
            wrong = {">": (0, -1), ">=": (-1,), "!=": (0,)}[relation]
            looks = islice(samples.each(), MOST_POINTS)
            yield from (Counterexample(look.point) for look in looks if samples.sign(term, look) in wrong)
        case PositiveForm(form=form):
            looks = islice(samples.each(), MOST_POINTS)
            yield from (Counterexample(look.point) for look in looks if samples.sign(form, look) in (0, -1))
        case Convex(term=term, strict=strict, variables=variables):
            plans = Plans(Work(CERTIFYING_STEPS))
            for a, b in islice(_chords(samples, variables), MOST_CHORDS):
                with suppress(*NO_VALUE, OutOfSteps):
                    if not seems_to_bend_up(plans, term, a, b, strict):
                        yield Counterexample(a.point, b.point)


def _chords(samples: Samples, variables: tuple[str, ...]) -> Iterator[tuple[Look, Look]]:
    """Points, and what becomes of them with the variables of another in the same frame."""
    frames: dict[object, list[Assignment]] = {}
    for look in samples.each():
        others = frames.setdefault((*look.point.sizes.items(), *look.point.indices.items()), [])
        for a, b in chain(((look.point, b) for b in others), ((a, look.point) for a in others)):
            moved = {slot: value for slot, value in b.entries.items() if slot[0] in variables}
            yield Look(a), Look(replace(a, entries={**a.entries, **moved}))
        others.append(look.point)


def _fails(sequent: Sequent, case: Counterexample) -> bool:
    try:
        found = violation(sequent, case, Work(CERTIFYING_STEPS))
    except OutOfSteps:
        return False
    return found is not None and found.is_plain()
