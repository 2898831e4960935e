"""Refute strict convexity by a flat chord: f((a + b)/2) = (f(a) + f(b))/2 exactly, shown by the kernel's algebra.

Intervals never establish that two irrational values are equal, so the chord is put into the function as numbers and the
difference of both sides is shown to vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context, Convex, Sequent
from symbolic.kernel.terms import Entry, Size, Sum, Term, add, instantiate, multiply, number, rebuild, substitute
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.describe import describe_point, text
from symbolic.search.refutation.evaluation import evaluate
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Number
from symbolic.search.refutation.points import satisfying_point
from symbolic.verdict import Witness

LARGEST = 2
TOLERANCE = 1e-6
BEYOND = Fraction(2), Fraction(-4)
"""With a step of 1, both sides of most kinks."""
Chord: TypeAlias = tuple[Assignment, Assignment, Assignment]


def flat_chord(sequent: Sequent) -> Witness | None:
    """Two points of the set between which a strictly convex function cannot be flat, or None."""
    match sequent.judgement:
        case Convex(term=term, variables=variables, strict=True) if not sequent.context.labels:
            pass
        case _:
            return None
    for n in range(1, LARGEST + 1):
        bounds = ((name, max(low, n), high) for name, low, high in sequent.context.sizes)
        context = replace(sequent.context, sizes=tuple((name, low, low) for name, low, _ in bounds))
        for start in _starts(context, variables):
            for moved in filter(None, _directions(start, variables)):
                middle, end = _along(start, moved, Fraction(1, 2)), _along(start, moved, Fraction(1))
                points = start, middle, end
                on_the_set = all(satisfies(context, point, Work()) for point in points)
                if on_the_set and _seems_flat(unfold(term), points) and _is_flat(unfold(term), points):
                    return _described(context, unfold(term), start, middle, end, moved)
    return None


def _starts(context: Context, variables: tuple[str, ...]) -> Iterator[Assignment]:
    """A point at which the hypotheses hold; the one at which all entries are 0; and what lies beyond usual kinks."""
    found = satisfying_point(context, budget_steps=20_000)
    if found is not None and not found.functions:
        start = _filled(context, found)
        yield start
        if any(start.entries.values()):
            yield replace(start, entries=dict.fromkeys(start.entries, Fraction(0)))
        for value in BEYOND:
            moved: dict[Slot, Number] = {slot: value for slot in start.entries if slot[0] in variables}
            yield replace(start, entries=start.entries | moved)


def _seems_flat(term: Term, points: Chord) -> bool:
    """Whether the middle looks like the mean of both ends in floating point, if that can be told."""
    plan = Plans(Work()).of(term)
    try:
        start, middle, end = (plan(Look(point), ()) for point in points)
    except NO_VALUE:
        return True
    return not abs(start + end - 2 * middle) > TOLERANCE * max(abs(start), abs(middle), abs(end))


def _filled(context: Context, point: Assignment) -> Assignment:
    """The point with 0 for the entries, and 1 for the indices, that no hypothesis mentions."""
    sizes = {name: low for name, low, _ in context.sizes}
    slots = (
        (array, at)
        for array, axes in context.arrays
        for at in product(*(range(1, 1 + (sizes[a] if isinstance(a, str) else a)) for a in axes))
    )
    entries: dict[Slot, Number] = {slot: Fraction(0) for slot in slots}
    return replace(
        point, sizes=sizes, entries=entries | point.entries, indices={i: 1 for i, _ in context.indices} | point.indices
    )


def _directions(point: Assignment, variables: tuple[str, ...]) -> Iterator[frozenset[Slot]]:
    """Which entries move by 1: all, those of one array, one of them."""
    slots = [slot for slot in sorted(point.entries) if slot[0] in variables]
    yield frozenset(slots)
    for variable in variables:
        yield frozenset(slot for slot in slots if slot[0] == variable)
    for slot in slots[:6]:
        yield frozenset((slot,))


def _along(point: Assignment, moved: frozenset[Slot], by: Fraction) -> Assignment:
    entries = {s: _exact(v) + by if s in moved else v for s, v in point.entries.items()}
    return replace(point, entries=entries)


def _exact(value: object) -> Fraction:
    if not isinstance(value, int | Fraction):
        raise TypeError("a point is given by exact numbers")
    return Fraction(value)


def _is_flat(term: Term, points: Chord) -> bool:
    """Does f(start) + f(end) - 2 f(middle) vanish, with numbers for the entries?"""
    start, middle, end = (_placed(term, point) for point in points)
    try:
        algebra = Algebra(Context())
        return vanishes(algebra, algebra.normal(add(start, end, multiply(number(-2), middle))))
    except (Undefined, TooLarge, TypeError):
        return False


def _placed(term: Term, point: Assignment) -> Term:
    """`term` at the point, with its sums written out."""

    def visit(t: Term) -> Term:
        match t:
            case Entry(array=array, indices=at):
                return number(_exact(point.entries[array, tuple(i for i in at if isinstance(i, int))]))
            case Size(name=name):
                return number(point.sizes[name])
            case Sum(size=size, body=body):
                return add(*(visit(instantiate(body, n)) for n in range(1, point.sizes[size] + 1)))
        return rebuild(t, visit)

    return visit(substitute(term, dict(point.indices)))


def _described(
    context: Context, term: Term, start: Assignment, middle: Assignment, end: Assignment, moved: frozenset[Slot]
) -> Witness:
    fixed = replace(start, entries={s: v for s, v in start.entries.items() if s not in moved})
    shown = describe_point(context, fixed)
    ends = []
    for array, at in sorted(moved):
        name = f"{array}[{', '.join(map(str, at))}]" if at else array
        ends += [(f"{name} at a", str(start.entries[array, at])), (f"{name} at b", str(end.entries[array, at]))]
    value = evaluate(term, middle, bits=80)
    level = text(value) if not hasattr(value, "reason") else "the mean of both ends"
    note = "at the midpoint of a and b, against the mean of both ends: the chord is flat"
    return replace(shown, values=(*shown.values, *ends), left=level, right=level, relation="<", note=note)
