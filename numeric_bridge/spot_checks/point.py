"""Values for everything that a term mentions, in which a claim is tried out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from numeric_bridge.compiler.arguments import Argument
from symbolic.kernel.judgements import Axis
from symbolic.search.refutation.assignment import Assignment, Slot
from symbolic.search.refutation.smooth import Polynomial


@dataclass(frozen=True, slots=True)
class Trial:
    """Sizes, exact entries, labels (all positions from 1) and polynomials that stand for the opaque functions."""

    sizes: dict[str, int]
    entries: dict[Slot, Any]
    labels: dict[tuple[str, tuple[int, ...]], int] = field(default_factory=dict)
    functions: dict[str, Polynomial] = field(default_factory=dict)

    @classmethod
    def of(cls, point: Assignment) -> Trial:
        return cls(point.sizes, dict(point.entries), point.labels, point.functions)

    def shape(self, axes: tuple[Axis, ...]) -> tuple[int, ...]:
        return tuple(self.sizes[a] if isinstance(a, str) else a for a in axes)

    def array(self, name: str, axes: tuple[Axis, ...]) -> Any:
        """A declared real as NumPy has it; entries without a value do not matter and are 1."""
        shape = self.shape(axes)
        values = [float(self.entries.get((name, at), 1)) for at in positions(shape)]
        return np.array(values).reshape(shape)[()]

    def label(self, name: str, axes: tuple[Axis, ...]) -> Any:
        shape = self.shape(axes)
        return np.array([self.labels.get((name, at), 1) - 1 for at in positions(shape)], dtype=int).reshape(shape)


def positions(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All positions of an array, from 1, the last axis first."""
    return list(product(*(range(1, n + 1) for n in shape)))


def values_for(arguments: tuple[Argument, ...], trial: Trial) -> list[Any]:
    """What a compiled function is called with at a trial."""
    found: list[Any] = []
    for argument in arguments:
        match argument.kind:
            case "array":
                found.append(trial.array(argument.written, argument.axes))
            case "label":
                found.append(trial.label(argument.written, argument.axes))
            case "size":
                found.append(trial.sizes[argument.written])
            case _:
                found.append(smooth(trial.functions[argument.written], argument.orders))
    return found


def smooth(polynomial: Polynomial, orders: tuple[int, ...]) -> Any:
    """A polynomial, or a derivative of it, as a function of arrays."""
    chosen = polynomial.derivative(orders) if any(orders) else polynomial

    def function(*arguments: Any) -> Any:
        total: Any = 0.0
        for exponents, coefficient in chosen.terms:
            monomial: Any = float(coefficient)
            for base, exponent in zip(arguments, exponents, strict=True):
                monomial = monomial * base**exponent
            total = total + monomial
        return total + 0.0 * sum(arguments)

    return function
