"""How a wrong gradient differs from the right one, when that is simple: a factor, a transpose, a part left out.

A guess for the reader: it fits every entry at every point that was tried, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.gradient import Gradient
from numeric_bridge.own_code.formula import Target
from numeric_bridge.own_code.mutants import mutants
from numeric_bridge.spot_checks.interpreter import estimate
from numeric_bridge.spot_checks.point import Trial, positions
from numeric_bridge.spot_checks.unusable import Unusable

Array = NDArray[np.float64]
CLOSE, SINGLE = 1e-9, 1e-4
MOST_MUTANTS = 300


@dataclass(frozen=True, slots=True)
class Observation:
    """What was expected and found at one trial, in full."""

    trial: Trial
    expected: Array
    found: Array

    def fits(self, wanted: Array) -> bool:
        return wanted.shape == self.found.shape and _near(wanted, self.found, CLOSE)


def diagnosed(gradient: Target, seen: Sequence[Observation]) -> str:
    """A sentence, or nothing if no simple difference fits every observation."""
    if not seen:
        return ""
    if not all(np.isfinite(o.found).all() for o in seen):
        return "it is not finite"
    if all(_near(o.expected, o.found, SINGLE) for o in seen):
        return "it is close: single precision, or a difference quotient, where float64 and a formula are expected"
    if len(gradient.axes) == 2 and all(o.fits(o.expected.T) for o in seen):
        return "it is the transpose of the gradient"
    words = _ratio(gradient, seen) or _shifted_label(gradient, seen) or _mutant(gradient, seen)
    return words if isinstance(gradient, Gradient) else words.replace("the gradient", "the formula")


def _near(a: Array, b: Array, tolerance: float) -> bool:
    return bool(np.all(np.abs(a - b) <= tolerance * np.maximum(1.0, np.abs(a))))


def _ratio(gradient: Target, seen: Sequence[Observation]) -> str:
    """The factor that turns what is expected into what is found."""
    if all(not o.found.any() for o in seen):
        return "it is 0 everywhere"
    for words, factor in _factors(gradient):
        try:
            if all(o.fits(o.expected * factor(o.trial)) for o in seen):
                return f"it is {words}"
        except ZeroDivisionError:
            continue
    return ""


def _factors(gradient: Target) -> Iterator[tuple[str, Callable[[Trial], float]]]:
    for c in map(Fraction, ("-1", "2", "1/2", "-2", "-1/2", "4", "1/4")):
        words = " times the gradient" + (": a sign" if c == -1 else f": a factor {1 / c}")
        yield f"{c}{words}", lambda t, c=c: float(c)  # type: ignore[misc]
    for sign, mark in ((1, ""), (-1, "-")):
        for size, _, _ in gradient.context.sizes:
            times = f"{mark}{size} times the gradient: a division by {size} is missing"
            yield times, lambda t, s=size, c=sign: c * t.sizes[s]  # type: ignore[misc]
            over = f"{mark}1/{size} times the gradient: a division by {size} too many"
            yield over, lambda t, s=size, c=sign: c / t.sizes[s]  # type: ignore[misc]
        for scalar in (a for a, axes in gradient.context.arrays if not axes):
            times = f"{mark}{scalar} times the gradient"
            yield times, lambda t, a=scalar, c=sign: c * float(t.entries[a, ()])  # type: ignore[misc]
            over = f"the gradient over {mark}{scalar}"
            yield over, lambda t, a=scalar, c=sign: c / float(t.entries[a, ()])  # type: ignore[misc]


def _shifted_label(gradient: Target, seen: Sequence[Observation]) -> str:
    """Labels that were taken one too low or too high, as from data that counts from 1."""
    for (label, _, into), by in product(gradient.context.labels, (1, -1)):

        def shifted(o: Observation, label: str = label, into: str = into, by: int = by) -> Trial:
            top = o.trial.sizes[into]
            moved = {key: (k - 1 + by) % top + 1 if key[0] == label else k for key, k in o.trial.labels.items()}
            return replace(o.trial, labels=moved)

        if all(_agrees(lambda t, at: estimate(gradient.entry(at), t, {}), shifted(o), o.found) for o in seen):
            return f"it is the gradient for the labels {label} {'+' if by > 0 else '-'} 1: a class off by one"
    return ""


def _mutant(gradient: Target, seen: Sequence[Observation]) -> str:
    """A part of the stated right side that was left out or replaced."""
    if gradient.right is None:
        return ""
    for words, term in islice(mutants(gradient.right), MOST_MUTANTS):

        def entry(trial: Trial, at: tuple[int, ...], term: Any = term) -> float:
            return estimate(term, trial, dict(zip(gradient.free, at, strict=True)))

        if all(_agrees(entry, o.trial, o.found) for o in seen):
            return f"it is the gradient {words}"
    return ""


def _agrees(entry: Callable[[Trial, tuple[int, ...]], float], trial: Trial, found: Array) -> bool:
    """Whether every entry, from 1, is what was found; stops at the first that is not."""
    try:
        for at in positions(found.shape):
            wanted, value = entry(trial, at), found[tuple(p - 1 for p in at)]
            if abs(wanted - value) > CLOSE * max(1.0, abs(wanted)):
                return False
    except (Unusable, KeyError):
        return False
    return True
