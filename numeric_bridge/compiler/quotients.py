"""Fractions of array expressions: numbers and small arrays are multiplied before large ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from numeric_bridge.compiler.arrays import Graph
from numeric_bridge.compiler.value import Value, common_axes, entry_by_entry


@dataclass(slots=True)
class Factors:
    """`coefficient * tops / bottoms where masks`."""

    coefficient: Fraction = Fraction(1)
    tops: list[Value] = field(default_factory=list)
    bottoms: list[Value] = field(default_factory=list)
    masks: list[Value] = field(default_factory=list)


def quotient(
    graph: Graph, coefficient: Fraction, tops: list[Value], bottoms: list[Value], preferred: tuple[str, ...] = ()
) -> Value:
    """A fraction; numbers come first, so that they are multiplied while the arrays are small."""
    axes = common_axes((*tops, *bottoms), preferred)
    above, below = (sorted(vs, key=lambda v: len(v.axes)) for vs in (tops, bottoms))
    if abs(coefficient.numerator) != 1 or not above:
        above.insert(0, number(graph, abs(coefficient.numerator)))
    if coefficient.denominator != 1:
        below.insert(0, number(graph, coefficient.denominator))
    if coefficient < 0 and below and len(below[0].axes) < len(above[0].axes):
        below[0] = Value(graph.negative(below[0].node), below[0].axes)
    elif coefficient < 0:
        above[0] = Value(graph.negative(above[0].node), above[0].axes)
    top = times(graph, above, axes)
    if not below:
        return top
    bottom = times(graph, below, tuple(a for a in axes if any(a in v.axes for v in below)))
    return entry_by_entry(graph, "divide", [top, bottom], axes)


def times(graph: Graph, values: list[Value], preferred: tuple[str, ...]) -> Value:
    """The product, the values with fewest axes first."""
    whole = values[0]
    for other in values[1:]:
        whole = entry_by_entry(graph, "multiply", [whole, other], preferred)
    return whole


def number(graph: Graph, value: int) -> Value:
    """A number without its sign; beyond what a float holds exactly, as the nearest float."""
    return Value(graph.literal(str(value) if value <= 2**53 else repr(float(value))))
