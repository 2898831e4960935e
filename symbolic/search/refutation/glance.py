"""A look at a point in floating point: does the judgement seem to hold there? Then exact arithmetic can be spared.

Nothing is concluded from it: what does not clearly seem to hold is looked at exactly, and so is every few points
whatever they seem.
"""

from __future__ import annotations

import math

from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Convex, Equal, Sequent, Sign
from symbolic.kernel.terms import Add, Term
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans, Unclear

TOLERANCE = 1e-9


class Glance:
    """Whether one judgement seems to hold, at one point after the other."""

    def __init__(self, sequent: Sequent, work: Work) -> None:
        self.judgement, self.work, self.plans = sequent.judgement, work, Plans(work)
        match self.judgement:
            case Convex(variables=variables):
                self.open = not any(moves(h.term, variables) for h in sequent.context.hypotheses)
            case _:
                self.open = isinstance(self.judgement, Equal | Sign)

    def seems_to_hold(self, case: Counterexample) -> bool:
        """Whether the judgement clearly seems to hold at the case."""
        if not self.open:
            return False
        try:
            match self.judgement:
                case Equal(left=left, right=right):
                    here, there = self._values(case.assignment, left, right)
                    return _close(here, there)
                case Sign(relation=relation, term=term):
                    return self._has_sign(relation, term, case.assignment)
                case Convex(term=term, strict=strict) if case.other is not None:
                    return self._bends_up(term, case.assignment, case.other, strict)
        except NO_VALUE:
            pass
        return False

    def _values(self, point: Assignment, *terms: Term) -> list[float]:
        """Finite values, paid for like exact ones."""
        look = Look(point)
        found = [self.plans.of(t)(look, ()) for t in terms]
        for _ in look.known:
            self.work.step()
        if not all(map(math.isfinite, found)):
            raise Unclear
        return found

    def _has_sign(self, relation: str, term: Term, point: Assignment) -> bool:
        parts = self._values(point, *(term.terms if isinstance(term, Add) else (term,)))
        value, least = sum(parts), TOLERANCE * max(map(abs, parts))
        return value > least or (relation == "!=" and value < -least)

    def _bends_up(self, term: Term, a: Assignment, b: Assignment, strict: bool) -> bool:
        look, other = Look(a), Look(b)
        middle = Look(a)
        middle.entries = {slot: (value + other.entries[slot]) / 2 for slot, value in look.entries.items()}
        plan = self.plans.of(term)
        here, there, between = (plan(at, ()) for at in (look, other, middle))
        for _ in range(len(look.known) + len(other.known) + len(middle.known)):
            self.work.step()
        excess, scale = between - (here + there) / 2, max(abs(here), abs(there), abs(between))
        return math.isfinite(scale) and excess <= (-TOLERANCE if strict else TOLERANCE) * scale


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))
