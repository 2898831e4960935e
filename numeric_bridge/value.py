"""A piece of generated source that knows which index each of its axes belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(6)
"""How tightly a piece of source holds together, loosest first."""


@dataclass(frozen=True, slots=True)
class Value:
    """`text` evaluates to an array with one axis for each index name in `axes`, to a number if there is none."""

    text: str
    axes: tuple[str, ...] = ()
    strength: int = ATOM
    is_mask: bool = False  # of booleans, not of numbers

    def at(self, strength: int) -> str:
        """The text, in brackets if it holds together less tightly than it must."""
        return self.text if self.strength >= strength else f"({self.text})"

    def renamed(self, names: dict[str, str]) -> Value:
        return replace(self, axes=tuple(names.get(a, a) for a in self.axes))

    def as_number(self) -> Value:
        """A mask as 0.0 and 1.0."""
        if not self.is_mask:
            return self
        if identity := re.fullmatch(r"np\.eye\((\w+), dtype=bool\)", self.text):
            return Value(f"np.eye({identity[1]})", self.axes)
        return Value(f"1.0 * {self.at(ATOM)}", self.axes, PRODUCT)


def common_axes(values: Iterable[Value], preferred: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The axes of a result of all values entry by entry: those of the value with most axes, then the others."""
    ordered = sorted(values, key=lambda v: -len(v.axes))
    found = tuple(dict.fromkeys(axis for v in ordered for axis in v.axes))
    return preferred if set(preferred) == set(found) else found


def transposed(value: Value, axes: tuple[str, ...]) -> Value:
    """The same entries with the axes in another order."""
    if value.axes == axes:
        return value
    order = [value.axes.index(a) for a in axes]
    text = f"{value.at(ATOM)}.T" if order == [1, 0] else f"{value.at(ATOM)}.transpose({', '.join(map(str, order))})"
    return Value(text, axes, ATOM, value.is_mask)


def aligned(value: Value, axes: tuple[str, ...]) -> Value:
    """The value ready to be broadcast against arrays with these axes, among which are its own."""
    own = tuple(a for a in axes if a in value.axes)
    value = transposed(value, own)
    if not own:
        return value
    slots = [":" if a in own else "None" for a in axes[axes.index(own[0]) :]]
    if "None" not in slots:
        return value
    while slots[-1] == ":":  # trailing axes need not be written
        slots.pop()
    return Value(f"{value.at(ATOM)}[{', '.join(slots)}]", value.axes, ATOM, value.is_mask)
