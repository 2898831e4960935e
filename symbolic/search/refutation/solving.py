"""Move a drawn point so that equalities hold: one equation after the other, else exact linear algebra over all entries.

What comes out is a proposal: the caller checks every hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from symbolic.kernel.terms import Add, Mul, Power, Term, add, multiply, negate
from symbolic.search.exact_matrices import Matrix, reduced
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.intervals import Exact, exact
from symbolic.search.refutation.lines import (
    Direction,
    along,
    coefficients,
    degree,
    exact_value,
    placed,
    rational,
    roots_along,
    roots_in,
)
from symbolic.search.refutation.setting import Setting

HALF = Fraction(1, 2)
MOST_KNOWN_POINTS = 6
"""Through how many points of a quadric a line is laid to the drawn point."""


def solve(
    setting: Setting, equations: list[Term], point: Assignment, stream: Random, work: Work, *, at_once: bool = False
) -> bool:
    """Change `point.entries` until every equation is 0; False if that was not possible.

    With `at_once`, all equations are solved together before it is tried to solve one after the other.
    """
    if all(exact_value(e, point, work) == 0 for e in equations):
        return True
    if at_once and len(equations) > 1 and _solve_together(setting, equations, point, stream, work):
        return True
    before = dict(point.entries)
    if _solve_in_turn(setting, equations, point, stream, work):
        return True
    point.entries.update(before)
    return not at_once and len(equations) > 1 and _solve_together(setting, equations, point, stream, work)


def _solve_together(setting: Setting, equations: list[Term], point: Assignment, stream: Random, work: Work) -> bool:
    """The equations as a linear system for the entries of some arrays."""
    looks_at = [setting.slots_in(e) for e in equations]
    everything = sorted({s for slots in looks_at for s in slots})
    arrays = sorted({array for array, _ in everything})
    if all(degree(e, frozenset(arrays)) <= 1 for e in equations):
        blocks = [arrays, arrays]
    else:
        blocks = [_affine(equations, stream.sample(arrays, len(arrays))) for _ in range(2)]
    blocks += [[array] for array in stream.sample(arrays, len(arrays))] if len(arrays) > 1 else []
    return any(
        _solve_linear(setting, equations, looks_at, [s for s in everything if s[0] in block], point, stream, work)
        for block in blocks
    )


def _affine(equations: list[Term], arrays: list[str]) -> list[str]:
    """As many of the arrays, in this order, as the equations are affine in together."""
    chosen: list[str] = []
    for array in arrays:
        if all(degree(e, frozenset((*chosen, array))) <= 1 for e in equations):
            chosen.append(array)
    return chosen


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
                moved = exact_value(equation, placed(point, {slot: rational(point, slot) + 1}), work)
                if moved is None:
                    return False
                row[slot] = Fraction(moved - here)
        rows.append([*row.values(), Fraction(-here)])
    steps = _eliminate(rows, len(order))
    if steps is None:
        return False
    moved_entries = {order[n]: exact(rational(point, order[n]) + step) for n, step in steps.items() if step}
    if not all(setting.admits(slot, value) for slot, value in moved_entries.items()):
        return False
    candidate = placed(point, moved_entries)
    if any(exact_value(e, candidate, work) != 0 for e in equations):
        return False
    point.entries.update(moved_entries)
    return True


def _eliminate(rows: Matrix, columns: int) -> dict[int, Fraction] | None:
    """A solution of the linear system with the non-pivot unknowns 0; the last column is the right side."""
    echelon, pivots = reduced(rows)
    if columns in pivots:
        return None
    return {column: row[-1] for column, row in zip(pivots, echelon, strict=True)}


def _solve_in_turn(setting: Setting, equations: list[Term], point: Assignment, stream: Random, work: Work) -> bool:
    """Each equation moves entries that no earlier one looks at, or others as long as the earlier ones still hold."""
    settled: set[Slot] = set()
    done: list[Term] = []
    for equation in equations:
        slots = setting.slots_in(equation)
        done.append(equation)
        if exact_value(equation, point, work) != 0:
            shuffled = stream.sample(slots, len(slots))
            free, tied = [s for s in shuffled if s not in settled], [s for s in shuffled if s in settled]
            moves = _moves(setting, _without_root(equation), free, tied, point, stream, work)
            found = next((m for m in moves if _keeps(setting, done, m, point, work)), None)
            if found is None:
                return False
            point.entries.update(found)
        settled.update(slots)
    return True


def _keeps(
    setting: Setting, equations: Sequence[Term], moved: dict[Slot, Exact], point: Assignment, work: Work
) -> bool:
    """The moved entries are allowed and the equations, the newest first, hold."""
    if not all(setting.admits(slot, value) for slot, value in moved.items()):
        return False
    candidate = placed(point, moved)
    return all(exact_value(e, candidate, work) == 0 for e in reversed(equations))


def _moves(
    setting: Setting,
    equation: Term,
    free: list[Slot],
    tied: list[Slot],
    point: Assignment,
    stream: Random,
    work: Work,
) -> Iterator[dict[Slot, Exact]]:
    """Entries for which the equation holds: those of an array scaled, one changed, several projected to a quadric."""
    for array in dict.fromkeys(a for a, _ in free):
        yield from _scaled(equation, [s for s in free if s[0] == array], point, work)
    for slot in (*free, *tied):
        roots = roots_in(point, equation, slot, work)
        yield from ({slot: value} for value in roots or ())
        if roots is None:
            yield from ({slot: value} for value in setting.values(slot)[:8])
    if len(free) > 1:
        yield from _projected(equation, free, point, stream, work)
    for array in dict.fromkeys(a for a, _ in tied):
        yield from _scaled(equation, [s for s in tied if s[0] == array], point, work)


def _scaled(equation: Term, slots: list[Slot], point: Assignment, work: Work) -> Iterator[dict[Slot, Exact]]:
    """Several entries multiplied by one positive number."""
    direction = {slot: rational(point, slot) for slot in slots}
    if len(slots) > 1 and any(direction.values()):
        for by in roots_along(equation, point, direction, work) or ():
            if by > -1:
                yield along(point, direction, by)


def _projected(
    equation: Term, slots: list[Slot], point: Assignment, stream: Random, work: Work
) -> Iterator[dict[Slot, Exact]]:
    """Where lines from known points of a quadric towards the drawn point meet it again."""
    for attempt in range(MOST_KNOWN_POINTS):
        known = _known_point(equation, slots, attempt, point, stream, work)
        if known is not None:
            towards = {slot: exact(rational(point, slot) - value) for slot, value in known.items()}
            found = coefficients(equation, placed(point, known), towards, work)
            if found is None or not found[0]:
                return
            a, b, _ = found
            if b:
                yield along(placed(point, known), towards, exact(-b / a))


def _known_point(
    equation: Term, slots: list[Slot], attempt: int, point: Assignment, stream: Random, work: Work
) -> Direction | None:
    """A point at which the equation holds: one entry solved for, the others 0, or 1, or small numbers."""
    chosen = slots[attempt % len(slots)]
    small = (0,) if attempt < 3 else (1,) if attempt == 3 else (0, 1, 1, -1, 2)
    others: dict[Slot, Exact] = {slot: stream.choice(small) for slot in slots}
    roots = roots_in(placed(point, others), equation, chosen, work)
    return {**others, chosen: stream.choice(roots)} if roots else None


def _without_root(equation: Term) -> Term:
    """c^2 u - r^2 for c sqrt(u) + r; it is 0 where that is."""
    if not isinstance(equation, Add):
        return equation
    rooted = [t for t in equation.terms if any(_is_root(f) for f in _factors(t))]
    if len(rooted) != 1:
        return equation
    outside = [f for f in _factors(rooted[0]) if not _is_root(f)]
    inside = [f.base for f in _factors(rooted[0]) if isinstance(f, Power) and _is_root(f)]
    rest = add(*(t for t in equation.terms if t is not rooted[0]))
    return add(multiply(*outside, *outside, *inside), negate(multiply(rest, rest)))


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def _is_root(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent == HALF
