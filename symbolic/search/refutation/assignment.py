"""A point: what every name of a context stands for; and the budget of work on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from symbolic.kernel.derivative import TABLE, unfold
from symbolic.kernel.terms import Apply, Bracket, Derivative, Power, Term
from symbolic.search.refutation.intervals import Number
from symbolic.search.refutation.smooth import Polynomial

Slot: TypeAlias = tuple[str, tuple[int, ...]]
"""One scalar, or one entry of an array: its name and its position, from 1."""

Environment: TypeAlias = tuple[int, ...]
"""The values of the bound indices, innermost first."""


class OutOfSteps(Exception):
    """The budget is used up."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A point: what every name stands for. Indices and positions count from 1."""

    sizes: dict[str, int] = field(default_factory=dict)
    entries: dict[Slot, Number] = field(default_factory=dict)
    indices: dict[str, int] = field(default_factory=dict)
    labels: dict[tuple[str, tuple[int, ...]], int] = field(default_factory=dict)
    functions: dict[str, Polynomial] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    """A budget of evaluation steps, and the derivatives that were unfolded on the way."""

    steps: int = 1_000_000
    unfolded: dict[Term, Term] = field(default_factory=dict)
    total: dict[Term, bool] = field(default_factory=dict)

    def spare(self, steps: int) -> Work:
        """Another budget for the same search."""
        return Work(steps, self.unfolded, self.total)

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise OutOfSteps

    def derivative(self, term: Derivative) -> Term:
        if term not in self.unfolded:
            self.unfolded[term] = unfold(term)
        return self.unfolded[term]

    def is_polynomial(self, term: Term) -> bool:
        """No operation that may be undefined or not smooth occurs: 0 times it is 0 without a look."""
        if term not in self.total:
            match term:
                case Derivative() | Bracket():
                    here = False
                case Apply(function=function):
                    here = function in TABLE and function not in ("log", "relu", "step")
                case Power(exponent=exponent):
                    here = exponent.denominator == 1 and exponent >= 0
                case _:
                    here = True
            self.total[term] = here and all(map(self.is_polynomial, term.children()))
        return self.total[term]
