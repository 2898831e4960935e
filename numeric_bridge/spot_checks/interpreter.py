"""Kernel terms calculated as they are written: nested loops, one entry at a time.

This shares nothing with the compiler: no derivative table, no rewriting, no arrays. `evaluate` has 50 digits, and a
derivative there is a central difference with a step of 1e-15 and 15 more digits for each derivative around another.
`estimate` has doubles, is 10 times faster, and a derivative there is a complex step of 1e-30. At a kink the two
one-sided slopes are taken (`one_sided`), and where they agree they are the derivative.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import mpmath
from mpmath import mpf

from numeric_bridge.compiler.arithmetic import DIGITS, DOUBLES, Arithmetic
from numeric_bridge.spot_checks.point import Trial
from numeric_bridge.spot_checks.slopes import agreed_slope, central_difference, complex_step, slopes
from numeric_bridge.spot_checks.unusable import Kink, Undefined, Unusable
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Index,
    Label,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
)
from symbolic.search.refutation.assignment import Slot

PRECISION, SIDE_PRECISION = 50, 90
ROUNDED_ZERO = mpf("1e-60")
"""What is below this, of numbers of order one at 90 digits, is 0."""
NEAR = 1e-9
"""An argument this close to a kink or jump is not told apart from it."""


def nesting(term: Term) -> int:
    """How many derivatives stand one inside the other."""
    inner = max(map(nesting, term.children()), default=0)
    return inner + isinstance(term, Derivative)


def evaluate(term: Term, trial: Trial, indices: dict[str, int]) -> Any:
    """The value of a term at a trial and values of its free indices, from 1, at 50 digits.

    Raises Unusable where it has none.
    """
    depth = nesting(term)
    with mpmath.workdps(PRECISION + 15 * depth):
        try:
            return Interpreter(trial, indices, _exact_entries(trial), DIGITS, central_difference).value(term, ())
        except Kink:
            if depth != 1:
                raise
    with mpmath.workdps(SIDE_PRECISION):
        return _at_a_kink(trial, indices, agreed_slope).value(term, ())


def estimate(term: Term, trial: Trial, indices: dict[str, int]) -> float:
    """The same in doubles, off the kinks. Raises Unusable where there is none, also where doubles overflow."""
    entries = {slot: DOUBLES.number(v) for slot, v in trial.entries.items()}
    try:
        return float(Interpreter(trial, indices, entries, DOUBLES, complex_step).value(term, ()))
    except (OverflowError, ZeroDivisionError) as reason:
        raise Unusable(str(reason)) from reason


def one_sided(term: Derivative, trial: Trial, indices: dict[str, int]) -> tuple[Any, Any]:
    """The slopes of a derivative's body from below and from above, which differ at a kink.

    Raises Unusable where there are none: at a jump, at an end of the domain.
    """
    with mpmath.workdps(SIDE_PRECISION):
        return slopes(_at_a_kink(trial, indices, agreed_slope), term, ())


def _exact_entries(trial: Trial) -> dict[Slot, Any]:
    return {slot: DIGITS.number(v) for slot, v in trial.entries.items()}


def _at_a_kink(trial: Trial, indices: dict[str, int], slope: Slope) -> Interpreter:
    return Interpreter(trial, indices, _exact_entries(trial), DIGITS, slope, near=ROUNDED_ZERO, inside=True)


Slope = Callable[["Interpreter", Derivative, tuple[int, ...]], Any]


@dataclass(slots=True)
class Interpreter:
    """One pass over terms at fixed values; a sub-term is calculated once for each value of its bound indices."""

    trial: Trial
    indices: dict[str, int]
    entries: dict[Slot, Any]
    arithmetic: Arithmetic
    slope: Slope
    near: Any = NEAR
    inside: bool = False  # a zero up to `near` is a zero: the sides of a kink are looked at one by one
    smooth: bool = False  # below a derivative, where a kink has no value
    done: dict[Any, Any] = field(default_factory=dict)

    def moved(self, slot: Slot, step: Any, *, smooth: bool = False) -> Interpreter:
        """The interpreter at a point at which one entry differs by `step`."""
        entries = {**self.entries, slot: self.entries[slot] + step}
        return Interpreter(
            self.trial, self.indices, entries, self.arithmetic, self.slope, self.near, self.inside, smooth
        )

    def slot(self, term: Derivative, bound: tuple[int, ...]) -> Slot:
        """The entry by which a derivative is taken."""
        return term.array, tuple(self.index(i, bound) for i in term.indices)

    def value(self, term: Term, bound: tuple[int, ...]) -> Any:
        key = (term, bound[: term.loose]) if term.loose else term
        found = self.done.get(key)
        if found is None:
            found = self.done[key] = self._value(term, bound)
        return found

    def index(self, index: Index, bound: tuple[int, ...]) -> int:
        match index:
            case int():
                return index
            case str():
                return self.indices[index]
            case Bound(level=level):
                return bound[level]
            case Label(name=name, arguments=arguments):
                return self.trial.labels[name, tuple(self.index(a, bound) for a in arguments)]
        raise TypeError(index)

    def _value(self, term: Term, bound: tuple[int, ...]) -> Any:
        numbers = self.arithmetic
        match term:
            case Rational(value=value):
                return numbers.number(value)
            case Size(name=name):
                return numbers.number(self.trial.sizes[name])
            case Entry(array=array, indices=indices):
                return self.entries[array, tuple(self.index(i, bound) for i in indices)]
            case Delta(left=left, right=right):
                return numbers.number(int(self.index(left, bound) == self.index(right, bound)))
            case Bracket(relation=relation, argument=argument):
                u = self.apart(self.value(argument, bound), jump=True)
                return numbers.number(int(u > 0 if relation == ">" else u == 0))
            case Add(terms=terms):
                return numbers.total([self.value(t, bound) for t in terms])
            case Mul(factors=factors):
                return numbers.product([self.value(f, bound) for f in factors])
            case Power(base=base, exponent=exponent):
                return self.power(self.value(base, bound), exponent.numerator, exponent.denominator)
            case Sum(size=size, body=body):
                return numbers.total([self.value(body, (n, *bound)) for n in range(1, self.trial.sizes[size] + 1)])
            case Apply():
                return self.apply(term, [self.value(a, bound) for a in term.arguments])
            case Derivative():
                return self.slope(self, term, bound)
        raise TypeError(term)

    def apart(self, u: Any, *, jump: bool) -> Any:
        """The real part of `u`, where its sign is certain: a rounded 0 is no 0, a kink no smooth place."""
        moves = self.smooth and self.arithmetic.moves(u)
        u = self.arithmetic.real(u)
        if abs(u) >= self.near:
            return u
        if moves or (jump and u != 0 and not self.inside):
            raise Kink("at a kink or jump")
        return 0 * u if self.inside else u

    def power(self, base: Any, top: int, bottom: int) -> Any:
        real = self.arithmetic.real(base)
        if (real == 0 and (top < 0 or (self.smooth and bottom > 1))) or (bottom > 1 and real < 0):
            raise Undefined("a power is undefined")
        return base**top if bottom == 1 else self.arithmetic.root(base, bottom) ** top

    def apply(self, term: Apply, arguments: list[Any]) -> Any:
        functions = self.arithmetic.functions
        match term.function:
            case "relu":
                above = self.apart(arguments[0], jump=False) > 0
                return arguments[0] if above else self.arithmetic.number(0)
            case "step":
                return self.arithmetic.number(int(self.apart(arguments[0], jump=True) > 0))
            case "log" if self.arithmetic.real(arguments[0]) <= 0:
                raise Undefined("a logarithm is undefined")
            case name if name in functions:
                return functions[name](*arguments)
        polynomial = self.trial.functions[term.function]
        if any(term.orders):
            polynomial = polynomial.derivative(term.orders)
        return self.arithmetic.total(
            self.arithmetic.number(c)
            * self.arithmetic.product([u**e for u, e in zip(arguments, exponents, strict=True)])
            for exponents, c in polynomial.terms
        )
