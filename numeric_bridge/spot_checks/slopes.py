"""Derivatives that know nothing of derivative tables: differences and steps of the interpreter in one entry.

The central difference has a step of 1e-15 at 65 digits, the complex step 1e-30 in doubles, a one-sided slope 1e-30 at
90 digits: what they leave out is far below 1e-11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mpmath import mpf

from numeric_bridge.spot_checks.unusable import Kink, Unusable
from symbolic.kernel.terms import Derivative

if TYPE_CHECKING:
    from numeric_bridge.spot_checks.interpreter import Interpreter

CENTRAL_STEP, COMPLEX_STEP, SIDE_STEP = mpf("1e-15"), 1e-30, mpf("1e-30")
SAME_SLOPE = mpf("1e-12")


def central_difference(at: Interpreter, term: Derivative, bound: tuple[int, ...]) -> Any:
    """(f(x + h) - f(x - h)) / 2h of the body in one entry."""
    slot = at.slot(term, bound)
    below, above = (at.moved(slot, h, smooth=True).value(term.body, bound) for h in (-CENTRAL_STEP, CENTRAL_STEP))
    return (above - below) / (2 * CENTRAL_STEP)


def complex_step(at: Interpreter, term: Derivative, bound: tuple[int, ...]) -> Any:
    """Im f(x + ih) / h of the body in one entry: no digits cancel. One step cannot stand inside another."""
    if at.smooth:
        raise Unusable("a derivative inside a derivative")
    found = at.moved(at.slot(term, bound), complex(0, COMPLEX_STEP), smooth=True).value(term.body, bound)
    return found.imag / COMPLEX_STEP


def slopes(at: Interpreter, term: Derivative, bound: tuple[int, ...]) -> tuple[Any, Any]:
    """(f(x - h) - f(x)) / -h and (f(x + h) - f(x)) / h, where a quarter of the step does not change them."""
    slot = at.slot(term, bound)
    here = at.moved(slot, mpf(0), smooth=at.smooth).value(term.body, bound)

    def slope(step: Any) -> Any:
        return (at.moved(slot, step, smooth=at.smooth).value(term.body, bound) - here) / step

    found = []
    for side in (-SIDE_STEP, SIDE_STEP):
        near = slope(side / 4)
        if abs(slope(side) - near) > SAME_SLOPE * (1 + abs(near)):
            raise Kink("there is no slope on one side")
        found.append(near)
    return found[0], found[1]


def agreed_slope(at: Interpreter, term: Derivative, bound: tuple[int, ...]) -> Any:
    """The derivative at a point that may be a kink: both one-sided slopes, which are one there."""
    below, above = slopes(at, term, bound)
    if abs(below - above) > SAME_SLOPE * (1 + abs(above)):
        raise Kink("the slopes from below and above differ")
    return above
