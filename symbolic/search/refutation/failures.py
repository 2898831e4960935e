"""How a judgement fails at a point that satisfies the hypotheses, in one precision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from symbolic.kernel.judgements import (
    Context,
    Convex,
    Equal,
    Matrix,
    Minimizer,
    Point,
    PositiveForm,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import Derivative, Entry, Term, substitute, walk
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.hypotheses import broken_hypothesis, truth
from symbolic.search.refutation.intervals import (
    Arithmetic,
    Exact,
    Interval,
    IsUndefined,
    NotDecided,
    Number,
    exact,
    sign,
)

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point, and for some judgements more: the other end of a chord (`other`), a vector (`direction`)."""

    assignment: Assignment
    other: Assignment | None = None
    direction: tuple[Exact, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong at a counterexample: `left relation right` is claimed and does not hold (None: undefined)."""

    left: Number | None
    right: Number | None
    relation: str
    note: str = ""

    def is_plain(self) -> bool:
        """Both sides have a value."""
        return self.left is not None and self.right is not None


def failure_in(sequent: Sequent, case: Counterexample, arithmetic: Arithmetic, work: Work) -> Violation | None:
    context, judgement = sequent.context, sequent.judgement
    evaluator = Evaluator(case.assignment, arithmetic, work)
    match judgement:
        case Equal(left=left, right=right):
            return _unequal(evaluator, left, right)
        case Sign(relation=relation, term=term):
            value = evaluator.value(term)
            return None if truth(relation, value) else Violation(value, 0, relation)
        case PositiveForm(form=form, directions=directions):
            vectors = [value for (array, _), value in case.assignment.entries.items() if array in directions]
            value = evaluator.value(form)
            moves = any(not isinstance(v, Interval) and v != 0 for v in vectors)
            return Violation(value, 0, ">") if moves and not truth(">", value) else None
        case Semidefinite(matrix=matrix, strict=strict):
            return _indefinite(matrix_values(matrix, evaluator), case.direction, strict, arithmetic)
        case Convex() if case.other is not None:
            return _bent_down(context, judgement, case.assignment, case.other, evaluator)
        case Stationary(term=term, point=point):
            return _slope(context, term, point, evaluator)
        case Minimizer():
            return _lower(context, judgement, evaluator)
    return None


def _unequal(evaluator: Evaluator, left: Term, right: Term) -> Violation | None:
    here = evaluator.value(left)
    try:
        there = evaluator.value(right)
    except IsUndefined as undefined:
        return Violation(here, None, "==", f"the right side is undefined here: {undefined}")
    return Violation(here, there, "==") if sign(evaluator.arithmetic.subtract(here, there)) else None


def matrix_values(matrix: Matrix, evaluator: Evaluator) -> list[list[Number]]:
    """The entries of a matrix at a point."""
    if not isinstance(matrix.entry, Term):
        return [[evaluator.value(entry) for entry in row] for row in matrix.entry]
    entry, size = matrix.entry, range(1, evaluator.size(matrix.size) + 1)
    return [[evaluator.value(substitute(entry, {matrix.row: r, matrix.column: c})) for c in size] for r in size]


def _indefinite(
    values: list[list[Number]], direction: tuple[Exact, ...], strict: bool, arithmetic: Arithmetic
) -> Violation | None:
    """Not symmetric (without a direction), or v.Mv < 0 along it."""
    if not direction:
        for r, row in enumerate(values):
            for c in range(r):
                if sign(arithmetic.subtract(row[c], values[c][r])) != 0:
                    return Violation(row[c], values[c][r], "==", f"not symmetric: entries [{r + 1}, {c + 1}]")
        return None
    if len(direction) != len(values) or not any(direction):
        return None
    times, total = arithmetic.multiply, arithmetic.total
    image = [total(times(v, entry) for v, entry in zip(direction, row, strict=True)) for row in values]
    form = total(times(u, row) for u, row in zip(direction, image, strict=True))
    relation = ">" if strict else ">="
    return None if truth(relation, form) else Violation(form, 0, relation, "v.Mv")


def midpoint(a: Assignment, b: Assignment) -> Assignment:
    """Half way between two points that differ in rational entries only."""
    entries: dict[Slot, Number] = {}
    for slot, value in a.entries.items():
        other = b.entries[slot]
        if isinstance(value, Interval) or isinstance(other, Interval):
            raise NotDecided("the midpoint of enclosures")
        entries[slot] = exact(Fraction(value + other) / 2)
    return replace(a, entries=entries)


def _bent_down(
    context: Context, judgement: Convex, a: Assignment, b: Assignment, evaluator: Evaluator
) -> Violation | None:
    arithmetic, work = evaluator.arithmetic, evaluator.work
    shared = replace(b, entries=a.entries) == a and a.entries.keys() == b.entries.keys()
    moved = {array for (array, at), value in a.entries.items() if b.entries.get((array, at)) != value}
    if not shared or not moved or not moved <= set(judgement.variables):
        return None
    at_b, at_middle = Evaluator(b, arithmetic, work), Evaluator(midpoint(a, b), arithmetic, work)
    values = evaluator.value(judgement.term), at_b.value(judgement.term)
    if broken_hypothesis(context, b, at_b) is not None:
        return None
    relation, chord = "<" if judgement.strict else "<=", arithmetic.multiply(HALF, arithmetic.total(values))
    broken = broken_hypothesis(context, at_middle.assignment, at_middle)
    if broken is not None:
        return Violation(None, chord, relation, f"the set is not convex: the midpoint of a and b violates {broken}")
    try:
        middle = at_middle.value(judgement.term)
    except IsUndefined as undefined:
        return Violation(None, chord, relation, f"undefined at the midpoint of a and b: {undefined}")
    excess = arithmetic.subtract(middle, chord)
    false = sign(excess) >= 0 if judgement.strict else sign(excess) > 0
    note = "at the midpoint of a and b, against the mean of both ends"
    return Violation(middle, chord, relation, note) if false else None


def at_point(context: Context, point: Point, evaluator: Evaluator) -> Evaluator | None:
    """The evaluator moved to the claimed point; None if the hypotheses fail there or it refers to itself."""
    shapes, sizes = dict(context.arrays), evaluator.assignment.sizes
    arrays = {array for array, _, _ in point}
    entries = dict(evaluator.assignment.entries)
    for array, names, term in point:
        if any(isinstance(t, Entry) and t.array in arrays for t in walk(term)):
            return None
        axes = shapes.get(array, ())
        for position in product(*(range(1, (sizes[a] if isinstance(a, str) else a) + 1) for a in axes)):
            entries[array, position] = evaluator.value(substitute(term, dict(zip(names, position, strict=True))))
    moved = Evaluator(replace(evaluator.assignment, entries=entries), evaluator.arithmetic, evaluator.work)
    return moved if broken_hypothesis(context, moved.assignment, moved) is None else None


def _slope(context: Context, term: Term, point: Point, evaluator: Evaluator) -> Violation | None:
    moved = at_point(context, point, evaluator)
    if moved is None:
        return None
    moved.value(term)
    arrays, undecided = {array for array, _, _ in point}, None
    for array, position in sorted(moved.assignment.entries):
        if array in arrays:
            name = array + (f"[{', '.join(map(str, position))}]" if position else "")
            try:
                slope = moved.value(Derivative(term, array, position))
            except IsUndefined as undefined:
                return Violation(None, 0, "==", f"the derivative by {name} does not exist: {undefined}")
            except NotDecided as reason:
                undecided = reason
                continue
            try:
                if sign(slope) != 0:
                    return Violation(slope, 0, "==", f"the derivative by {name}")
            except NotDecided as reason:
                undecided = reason
    if undecided is not None:
        raise undecided
    return None


def _lower(context: Context, judgement: Minimizer, evaluator: Evaluator) -> Violation | None:
    moved = at_point(context, judgement.point, evaluator)
    if moved is None:
        return None
    here, there = moved.value(judgement.term), evaluator.value(judgement.term)
    where = sign(evaluator.arithmetic.subtract(here, there))
    if where > 0:
        return Violation(here, there, "<=", "at the claimed minimiser, against the value at these values")
    if where == 0 and judgement.unique:
        for slot, value in evaluator.assignment.entries.items():
            if sign(evaluator.arithmetic.subtract(value, moved.assignment.entries[slot])) != 0:
                return Violation(here, there, "<", "the minimiser is not unique")
    return None
