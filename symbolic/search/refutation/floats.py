"""Terms in floating point, for a first look only: each is made into nested functions once, its values are kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from typing import TypeAlias

from symbolic.kernel.derivative import TABLE
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
from symbolic.search.refutation.assignment import Assignment, Environment, Slot, Work
from symbolic.search.refutation.intervals import approximate

TINY = 1e-9


class Unclear(Exception):
    """Floating point cannot tell: the point is close to a kink, or outside of a domain."""


NO_VALUE = (Unclear, ArithmeticError, ValueError, KeyError, IndexError)
"""What the functions of a plan raise where they cannot tell."""


@dataclass(slots=True)
class Look:
    """A point with floats for its entries, and the values of terms that are known there."""

    point: Assignment
    entries: dict[Slot, float] = field(init=False)
    known: dict[tuple[object, ...], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entries = {slot: approximate(value) for slot, value in self.point.entries.items()}

    def moved(self, entries: dict[Slot, float]) -> Look:
        """The point with other values for some of its entries."""
        other = copy(self)
        other.entries, other.known = {**self.entries, **entries}, {}
        return other


Plan: TypeAlias = Callable[[Look, Environment], float]
Position: TypeAlias = Callable[[Look, Environment], int]


class Plans:
    """How to compute the terms of one search."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.made: dict[tuple[Term, bool], Plan] = {}

    def of(self, term: Term, strict: bool = False) -> Plan:
        """How to compute the term; with `strict`, only where it is smooth."""
        key = term, strict
        if key not in self.made:
            made = self._made(term, strict)
            self.made[key] = made if isinstance(term, Rational | Size | Entry | Delta) else _kept(made, key)
        return self.made[key]

    def value(self, term: Term, look: Look) -> float:
        """The value at a point, finite, and paid for like an exact one. Raises one of `NO_VALUE`."""
        before = len(look.known)
        found = self.of(term)(look, ())
        for _ in range(len(look.known) - before):
            self.work.step()
        if not math.isfinite(found):
            raise Unclear
        return found

    def _made(self, term: Term, strict: bool) -> Plan:
        match term:
            case Rational(value=value):
                number = float(value)
                return lambda look, around: number
            case Size(name=name):
                return lambda look, around: float(look.point.sizes[name])
            case Entry(array=array, indices=indices):
                at = tuple(map(_position, indices))
                return lambda look, around: look.entries[array, tuple([i(look, around) for i in at])]
            case Delta(left=left, right=right):
                one, other = _position(left), _position(right)
                return lambda look, around: float(one(look, around) == other(look, around))
            case Bracket(relation=relation, argument=argument):
                return _bracket(relation, self.of(argument, strict), strict)
            case Add(terms=terms):
                parts = [self.of(t, strict) for t in terms]
                return lambda look, around: sum([part(look, around) for part in parts])
            case Mul(factors=factors):
                parts = [self.of(t, strict) for t in factors]
                return lambda look, around: math.prod([part(look, around) for part in parts])
            case Power(base=base, exponent=exponent):
                return _power(self.of(base, strict), float(exponent), exponent.denominator > 1, strict)
            case Sum(size=size, body=body):
                inner = self.of(body, strict)
                return lambda look, around: sum(
                    [inner(look, (n, *around)) for n in range(1, look.point.sizes[size] + 1)]
                )
            case Derivative(body=body):
                smooth, slope = self.of(body, True), self.of(self.work.derivative(term), True)
                return lambda look, around: (smooth(look, around), slope(look, around))[1]
            case Apply(function=function, arguments=arguments, orders=orders):
                return _applied(function, orders, [self.of(a, strict) for a in arguments], strict)
        raise TypeError(f"not a term: {type(term).__name__}")


def _kept(plan: Plan, key: tuple[Term, bool]) -> Plan:
    """`plan`, carried out once for each value of the bound indices that the term depends on."""
    depth = key[0].loose

    def kept(look: Look, around: Environment) -> float:
        here = (*key, around[:depth])
        value = look.known.get(here)
        if value is None:
            value = look.known[here] = plan(look, around)
        return value

    return kept


def _position(index: Index) -> Position:
    match index:
        case int():
            return lambda look, around: index
        case Bound(level=level):
            return lambda look, around: around[level]
        case Label(name=name, arguments=arguments):
            parts = tuple(map(_position, arguments))
            return lambda look, around: look.point.labels[name, tuple([p(look, around) for p in parts])]
    return lambda look, around: look.point.indices[index]


def _bracket(relation: str, argument: Plan, strict: bool) -> Plan:
    def value(look: Look, around: Environment) -> float:
        where = argument(look, around)
        if abs(where) < TINY and (strict or where):
            raise Unclear
        return float(where > 0 if relation == ">" else where == 0)

    return value


def _power(base: Plan, exponent: float, fractional: bool, strict: bool) -> Plan:
    def value(look: Look, around: Environment) -> float:
        inside = base(look, around)
        close = abs(inside) < TINY and (exponent < 0 or (fractional and strict))
        if close or (fractional and inside < 0):
            raise Unclear
        return float(inside**exponent)

    return value


def _relu(strict: bool) -> Callable[[float], float]:
    def relu(u: float) -> float:
        if strict and abs(u) < TINY:
            raise Unclear
        return max(u, 0.0)

    return relu


def _step(u: float) -> float:
    if abs(u) < TINY:
        raise Unclear
    return float(u > 0)


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "exp": math.exp,
    "log": math.log,
    "sigmoid": lambda u: 1 / (1 + math.exp(-u)),
    "tanh": math.tanh,
    "softplus": lambda u: math.log1p(math.exp(u)),
    "sin": math.sin,
    "cos": math.cos,
    "step": _step,
}


def _applied(function: str, orders: tuple[int, ...], arguments: list[Plan], strict: bool) -> Plan:
    if function in TABLE and not any(orders):
        [argument] = arguments
        f = _relu(strict) if function == "relu" else FUNCTIONS[function]
        return lambda look, around: f(argument(look, around))
    if function == "pi":
        return lambda look, around: math.pi

    def opaque(look: Look, around: Environment) -> float:
        smooth = look.point.functions[function]
        at = [a(look, around) for a in arguments]
        terms = (smooth.derivative(orders) if orders else smooth).terms
        return sum(float(c) * math.prod([u**e for u, e in zip(at, exponents, strict=True)]) for exponents, c in terms)

    return opaque
