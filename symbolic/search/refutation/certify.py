"""Certify a counterexample from scratch: every hypothesis holds and the judgement fails, exactly or in intervals."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.kernel.judgements import Sequent
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.evaluation import PRECISIONS
from symbolic.search.refutation.failures import Counterexample, Violation, failure_in
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Arithmetic, IsUndefined, NotDecided
from symbolic.search.refutation.settings import with_room


def violation(
    sequent: Sequent, case: Counterexample, work: Work, *, precisions: Sequence[int] = PRECISIONS
) -> Violation | None:
    """How the judgement fails at `case`, whose points satisfy the hypotheses; None if that cannot be shown."""
    if not satisfies(sequent.context, case.assignment, work, precisions=precisions):
        return None
    return failure(sequent, case, work, precisions=precisions)


def failure(
    sequent: Sequent, case: Counterexample, work: Work, *, precisions: Sequence[int] = PRECISIONS
) -> Violation | None:
    """As `violation`, for a case whose assignment is known to satisfy the hypotheses."""
    for bits in precisions:
        try:
            return failure_in(sequent, case, Arithmetic(bits), work)
        except IsUndefined:
            return None
        except NotDecided:
            continue
    return None


def check_witness(sequent: Sequent, case: Counterexample | Assignment, *, budget_steps: int = 5_000_000) -> bool:
    """Certify from scratch that the judgement is false at `case`."""
    whole = Counterexample(case) if isinstance(case, Assignment) else case
    try:
        return violation(with_room(sequent), whole, Work(budget_steps)) is not None
    except OutOfSteps:
        return False
