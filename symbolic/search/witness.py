"""Refute a claim: find a point at which all hypotheses hold and the judgement is false, certify it, make it small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from symbolic.kernel.judgements import Context, Convex, Minimizer, Semidefinite, Sequent
from symbolic.kernel.terms import Bound, Entry, Index, Sum, Term
from symbolic.search.certify import Counterexample, Violation, failure, violation
from symbolic.search.describe import describe
from symbolic.search.evaluation import PRECISIONS, Assignment, OutOfSteps, Work
from symbolic.search.occurrences import terms_of
from symbolic.search.points import points
from symbolic.search.proposals import chords, directions, lower_points
from symbolic.search.shrink import shrink
from symbolic.verdict import Witness

SHRINKING_STEPS = 60_000

CAREFUL_EVERY = 7
"""Every so many points are looked at in full precision, the others in the lowest."""


def refute(sequent: Sequent, *, budget_steps: int = 200_000, seed: int = 0) -> Witness | None:
    """A certified witness against the sequent, or None if none was found within the budget."""
    case = counterexample(sequent, budget_steps=budget_steps, seed=seed)
    if case is None:
        return None
    found = violation(sequent, case, Work(max(budget_steps, 5_000_000)))
    return None if found is None else describe(sequent, case, found)


def counterexample(sequent: Sequent, *, budget_steps: int = 200_000, seed: int = 0) -> Counterexample | None:
    """As `refute`, as data that `check_witness` can certify again."""
    work = Work(budget_steps)
    try:
        case = next(_cases(sequent, work, seed), None)
    except OutOfSteps:
        return None
    if case is None:
        return None
    small = Work(SHRINKING_STEPS, work.unfolded, work.total)
    return shrink(sequent, case, small)


def _cases(sequent: Sequent, work: Work, seed: int) -> Iterator[Counterexample]:
    """Certified counterexamples."""
    proposals = _proposals(sequent, Random(f"{seed} proposals"), work)
    terms = (*terms_of(sequent.judgement), *_whole_arrays(sequent))
    for number, point in enumerate(points(sequent.context, terms, work, seed=seed)):
        precisions = PRECISIONS if number % CAREFUL_EVERY == 0 else PRECISIONS[:1]
        for case in proposals(point):
            if failure(sequent, case, work, precisions=precisions) and _certified(sequent, case, work):
                yield case


def _certified(sequent: Sequent, case: Counterexample, work: Work) -> Violation | None:
    return violation(sequent, case, Work(5_000_000, work.unfolded, work.total))


def _proposals(sequent: Sequent, stream: Random, work: Work) -> Callable[[Assignment], Iterator[Counterexample]]:
    """What to try at a point that satisfies the hypotheses."""
    match sequent.judgement:
        case Semidefinite() as matrix:
            return lambda point: directions(matrix, point, work)
        case Convex() as convex:
            return lambda point: chords(convex, point, stream, work)
        case Minimizer() as minimizer:
            return lambda point: lower_points(sequent.context, minimizer, point, stream, work)
        case _:
            return lambda point: iter((Counterexample(point),))


def _whole_arrays(sequent: Sequent) -> tuple[Term, ...]:
    """All entries of the variables, where entries that do not occur matter too."""
    match sequent.judgement:
        case Convex(variables=variables, strict=True):
            names = set(variables)
        case Minimizer(point=point, unique=True):
            names = {array for array, _, _ in point}
        case _:
            return ()
    return tuple(_whole(sequent.context, name) for name in sorted(names))


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
