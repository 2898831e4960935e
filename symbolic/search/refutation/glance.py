"""A look at a point in floating point: does the judgement seem to hold there? Then exact arithmetic can be spared.

Nothing is concluded from it: what does not clearly seem to hold is looked at exactly, and so is every few points
whatever they seem.
"""

from __future__ import annotations

from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Convex, Equal, Minimizer, Point, Sequent, Sign
from symbolic.kernel.terms import Add, Term, substitute
from symbolic.search.refutation.assignment import Slot, Work
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans

TOLERANCE, SMALL, CLEARLY = 1e-9, 1e-3, 1e-6


class Glance:
    """Whether one judgement seems to hold, at one point after the other."""

    def __init__(self, sequent: Sequent, work: Work) -> None:
        self.judgement, self.plans = sequent.judgement, Plans(work)
        match self.judgement:
            case Convex(variables=variables):
                self.open = not any(moves(h.term, variables) for h in sequent.context.hypotheses)
            case _:
                self.open = isinstance(self.judgement, Equal | Sign | Minimizer)

    def seems_to_hold(self, case: Counterexample) -> bool:
        """Whether the judgement clearly seems to hold at the case."""
        return self.tells(case) is True

    def tells(self, case: Counterexample) -> bool | None:
        """Whether the judgement clearly seems to hold, or an equality to fail; None if that is not clear."""
        if not self.open:
            return None
        try:
            match self.judgement:
                case Equal(left=left, right=right):
                    return self._agree(left, right, Look(case.assignment))
                case _:
                    return self._seems_to_hold(case) or None
        except NO_VALUE:
            return None

    def _agree(self, left: Term, right: Term, look: Look) -> bool | None:
        here, there = self.plans.value(left, look), self.plans.value(right, look)
        apart, scale = abs(here - there), max(abs(here), abs(there), SMALL)
        return True if apart <= TOLERANCE * scale else False if apart > CLEARLY * scale else None

    def _seems_to_hold(self, case: Counterexample) -> bool:
        look = Look(case.assignment)
        match self.judgement:
            case Sign(relation=relation, term=term):
                return self._has_sign(relation, term, look)
            case Convex(term=term, strict=strict) if case.other is not None:
                return seems_to_bend_up(self.plans, term, look, Look(case.other), strict)
            case Minimizer(term=term, point=point):
                return self._is_higher(term, point, look)
        return False

    def _has_sign(self, relation: str, term: Term, look: Look) -> bool:
        parts = [self.plans.value(t, look) for t in (term.terms if isinstance(term, Add) else (term,))]
        value, least = sum(parts), TOLERANCE * max(map(abs, parts))
        return value > least or (relation == "!=" and value < -least)

    def _is_higher(self, term: Term, point: Point, look: Look) -> bool:
        """The value at the case is clearly above that at the claimed minimiser."""
        claimed: dict[Slot, float] = {}
        for array, names, value in point:
            for slot in look.entries:
                if slot[0] == array:
                    claimed[slot] = self.plans.value(substitute(value, dict(zip(names, slot[1], strict=True))), look)
        here, there = self.plans.value(term, look.moved(claimed)), self.plans.value(term, look)
        return there - here > TOLERANCE * max(abs(here), abs(there), SMALL)


def seems_to_bend_up(plans: Plans, term: Term, a: Look, b: Look, strict: bool) -> bool:
    """Whether the term clearly seems to be below the chord half way between two points. Raises one of `NO_VALUE`."""
    middle = a.moved({slot: (value + b.entries[slot]) / 2 for slot, value in a.entries.items()})
    here, there, between = (plans.value(term, at) for at in (a, b, middle))
    excess, scale = between - (here + there) / 2, max(abs(here), abs(there), abs(between), SMALL)
    return excess <= (-TOLERANCE if strict else TOLERANCE) * scale
