"""An array expression that knows which index each of its axes belongs to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from numeric_bridge.compiler.arrays import Graph, Node


@dataclass(frozen=True, slots=True)
class Value:
    """`node` has one axis for each index name in `axes`; it is a number if there is none."""

    node: Node
    axes: tuple[str, ...] = ()

    def renamed(self, names: dict[str, str]) -> Value:
        return Value(self.node, tuple(names.get(a, a) for a in self.axes))


def common_axes(values: Iterable[Value], preferred: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The axes of a result of all values entry by entry: those of the value with most axes, then the others."""
    ordered = sorted(values, key=lambda v: -len(v.axes))
    found = tuple(dict.fromkeys(axis for v in ordered for axis in v.axes))
    return preferred if set(preferred) == set(found) else found


def transposed(graph: Graph, value: Value, axes: tuple[str, ...]) -> Value:
    """The same entries with the axes in another order."""
    return Value(graph.transposed(value.node, tuple(value.axes.index(a) for a in axes)), axes)


def aligned(graph: Graph, value: Value, axes: tuple[str, ...]) -> Node:
    """The node ready to be broadcast against arrays with these axes, among which are its own."""
    own = tuple(a for a in axes if a in value.axes)
    if not own:
        return value.node
    node = transposed(graph, value, own).node
    return graph.expanded(node, tuple(a in own for a in axes[axes.index(own[0]) :]))


def entry_by_entry(
    graph: Graph, op: str, values: list[Value], preferred: tuple[str, ...] = (), detail: Hashable = None
) -> Value:
    """`op` of numbers or masks, over all their axes."""
    axes = common_axes(values, preferred)
    return Value(graph.node(op, *(aligned(graph, v, axes) for v in values), detail=detail), axes)


def as_number(graph: Graph, value: Value) -> Value:
    return Value(graph.number(value.node), value.axes)
