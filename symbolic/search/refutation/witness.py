"""Refute a claim: find a point at which all hypotheses hold and the judgement is false, certify it, make it small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from random import Random
from typing import TypeAlias

from symbolic.kernel.judgements import Context, Convex, Minimizer, PositiveForm, Semidefinite, Sequent
from symbolic.kernel.terms import Bound, Entry, Index, Sum, Term
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.certify import failure, violation
from symbolic.search.refutation.describe import describe
from symbolic.search.refutation.evaluation import PRECISIONS
from symbolic.search.refutation.failures import Counterexample, Violation
from symbolic.search.refutation.floats import Plans
from symbolic.search.refutation.glance import Glance
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.occurrences import terms_of, variables_of
from symbolic.search.refutation.points import points, weight
from symbolic.search.refutation.proposals import chords, directions, forms, lower_points
from symbolic.search.refutation.relevance import Split, completions, split
from symbolic.search.refutation.settings import with_room
from symbolic.search.refutation.shrink import shrunk
from symbolic.verdict import Witness

SHRINKING_STEPS = 20_000

CERTIFYING_STEPS, COMPLETING_STEPS = 1_000_000, 100_000

MOST_CASES = 8
"""How many points are tried at which the judgement fails; the first does, unless the other hypotheses exclude it."""

STEPS_FOR_A_PLAIN_ONE = 1_500
"""How long to look for a point at which both sides are defined, once there is one at which they are not."""

STEPS_FOR_PLAINER_ONES = 600
"""How long to look for smaller counterexamples with simpler numbers, once there is one."""

CAREFUL_EVERY = 7
"""Every so many points are looked at exactly whatever they seem, and in full precision if they do not seem to hold."""


Certified: TypeAlias = tuple[Counterexample, Violation]


def refute(sequent: Sequent, *, budget_steps: int = 100_000, seed: int = 0) -> Witness | None:
    """A certified witness against the sequent, or None if none was found within the budget."""
    sequent = with_room(sequent)
    found = _found(sequent, Work(budget_steps), seed)
    return None if found is None else describe(sequent, *found)


def counterexample(sequent: Sequent, *, budget_steps: int = 100_000, seed: int = 0) -> Counterexample | None:
    """As `refute`, as data that `check_witness` can certify again."""
    found = _found(with_room(sequent), Work(budget_steps), seed)
    return None if found is None else found[0]


def _found(sequent: Sequent, work: Work, seed: int) -> Certified | None:
    parts, completing = split(sequent), work.spare(COMPLETING_STEPS)
    try:
        for case, found in islice(_cases(parts.core, work, seed), MOST_CASES):
            small, plain = _plainest(parts.core, case, found.is_plain(), work, seed)
            for candidate in chain(shrunk(parts.core, small, plain, work.spare(SHRINKING_STEPS)), (case,)):
                whole = _completed(sequent, parts, candidate, completing)
                if whole is not None:
                    return whole
    except RecursionError:
        pass
    return None


def _plainest(
    sequent: Sequent, case: Counterexample, plain: bool, work: Work, seed: int
) -> tuple[Counterexample, bool]:
    """The case, or a smaller one with simpler numbers: equations may keep entries from being made simple one by one."""
    context = sequent.context
    if not any(h.relation == "==" for h in context.hypotheses):
        return case, plain
    sizes = tuple((name, low, case.assignment.sizes[name]) for name, low, _ in context.sizes)
    bounded = replace(sequent, context=replace(context, sizes=sizes))
    others = islice(_cases(bounded, work.spare(STEPS_FOR_PLAINER_ONES), seed + 1), MOST_CASES)
    return min(((case, plain), *((c, found.is_plain()) for c, found in others)), key=lambda known: _weight(known[0]))


def _weight(case: Counterexample) -> tuple[int, int]:
    return weight(case.assignment, *(() if case.other is None else (case.other,)))


def _completed(sequent: Sequent, parts: Split, case: Counterexample, spare: Work) -> Certified | None:
    """The case certified against the whole sequent, with values for the hypotheses that do not matter to it."""
    try:
        cases = ((c, violation(sequent, c, spare)) for c in completions(parts, case, spare))
        return next(((c, found) for c, found in cases if found is not None), None)
    except OutOfSteps:
        return None


def _cases(sequent: Sequent, work: Work, seed: int) -> Iterator[Certified]:
    """Certified counterexamples. One at which a side is undefined comes after a little search for a plain one."""
    proposals = _proposals(sequent, Random(f"{seed} proposals"), work)
    undefined: Certified | None = None
    glance = Glance(sequent, work)
    try:
        terms = (*terms_of(sequent), *_whole_arrays(sequent))
        for number, point in enumerate(points(sequent.context, terms, work, seed=seed)):
            careful = number % CAREFUL_EVERY == 0
            for case in proposals(point):
                seems_to_hold = glance.seems_to_hold(case)
                if seems_to_hold and not careful:
                    continue
                precisions = PRECISIONS if careful and not seems_to_hold else PRECISIONS[:1]
                found = failure(sequent, case, work, precisions=precisions)
                if found is None or (undefined is not None and not found.is_plain()):
                    continue
                if not satisfies(sequent.context, case.assignment, work.spare(CERTIFYING_STEPS)):
                    continue
                if found.is_plain():
                    yield case, found
                else:
                    undefined = case, found
                    work.steps = min(work.steps, STEPS_FOR_A_PLAIN_ONE)
    except OutOfSteps:
        pass
    if undefined is not None:
        yield undefined


def _proposals(sequent: Sequent, stream: Random, work: Work) -> Callable[[Assignment], Iterator[Counterexample]]:
    """What to try at a point that satisfies the hypotheses."""
    plans = Plans(work)
    match sequent.judgement:
        case Semidefinite() as matrix:
            return lambda point: directions(matrix, point, work)
        case PositiveForm() as positive:
            return lambda point: forms(positive, point, work)
        case Convex() as convex:
            return lambda point: chords(convex, point, stream, plans)
        case Minimizer() as minimizer:
            return lambda point: lower_points(sequent.context, minimizer, point, stream, plans)
        case _:
            return lambda point: iter((Counterexample(point),))


def _whole_arrays(sequent: Sequent) -> tuple[Term, ...]:
    """All entries of the variables, where entries that do not occur matter too."""
    match sequent.judgement:
        case Convex(strict=True) | Minimizer(unique=True) | PositiveForm():
            return tuple(_whole(sequent.context, name) for name in sorted(variables_of(sequent.judgement)))
        case _:
            return ()


def _whole(context: Context, array: str) -> Term:
    """A term in which all entries of an array occur (of an axis of fixed length, the first)."""
    axes = dict(context.arrays).get(array, ())
    symbolic = [axis for axis in axes if isinstance(axis, str)]
    indices: list[Index] = []
    for axis in axes:
        level = len(symbolic) - 1 - sum(isinstance(i, Bound) for i in indices)
        indices.append(Bound(level) if isinstance(axis, str) else 1)
    term: Term = Entry(array, tuple(indices))
    for size in reversed(symbolic):
        term = Sum(size, term)
    return term
