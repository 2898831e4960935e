"""Tries to refute a claim with numbers. It may refute; it never proves.

The left side is calculated as it is written: nested loops, derivatives as complex steps in doubles and as differences
at 50 digits. The right side is compiled, as users run it. They are compared entry by entry, at sizes that all differ,
at values of order one, and at points put on kinks, where a derivative is asked for if its one-sided slopes agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from random import Random
from typing import Any

from numeric_bridge.compiler.compile import Compiled
from numeric_bridge.compiler.compile import compile as compiled
from numeric_bridge.spot_checks.comparison import TOLERANCE, Comparison, SpotCheck
from numeric_bridge.spot_checks.flat_directions import levelled
from numeric_bridge.spot_checks.interpreter import estimate, evaluate
from numeric_bridge.spot_checks.kinks import kinked
from numeric_bridge.spot_checks.point import Trial, values_for
from numeric_bridge.spot_checks.sampling import samples
from numeric_bridge.spot_checks.shortfall import shortfalls
from numeric_bridge.spot_checks.unusable import Kink, Undefined, Unusable
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import Apply, Bracket, Derivative, Term, walk
from symbolic.language.claim_lowering import lower
from symbolic.language.errors import NotYetDecidable
from symbolic.language.printing import text
from symbolic.language.statements import Claim, Statement

MOST_ENTRIES, AT_50_DIGITS = 60, 1
"""Entries that are compared at a point, and how many of them at 50 digits even if they agree in doubles."""


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
        for point in levelled(sequent, islice(samples(sequent, seed), 4 * trials)):
            for of, value, bound, short, note in shortfalls(sequent, point):
                index = tuple(point.indices.items())
                yield Comparison(of, tuple(point.sizes.items()), index, value, bound, short, note)
        return
    claim, context = sequent.judgement, sequent.context
    tied = any(h.term.free - {name for name, _ in h.indices} for h in context.hypotheses)
    right = compiled(claim.right, context=context)
    generic = islice(samples(sequent, seed), trials * (6 if tied else 1))
    for point in chain(generic, kinked(sequent, claim.left, seed)):
        at = _Point(claim, Trial.of(point), right)
        chosen = [point.indices] if tied else _index_values(context, point.sizes, Random(seed))
        for number, indices in enumerate(chosen):
            found = at.compared(indices, exactly=number < AT_50_DIGITS)
            if found is not None:
                yield found


@dataclass(slots=True)
class _Point:
    """Both sides of an equality at one point."""

    claim: Equal
    trial: Trial
    right: Compiled
    array: Any = None
    jumps: bool = False

    def __post_init__(self) -> None:
        self.array = self.right(*values_for(self.right.arguments, self.trial))
        self.jumps = any(isinstance(t, Bracket | Derivative) or _steps(t) for t in walk(self.claim.right))

    def compared(self, indices: dict[str, int], *, exactly: bool) -> Comparison | None:
        """Both sides at one entry; in doubles first, unless `exactly`. None where the left side has no value."""
        value = float(self.array[tuple(indices[n] - 1 for n, _ in self.right.axes)])
        if not exactly:
            found = self._of(indices, self._estimated(indices), value)
            if found is not None and found.error <= TOLERANCE:
                return found
        try:
            left = evaluate(self.claim.left, self.trial, indices)
        except Unusable:
            return None
        return self._judged(indices, left, value)

    def _estimated(self, indices: dict[str, int]) -> float | None:
        try:
            if self.jumps:
                estimate(self.claim.right, self.trial, indices)
            return estimate(self.claim.left, self.trial, indices)
        except Unusable:
            return None

    def _of(self, indices: dict[str, int], left: Any, right: float) -> Comparison | None:
        if left is None:
            return None
        error = float(abs(left - right) / max(1, abs(left)))
        sizes = tuple(self.trial.sizes.items())
        return Comparison(text(self.claim.left), sizes, tuple(indices.items()), float(left), right, error)

    def _judged(self, indices: dict[str, int], left: Any, right: float) -> Comparison | None:
        """A difference of the compiled right side is one of the claim's only if 50 digits show it, too."""
        found = self._of(indices, left, right)
        if found is None or (found.error <= TOLERANCE and not self.jumps):
            return found
        try:
            exact = evaluate(self.claim.right, self.trial, indices)
        except Undefined as reason:
            note = f"the right side is not defined: {reason}"
            return replace(found, right=float("nan"), error=float("inf"), note=note)
        except Kink:
            return None
        if found.error > TOLERANCE and abs(left - exact) <= TOLERANCE * max(1, abs(left)):
            return replace(found, note=f"float64 is off: at 50 digits the right side is {float(exact)!r}")
        return found


def _steps(term: Term) -> bool:
    return isinstance(term, Apply) and term.function == "step"


def _index_values(context: Context, sizes: dict[str, int], stream: Random) -> list[dict[str, int]]:
    """Values of the free indices, at most `MOST_ENTRIES` of them, those apart that are to differ."""
    names = [name for name, _ in context.indices]
    every = [dict(zip(names, at, strict=True)) for at in product(*(range(1, sizes[s] + 1) for _, s in context.indices))]
    allowed = [at for at in every if all(len({at[i] for i in pair}) == len(pair) for pair in context.distinct)]
    return stream.sample(allowed, MOST_ENTRIES) if len(allowed) > MOST_ENTRIES else allowed
