"""Lines through a drawn point, and where on them an equation of degree at most 2 holds, in rational numbers.

A quadric that has one rational point has many: a line through that point in a rational direction meets it in one more,

    q(p) = 0,  q(p + t d) = a t^2 + b t  ==>  t = -b / a.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import inf, isqrt
from typing import TypeAlias

from symbolic.kernel.terms import Add, Entry, Mul, Power, Sum, Term
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.intervals import Arithmetic, Exact, Interval, IsUndefined, NotDecided, Number, exact
from symbolic.search.refutation.mentions import mentions

QUICK = Arithmetic(80)

MOST_TERMS = 4096
"""Of so many terms their degrees are remembered."""

Direction: TypeAlias = Mapping[Slot, Exact]


def exact_value(term: Term, point: Assignment, work: Work) -> Exact | None:
    """The value, if it is known exactly."""
    try:
        value: Number = Evaluator(point, QUICK, work).value(term)
    except (IsUndefined, NotDecided):
        return None
    return None if isinstance(value, Interval) else value


def rational(point: Assignment, slot: Slot) -> Exact:
    """The value of an entry of a drawn point, which is rational."""
    value = point.entries[slot]
    if isinstance(value, Interval):
        raise TypeError(f"{slot} is not rational")
    return value


def placed(point: Assignment, entries: Mapping[Slot, Exact]) -> Assignment:
    """The point with other values for some of its entries."""
    return Assignment(point.sizes, {**point.entries, **entries}, point.indices, point.labels, point.functions)


def along(point: Assignment, direction: Direction, by: Exact) -> dict[Slot, Exact]:
    """The entries that move, at `point + by * direction`."""
    return {slot: exact(Fraction(rational(point, slot) + by * step)) for slot, step in direction.items()}


@lru_cache(maxsize=MOST_TERMS)
def degree(term: Term, arrays: frozenset[str]) -> float:
    """The degree of the term as a polynomial in the entries of the arrays; infinity if it is none."""
    match term:
        case Entry(array=array):
            return array in arrays
        case Add(terms=terms):
            return max(degree(t, arrays) for t in terms)
        case Mul(factors=factors):
            return sum(degree(f, arrays) for f in factors)
        case Power(base=base, exponent=exponent) if exponent.denominator == 1 and exponent > 0:
            return degree(base, arrays) * exponent.numerator
        case Sum(body=body):
            return degree(body, arrays)
    return inf if arrays & mentions(term).arrays else 0


def coefficients(
    equation: Term, point: Assignment, direction: Direction, work: Work
) -> tuple[Fraction, Fraction, Fraction] | None:
    """(a, b, c) if the equation is a t^2 + b t + c on the line `point + t * direction`; None if it does not look so."""
    values = []
    affine = degree(equation, frozenset(array for array, _ in direction)) <= 1
    for by in (0, 1) if affine else (0, 1, -1, 2):
        value = exact_value(equation, placed(point, along(point, direction, by)), work)
        if value is None:
            return None
        values.append(Fraction(value))
    if affine:
        return Fraction(0), values[1] - values[0], values[0]
    c, ahead, behind, beyond = values
    a, b = (ahead + behind) / 2 - c, (ahead - behind) / 2
    return (a, b, c) if 4 * a + 2 * b + c == beyond else None


def rational_roots(a: Fraction, b: Fraction, c: Fraction) -> list[Exact]:
    """The rational t with a t^2 + b t + c = 0, unless all are."""
    if a == 0:
        return [exact(-c / b)] if b else []
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    root = Fraction(isqrt(discriminant.numerator), isqrt(discriminant.denominator))
    if root * root != discriminant:
        return []
    return [exact(r) for r in sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})]


def roots_along(equation: Term, point: Assignment, direction: Direction, work: Work) -> list[Exact] | None:
    """The rational t at which the equation holds at `point + t * direction`; None if it is not quadratic there."""
    found = coefficients(equation, point, direction, work)
    return None if found is None else rational_roots(*found)


def roots_in(point: Assignment, equation: Term, slot: Slot, work: Work) -> list[Exact] | None:
    """The rational values of one entry at which the equation holds; None if it is not quadratic in it."""
    return roots_along(equation, placed(point, {slot: 0}), {slot: 1}, work)
