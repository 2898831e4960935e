"""Slopes and curvatures by differences in floating point: they propose directions, nothing is concluded from them."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Slot
from symbolic.search.refutation.floats import Look, Plans

WIDTH = 1e-3


def gradient(term: Term, slots: Sequence[Slot], look: Look, plans: Plans) -> list[float]:
    """h times the derivatives, (f(p + h e_i) - f(p - h e_i)) / 2; raises one of `floats.NO_VALUE`."""
    return [(_beside(term, (s,), WIDTH, look, plans) - _beside(term, (s,), -WIDTH, look, plans)) / 2 for s in slots]


def hessian(term: Term, slots: Sequence[Slot], look: Look, plans: Plans) -> list[list[float]]:
    """h^2 times the second derivatives, from those along e_i and e_i + e_j; raises one of `floats.NO_VALUE`."""
    here = plans.value(term, look)

    def curvature(*along: Slot) -> float:
        return _beside(term, along, WIDTH, look, plans) + _beside(term, along, -WIDTH, look, plans) - 2 * here

    own = [curvature(slot) for slot in slots]
    rows = [[0.0] * len(slots) for _ in slots]
    for i, a in enumerate(slots):
        rows[i][i] = own[i]
        for j, b in enumerate(slots[:i]):
            rows[i][j] = rows[j][i] = (curvature(a, b) - own[i] - own[j]) / 2
    return rows


def _beside(term: Term, along: Sequence[Slot], by: float, look: Look, plans: Plans) -> float:
    return plans.value(term, look.moved({slot: look.entries[slot] + by for slot in along}))
