"""The arguments of a compiled function: what they are called, what shape they need, and the check that they have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric_bridge.errors import BridgeError
from symbolic.kernel.judgements import Axis


@dataclass(frozen=True, slots=True)
class Argument:
    """One parameter. `kind` is `array` (of reals; a scalar has no axes), `label`, `function` or `size`.

    A label holds positions from 0 on the axis `into`. `written` is the name in the mathematics, and `orders` are those
    of the derivative of an opaque function.
    """

    name: str
    kind: str
    written: str
    axes: tuple[Axis, ...] = ()
    into: str = ""
    orders: tuple[int, ...] = ()

    def __str__(self) -> str:
        shape = f"({', '.join(map(str, self.axes))}{',' if len(self.axes) == 1 else ''})" if self.axes else "a number"
        match self.kind:
            case "label" if not self.axes:
                return f"{self.name}: an integer from 0, below {self.into}"
            case "label":
                return f"{self.name}: {shape} integers from 0, below {self.into}"
            case "function":
                return f"{self.name}: a function of arrays"
            case "size":
                return f"{self.name}: an integer"
        return f"{self.name}: {shape}"


Bounds = tuple[tuple[str, int, int | None], ...]
FLOAT, INTEGER = np.dtype(np.float64), np.dtype(np.int64)


@dataclass(frozen=True, slots=True)
class Seen:
    """Types and shapes that were found to fit, so that only what values decide is left to check.

    `labels` are positions of labels with the length of their axis, `numbers` positions of Python floats.
    """

    labels: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]

    def fitting(self, given: Sequence[Any]) -> Sequence[Any] | None:
        """The arguments, if they fit as they are."""
        for position, top in self.labels:
            if np.maximum.reduce(given[position].view(np.uint64)) >= top:  # a negative label is a large number here
                return None
        if self.numbers:
            return [np.float64(v) if n in self.numbers else v for n, v in enumerate(given)]
        return given


def signature(given: Sequence[Any]) -> tuple[Any, ...]:
    """All that a call is checked for except the values of labels."""
    return tuple([(v.dtype, v.shape) if type(v) is np.ndarray else type(v) for v in given])


def recognised(arguments: Sequence[Argument], given: Sequence[Any]) -> Seen | None:
    """How to check such arguments, which do fit, from now on; None if they need to be converted each time."""
    lengths = {a: n for g, v in zip(arguments, given, strict=True) for a, n in zip(g.axes, np.shape(v), strict=True)}
    labels, numbers = [], []
    for n, (argument, value) in enumerate(zip(arguments, given, strict=True)):
        wanted = INTEGER if argument.kind == "label" else FLOAT
        if type(value) is np.ndarray and value.ndim and value.size and value.dtype == wanted:
            if argument.kind == "label" and lengths.get(argument.into):
                labels.append((n, lengths[argument.into]))
            elif argument.kind == "label":
                return None
        elif type(value) is float and argument.kind == "array":
            numbers.append(n)
        else:
            return None
    return Seen(tuple(labels), tuple(numbers))


def prepared(arguments: Sequence[Argument], given: Sequence[Any], sizes: Bounds) -> Any:
    """The arguments as float64 and integer arrays, every size read once and checked wherever it occurs.

    Raises BridgeError with the argument, the axis, the expected and the found length.
    """
    lengths: dict[str, tuple[int, str]] = {}
    values = [_value(a, v, lengths) for a, v in zip(arguments, given, strict=True)]
    for name, low, high in sizes:
        found, where = lengths.get(name, (low, ""))
        if found == 0 and low <= 1:
            continue  # an empty sum is 0
        if found < low or (high is not None and found > high):
            bounds = f"at least {low}" if high is None else f"from {low} to {high}"
            raise BridgeError(f"{name} is {bounds}; {where} gives {found}")
    for argument, value in zip(arguments, values, strict=True):
        if argument.kind == "label" and value.size and argument.into in lengths:
            top = lengths[argument.into][0]
            if value.min() < 0 or value.max() >= top:
                raise BridgeError(
                    f"{argument.name}: labels count from 0 and are below {argument.into} = {top}; "
                    f"found {value.min()} to {value.max()}"
                )
    return values


def _value(argument: Argument, given: Any, lengths: dict[str, tuple[int, str]]) -> Any:
    match argument.kind:
        case "function":
            if not callable(given):
                raise BridgeError(f"{argument.name}: expected a function, found {given!r}")
            return given
        case "size":
            if not isinstance(given, int | np.integer) or isinstance(given, bool):
                raise BridgeError(f"{argument.name}: expected an integer, found {given!r}")
            _measure(argument.name, int(given), argument.name, lengths)
            return int(given)
    array = np.asarray(given)
    if array.dtype.kind not in ("iu" if argument.kind == "label" else "iubf"):
        wanted = "integers" if argument.kind == "label" else "real numbers"
        raise BridgeError(f"{argument.name}: expected {wanted}, found dtype {array.dtype}")
    if array.ndim != len(argument.axes):
        raise BridgeError(f"{argument}: expected {len(argument.axes)} axes, found shape {array.shape}")
    for n, (axis, length) in enumerate(zip(argument.axes, array.shape, strict=True), 1):
        if isinstance(axis, str):
            _measure(axis, length, f"axis {n} of {argument.name}", lengths)
        elif axis != length:
            raise BridgeError(f"{argument.name}: axis {n} has length {axis}, found {length}")
    return array if argument.kind == "label" else np.asarray(array, dtype=np.float64)[()]


def _measure(size: str, length: int, where: str, lengths: dict[str, tuple[int, str]]) -> None:
    known, first = lengths.setdefault(size, (length, where))
    if known != length:
        raise BridgeError(f"{where}: expected {size} = {known} (from {first}), found {length}")
