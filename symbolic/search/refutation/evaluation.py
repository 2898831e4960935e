"""The value of a kernel term at concrete sizes and exact values: exact, or a rigorous enclosure, or undefined.

A derivative is taken by the table where the body is smooth near the point: every argument of `relu` and of a bracket
is proved non-zero there, every radicand positive. Elsewhere `one_sided` decides whether it exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
from symbolic.search.refutation.assignment import Assignment, Environment, OutOfSteps, Slot, Work
from symbolic.search.refutation.intervals import Arithmetic, IsUndefined, NotDecided, Number, exact, sign
from symbolic.search.refutation.smooth import Polynomial

PRECISIONS = (80, 240, 700, 1600)


class Kink(NotDecided):
    """Not smooth here."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """The term has no value at the point."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The value, or whether there is one, could not be established."""

    reason: str


class Evaluator:
    """Values of terms at one point in one precision, each sub-term once.

    With `strict`, anything that is not smooth near the point raises `Kink`.
    """

    __slots__ = ("arithmetic", "assignment", "memo", "smooth", "strict", "work")

    def __init__(self, assignment: Assignment, arithmetic: Arithmetic, work: Work, *, strict: bool = False) -> None:
        self.assignment, self.arithmetic, self.work, self.strict = assignment, arithmetic, work, strict
        self.memo: dict[Any, Number] = {}
        self.smooth: Evaluator | None = None  # a strict one does not hold itself: only gc could free it then

    def value(self, term: Term, environment: Environment = ()) -> Number:
        """The value; raises `IsUndefined` or `NotDecided`."""
        rule = RULES[type(term)]
        if type(term) in LEAVES:
            return rule(self, term, environment)
        key = (term, environment[: term.loose]) if term.loose else term
        found = self.memo.get(key)
        if found is None:
            self.work.step()
            found = self.memo[key] = rule(self, term, environment)
        return found

    def index(self, index: Index, environment: Environment) -> int:
        match index:
            case int():
                return index
            case Bound(level=level):
                return environment[level]
            case str() if index in self.assignment.indices:
                return self.assignment.indices[index]
            case Label(name=name, arguments=arguments):
                chosen = self.assignment.labels.get((name, tuple(self.index(a, environment) for a in arguments)))
                if chosen is not None:
                    return chosen
        raise NotDecided(f"the index {index} has no value")

    def slot(self, term: Entry | Derivative, environment: Environment) -> Slot:
        return term.array, tuple(self.index(i, environment) for i in term.indices)

    def size(self, name: str) -> int:
        if name not in self.assignment.sizes:
            raise NotDecided(f"the size {name} has no value")
        return self.assignment.sizes[name]

    def rational(self, term: Rational, environment: Environment) -> Number:
        return exact(term.value)

    def size_as_number(self, term: Size, environment: Environment) -> Number:
        return self.size(term.name)

    def entry(self, term: Entry, environment: Environment) -> Number:
        slot = self.slot(term, environment)
        if slot not in self.assignment.entries:
            raise NotDecided(f"the entry {slot} has no value")
        return self.assignment.entries[slot]

    def delta(self, term: Delta, environment: Environment) -> Number:
        return int(self.index(term.left, environment) == self.index(term.right, environment))

    def bracket(self, term: Bracket, environment: Environment) -> Number:
        where = sign(self.value(term.argument, environment))
        if self.strict and where == 0:
            raise Kink
        return int(where > 0 if term.relation == ">" else where == 0)

    def add(self, term: Add, environment: Environment) -> Number:
        return self.arithmetic.total([self.value(t, environment) for t in term.terms])

    def multiply(self, term: Mul, environment: Environment) -> Number:
        product: Number = 1
        for factor in term.factors:
            if product == 0 and self.work.is_polynomial(factor):
                continue
            product = self.arithmetic.multiply(product, self.value(factor, environment))
        return product

    def power(self, term: Power, environment: Environment) -> Number:
        base = self.value(term.base, environment)
        if self.strict and term.exponent.denominator != 1 and sign(base) == 0 and term.exponent > 0:
            raise Kink
        return self.arithmetic.power(base, term.exponent)

    def sum(self, term: Sum, environment: Environment) -> Number:
        positions = range(1, self.size(term.size) + 1)
        return self.arithmetic.total([self.value(term.body, (n, *environment)) for n in positions])

    def apply(self, term: Apply, environment: Environment) -> Number:
        arguments = [self.value(a, environment) for a in term.arguments]
        if term.function in TABLE and not any(term.orders):
            if self.strict and term.function in ("relu", "step") and sign(arguments[0]) == 0:
                raise Kink
            return self.arithmetic.apply(term.function, arguments[0])
        if term.function == "pi":
            return self.arithmetic.pi()
        return self.opaque(term).at(arguments, self.arithmetic)

    def opaque(self, term: Apply) -> Polynomial:
        """The function that stands for an arbitrary smooth one, or the derivative of it that `term` applies."""
        function = self.assignment.functions.get(term.function)
        if function is None or function.arity != len(term.arguments):
            raise NotDecided(f"the function {term.function} is not given")
        return function.derivative(term.orders) if term.orders else function

    def derivative(self, term: Derivative, environment: Environment) -> Number:
        from symbolic.search.refutation.one_sided import derivative_at_kink

        smooth = self if self.strict else self.smooth
        if smooth is None:
            smooth = self.smooth = Evaluator(self.assignment, self.arithmetic, self.work, strict=True)
        try:
            smooth.value(term.body, environment)
        except Kink:
            if self.strict:
                raise
            return derivative_at_kink(self, term, environment)
        return smooth.value(self.work.derivative(term), environment)


LEAVES = frozenset((Rational, Size, Entry, Delta))

RULES: dict[type[Term], Callable[[Evaluator, Any, Environment], Number]] = {
    Rational: Evaluator.rational,
    Size: Evaluator.size_as_number,
    Entry: Evaluator.entry,
    Delta: Evaluator.delta,
    Bracket: Evaluator.bracket,
    Add: Evaluator.add,
    Mul: Evaluator.multiply,
    Power: Evaluator.power,
    Sum: Evaluator.sum,
    Apply: Evaluator.apply,
    Derivative: Evaluator.derivative,
}


def evaluate(term: Term, assignment: Assignment, *, bits: int | None = None) -> Number | Undefined | Unknown:
    """The value of `term` at `assignment`, in `bits` or in the first precision in which everything is decided."""
    reason = ""
    for precision in PRECISIONS if bits is None else (bits,):
        try:
            return Evaluator(assignment, Arithmetic(precision), Work()).value(term)
        except IsUndefined as undefined:
            return Undefined(str(undefined))
        except NotDecided as undecided:
            reason = str(undecided)
        except OutOfSteps:
            return Unknown("too many steps")
    return Unknown(reason)
