"""Kernel terms calculated as they are written: nested loops, 50 digits, one entry at a time.

This shares nothing with the compiler: no derivative table, no rewriting, no arrays. A `Derivative` node is the central
difference of its body, with a step of 1e-15 and 15 more digits for each derivative around another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import mpmath
from mpmath import mpf

from numeric_bridge.point import Trial
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

DIGITS = 50
STEP = "1e-15"
NEAR = mpf("1e-9")
"""An argument this close to a kink or jump is not told apart from it."""


class Unusable(Exception):
    """The term has no value here, or not one that can be told."""


class Undefined(Unusable):
    """A logarithm, a root or a quotient has no value."""


class Kink(Unusable):
    """The point is at a kink or a jump, or too close to one."""


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tanh": mpmath.tanh,
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
    "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
}


def nesting(term: Term) -> int:
    """How many derivatives stand one inside the other."""
    inner = max(map(nesting, term.children()), default=0)
    return inner + isinstance(term, Derivative)


def evaluate(term: Term, trial: Trial, indices: dict[str, int]) -> Any:
    """The value of a term at a trial and values of its free indices, from 1.

    Raises Unusable where it has none.
    """
    with mpmath.workdps(DIGITS + 15 * nesting(term)):
        entries = {slot: exactly(v) for slot, v in trial.entries.items()}
        return Interpreter(trial, indices, entries).value(term, ())


def exactly(value: Any) -> Any:
    """A number in the current precision."""
    return value if isinstance(value, mpf) else mpf(value.numerator) / value.denominator


@dataclass(slots=True)
class Interpreter:
    """One pass over terms at fixed values; a sub-term is calculated once for each value of its bound indices."""

    trial: Trial
    indices: dict[str, int]
    entries: dict[tuple[str, tuple[int, ...]], Any]
    smooth: bool = False  # below a derivative, where a kink has no value
    done: dict[Any, Any] = field(default_factory=dict)

    def value(self, term: Term, bound: tuple[int, ...]) -> Any:
        key = term, bound[: term.loose]
        if key not in self.done:
            self.done[key] = self._value(term, bound)
        return self.done[key]

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
        match term:
            case Rational(value=value):
                return exactly(value)
            case Size(name=name):
                return mpf(self.trial.sizes[name])
            case Entry(array=array, indices=indices):
                return self.entries[array, tuple(self.index(i, bound) for i in indices)]
            case Delta(left=left, right=right):
                return mpf(self.index(left, bound) == self.index(right, bound))
            case Bracket(relation=relation, argument=argument):
                u = self.apart(self.value(argument, bound), jump=True)
                return mpf(u > 0 if relation == ">" else u == 0)
            case Add(terms=terms):
                return mpmath.fsum(self.value(t, bound) for t in terms)
            case Mul(factors=factors):
                return mpmath.fprod([self.value(f, bound) for f in factors])
            case Power(base=base, exponent=exponent):
                return self.power(self.value(base, bound), exponent.numerator, exponent.denominator)
            case Sum(size=size, body=body):
                return mpmath.fsum(self.value(body, (n, *bound)) for n in range(1, self.trial.sizes[size] + 1))
            case Apply():
                return self.apply(term, [self.value(a, bound) for a in term.arguments])
            case Derivative():
                return self.difference(term, bound)
        raise TypeError(term)

    def apart(self, u: Any, *, jump: bool) -> Any:
        """`u`, where the sign of it is certain: a rounded 0 is not taken for a 0, nor a kink for a smooth place."""
        if abs(u) < NEAR and (self.smooth or (jump and u != 0)):
            raise Kink("at a kink or jump")
        return u

    def power(self, base: Any, top: int, bottom: int) -> Any:
        if (base == 0 and (top < 0 or (self.smooth and bottom > 1))) or (bottom > 1 and base < 0):
            raise Undefined("a power is undefined")
        return base**top if bottom == 1 else mpmath.power(mpmath.root(base, bottom), top)

    def apply(self, term: Apply, arguments: list[Any]) -> Any:
        match term.function:
            case "pi":
                return +mpmath.pi
            case "relu":
                return max(self.apart(arguments[0], jump=False), mpf(0))
            case "step":
                return mpf(self.apart(arguments[0], jump=True) > 0)
            case "log":
                if arguments[0] <= 0:
                    raise Undefined("a logarithm is undefined")
                return mpmath.log(arguments[0])
            case name if name in FUNCTIONS:
                return FUNCTIONS[name](arguments[0])
        polynomial = self.trial.functions[term.function]
        if any(term.orders):
            polynomial = polynomial.derivative(term.orders)
        return mpmath.fsum(
            exactly(c) * mpmath.fprod(u**e for u, e in zip(arguments, exponents, strict=True))
            for exponents, c in polynomial.terms
        )

    def difference(self, term: Derivative, bound: tuple[int, ...]) -> Any:
        """The central difference of the body in one entry."""
        slot = term.array, tuple(self.index(i, bound) for i in term.indices)
        here, step = self.entries[slot], mpf(STEP)
        below, above = (
            Interpreter(self.trial, self.indices, {**self.entries, slot: moved}, smooth=True).value(term.body, bound)
            for moved in (here - step, here + step)
        )
        return (above - below) / (2 * step)
