"""Tries to refute a claim with numbers. It may refute; it never proves.

The left side is calculated as it is written (nested loops, 50 digits, derivatives as central differences); the right
side is compiled, as users run it. They are compared entry by entry, at sizes that all differ and values of order one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from random import Random
from typing import Any, Literal, NoReturn

from numeric_bridge.compile import compile as compiled
from numeric_bridge.interpreter import Kink, Undefined, Unusable, evaluate
from numeric_bridge.point import Trial, values_for
from numeric_bridge.sampling import samples
from numeric_bridge.shortfall import shortfalls
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import Apply, Bracket, Derivative, Term, walk
from symbolic.language.claim_lowering import lower
from symbolic.language.errors import NotYetDecidable
from symbolic.language.printing import text
from symbolic.language.statements import Claim, Statement
from symbolic.search.refutation.assignment import Assignment

TOLERANCE = 1e-11
MOST_ENTRIES = 60
Outcome = Literal["passed", "refuted", "inaccurate", "untested"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides at one entry. `error` is |left - right| / max(1, |left|); indices count from 1."""

    of: str
    sizes: tuple[tuple[str, int], ...]
    index: tuple[tuple[str, int], ...]
    left: float
    right: float
    error: float
    note: str = ""

    def __str__(self) -> str:
        sizes, index = (", ".join(f"{n} = {v}" for n, v in pairs) for pairs in (self.sizes, self.index))
        where = f" at {index}" if index else ""
        note = f" ({self.note})" if self.note else ""
        return f"{self.of}{where}, sizes {sizes or 'none'}: left {self.left:.15g}, right {self.right:.15g}{note}"


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """What the numbers say about a claim.

    `passed`: no difference was found, which proves nothing. `refuted`: the sides differ at 50 digits, too.
    `inaccurate`: the claim holds there, but the compiled right side misses it in float64. `untested`: no entry could be
    compared.
    """

    claim: str
    outcome: Outcome
    compared: int
    worst: Comparison | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a spot check is neither true nor false: look at its outcome")

    def __str__(self) -> str:
        return f"{self.outcome} ({self.compared} compared): {self.claim}" + (f"\n  {self.worst}" if self.worst else "")


def spot_check(claim: Claim | Statement, *, trials: int = 3, seed: int = 0) -> SpotCheck:
    """Try to refute a claim at random points that satisfy its hypotheses.

    >>> from symbolic.language import Equal, d, real
    >>> x = real("x")
    >>> spot_check(Equal(d(x**3, x), 3 * x**2)).outcome, spot_check(Equal(d(x**3, x), 2 * x**2)).outcome
    ('passed', 'refuted')

    Raises LanguageError for what is not a claim. A point at which the left side is undefined, or that is at a kink of a
    derivative, says nothing and is passed over.
    """
    try:
        lowered = lower(claim)
    except NotYetDecidable:
        return SpotCheck(text(claim), "untested", 0)
    compared, worst = 0, None
    for sequent in lowered.sequents:
        for comparison in checked(sequent, trials, seed):
            compared += 1
            if worst is None or not comparison.error <= worst.error:
                worst = comparison
            if not comparison.error <= TOLERANCE and not comparison.note.startswith("float64"):
                return SpotCheck(lowered.read_as, "refuted", compared, comparison)
    if worst is None:
        return SpotCheck(lowered.read_as, "untested", 0)
    return SpotCheck(lowered.read_as, "passed" if worst.error <= TOLERANCE else "inaccurate", compared, worst)


def checked(sequent: Sequent, trials: int, seed: int) -> Iterator[Comparison]:
    """Every comparison that the points allow."""
    if not isinstance(sequent.judgement, Equal):
        for point in islice(samples(sequent, seed), 4 * trials):
            for of, left, right, short, note in shortfalls(sequent, point):
                index = tuple(point.indices.items())
                yield Comparison(of, tuple(point.sizes.items()), index, left, right, short, note)
        return
    tied = any(h.term.free for h in sequent.context.hypotheses)
    for point in islice(samples(sequent, seed), trials * (6 if tied else 1)):
        yield from _entries(sequent.context, sequent.judgement, point, tied, Random(seed))


def _entries(context: Context, claim: Equal, point: Assignment, tied: bool, stream: Random) -> Iterator[Comparison]:
    """Both sides at a point, for all free indices; only for those of the point if hypotheses speak of them."""
    trial = Trial.of(point)
    right = compiled(claim.right, context=context)
    array = right(*values_for(right.arguments, trial))
    jumps = any(isinstance(t, Bracket | Derivative) or _steps(t) for t in walk(claim.right))
    for indices in [point.indices] if tied else _index_values(context, trial.sizes, stream):
        try:
            left = evaluate(claim.left, trial, indices)
            if jumps:
                evaluate(claim.right, trial, indices)
        except Undefined as reason:
            if not _defined(claim.left, trial, indices):
                continue
            note = f"the right side is not defined: {reason}"
            left = float(evaluate(claim.left, trial, indices))
            yield Comparison(text(claim.left), (), tuple(indices.items()), left, float("nan"), float("inf"), note)
            continue
        except Unusable:
            continue
        value = array[tuple(indices[n] - 1 for n, _ in right.axes)]
        yield _compared(claim, trial, indices, left, value)


def _steps(term: Term) -> bool:
    return isinstance(term, Apply) and term.function == "step"


def _defined(term: Term, trial: Trial, indices: dict[str, int]) -> bool:
    try:
        evaluate(term, trial, indices)
    except Unusable:
        return False
    return True


def _compared(claim: Equal, trial: Trial, indices: dict[str, int], left: Any, right: Any) -> Comparison:
    error = float(abs(left - float(right)) / max(1, abs(left)))
    sizes, index = tuple(trial.sizes.items()), tuple(indices.items())
    found = Comparison(text(claim.left), sizes, index, float(left), float(right), error)
    if error <= TOLERANCE:
        return found
    try:
        exact = evaluate(claim.right, trial, indices)
    except Kink:
        return replace(found, error=0.0, note="at a kink")
    except Undefined as reason:
        return replace(found, note=f"the right side is not defined: {reason}")
    if abs(left - exact) <= TOLERANCE * max(1, abs(left)):
        return replace(found, note=f"float64 is off: at 50 digits the right side is {float(exact)!r}")
    return found


def _index_values(context: Context, sizes: dict[str, int], stream: Random) -> list[dict[str, int]]:
    """Values of the free indices, at most `MOST_ENTRIES` of them, those apart that are to differ."""
    names = [name for name, _ in context.indices]
    every = [dict(zip(names, at, strict=True)) for at in product(*(range(1, sizes[s] + 1) for _, s in context.indices))]
    allowed = [at for at in every if all(len({at[i] for i in pair}) == len(pair) for pair in context.distinct)]
    return stream.sample(allowed, MOST_ENTRIES) if len(allowed) > MOST_ENTRIES else allowed
