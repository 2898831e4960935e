"""Move a drawn point so that equalities hold: exact linear algebra over all entries, else one entry at a time.

What comes out is a proposal: the caller checks every hypothesis.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.intervals import Exact, Interval, exact
from symbolic.search.refutation.quadrics import on_a_quadric
from symbolic.search.refutation.setting import Setting, exact_value, roots_in


def solve(setting: Setting, equations: list[Term], point: Assignment, stream: Random, work: Work) -> bool:
    """Change `point.entries` until every equation is 0; False if that was not possible."""
    looks_at = [setting.slots_in(e) for e in equations]
    if all(exact_value(e, point, work) == 0 for e in equations):
        return True
    everything = sorted({s for slots in looks_at for s in slots})
    arrays = sorted({array for array, _ in everything})
    blocks = [everything, everything]
    if len(arrays) > 1:
        blocks += [[s for s in everything if s[0] == array] for array in stream.sample(arrays, len(arrays))]
    for block in blocks:
        if _solve_linear(setting, equations, looks_at, block, point, stream, work):
            return True
    return _solve_in_turn(setting, equations, looks_at, point, stream, work)


def rational(point: Assignment, slot: Slot) -> Exact:
    """The value of an entry of a drawn point, which is rational."""
    value = point.entries[slot]
    if isinstance(value, Interval):
        raise TypeError(f"{slot} is not rational")
    return value


def _at(point: Assignment, entries: dict[Slot, Exact]) -> Assignment:
    return Assignment(point.sizes, {**point.entries, **entries}, point.indices, point.labels, point.functions)


def _solve_linear(
    setting: Setting,
    equations: list[Term],
    looks_at: list[tuple[Slot, ...]],
    block: list[Slot],
    point: Assignment,
    stream: Random,
    work: Work,
) -> bool:
    """One Newton step with exact unit differences: it lands on a solution if the equations are affine in the block."""
    order = stream.sample(block, len(block))
    allowed = set(block)
    rows: list[list[Fraction]] = []
    for equation, slots in zip(equations, looks_at, strict=True):
        here = exact_value(equation, point, work)
        if here is None:
            return False
        row = dict.fromkeys(order, Fraction(0))
        for slot in slots:
            if slot in allowed:
                moved = exact_value(equation, _at(point, {slot: rational(point, slot) + 1}), work)
                if moved is None:
                    return False
                row[slot] = Fraction(moved - here)
        rows.append([*row.values(), Fraction(-here)])
    steps = _eliminate(rows, len(order))
    if steps is None:
        return False
    moved_entries = {order[n]: exact(rational(point, order[n]) + step) for n, step in steps.items() if step}
    if not all(setting.admits(slot, value, work) for slot, value in moved_entries.items()):
        return False
    candidate = _at(point, moved_entries)
    if any(exact_value(e, candidate, work) != 0 for e in equations):
        return False
    point.entries.update(moved_entries)
    return True


def _eliminate(rows: list[list[Fraction]], columns: int) -> dict[int, Fraction] | None:
    """A solution of the linear system with the non-pivot unknowns 0; the last column is the right side."""
    pivots: list[int] = []
    for column in range(columns):
        top = len(pivots)
        at = next((r for r in range(top, len(rows)) if rows[r][column]), None)
        if at is None:
            continue
        rows[top], rows[at] = rows[at], rows[top]
        lead = rows[top][column]
        rows[top] = [value / lead for value in rows[top]]
        for r, row in enumerate(rows):
            if r != top and row[column]:
                factor = row[column]
                rows[r] = [value - factor * above for value, above in zip(row, rows[top], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    return {column: rows[n][-1] for n, column in enumerate(pivots)}


def _solve_in_turn(
    setting: Setting,
    equations: list[Term],
    looks_at: list[tuple[Slot, ...]],
    point: Assignment,
    stream: Random,
    work: Work,
) -> bool:
    """Each equation moves one entry that no earlier equation looks at (or, failing that, any)."""
    settled: set[Slot] = set()
    for equation, slots in zip(equations, looks_at, strict=True):
        if exact_value(equation, point, work) != 0:
            order = sorted(stream.sample(slots, len(slots)), key=lambda s: s in settled)
            moved = any(_move_one(setting, equation, slot, point, work) for slot in order)
            if not moved and not _move_all(setting, equation, slots, point, stream, work):
                return False
        settled.update(slots)
    return all(exact_value(e, point, work) == 0 for e in equations)


def _move_one(setting: Setting, equation: Term, slot: Slot, point: Assignment, work: Work) -> bool:
    for value in (*roots_in(point, equation, slot, work), *setting.pools.get(slot, ())[:8]):
        if setting.admits(slot, value, work) and exact_value(equation, _at(point, {slot: value}), work) == 0:
            point.entries[slot] = value
            return True
    return False


def _move_all(
    setting: Setting, equation: Term, slots: tuple[Slot, ...], point: Assignment, stream: Random, work: Work
) -> bool:
    for entries in on_a_quadric(equation, slots, point, stream, work):
        if all(setting.admits(slot, value, work) for slot, value in entries.items()):
            point.entries.update(entries)
            return True
    return False
