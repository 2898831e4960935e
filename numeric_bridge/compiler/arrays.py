"""Array expressions: what a term becomes before it is written as NumPy. Equal expressions are one node.

A node knows its shape: a size by name, a known length as a number. An axis that is only broadcast has length 1.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from symbolic.kernel.judgements import Axis

Shape = tuple[Axis, ...]
MASKS = frozenset({"compare", "and", "not", "eye", "one_hot"})
VIEWS = frozenset({"transpose", "expand"})
LEAVES = frozenset({"input", "literal", "size"})
UNARY = frozenset({"negative", "exp", "log", "log1p", "expm1", "sqrt", "abs", "sin", "cos", "tanh"})
BINARY = frozenset({"add", "subtract", "multiply", "divide", "maximum", "power"})
ENTRY_BY_ENTRY = UNARY | BINARY | {"where", "choose"}
HEADS = frozenset({"softmax", "softmax_less_one_hot"})
"""Nodes that take several statements to write."""
MADE_OF_SIZES = frozenset({"size", "literal", "multiply", "negative"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """`op` of arrays. `detail` is what else it needs: the axis of a reduction, an exponent, slots of an index."""

    op: str
    inputs: tuple[Node, ...]
    shape: Shape
    detail: Any = None

    @property
    def is_mask(self) -> bool:
        """Whether the entries are booleans, not numbers."""
        return self.op in MASKS or (self.op in VIEWS and self.inputs[0].is_mask)


@dataclass(slots=True)
class Graph:
    """Makes nodes, each once."""

    nodes: dict[tuple[Hashable, ...], Node] = field(default_factory=dict)

    def node(self, op: str, *inputs: Node, shape: Shape | None = None, detail: Hashable = None) -> Node:
        """A node; if no shape is given, that of its inputs broadcast against each other."""
        if shape is None:
            shape = broadcast(i.shape for i in inputs)
        key = (op, inputs, shape, detail)
        if key not in self.nodes:
            self.nodes[key] = Node(op, inputs, shape, detail)
        return self.nodes[key]

    def literal(self, text: str) -> Node:
        """A number as it stands in the source."""
        return self.node("literal", shape=(), detail=text)

    def reduced(self, op: str, array: Node, axis: int) -> Node:
        """The `sum` or `max` over one axis."""
        return self.node(op, array, shape=array.shape[:axis] + array.shape[axis + 1 :], detail=axis)

    def transposed(self, array: Node, order: tuple[int, ...]) -> Node:
        if order == tuple(range(len(order))):
            return array
        if array.op == "transpose" and isinstance(array.detail, tuple):
            return self.transposed(array.inputs[0], tuple(array.detail[n] for n in order))
        return self.node("transpose", array, shape=tuple(array.shape[n] for n in order), detail=order)

    def expanded(self, array: Node, slots: tuple[bool, ...]) -> Node:
        """The array with an axis of length 1 where a slot is False."""
        if all(slots):
            return array
        own = iter(array.shape)
        return self.node("expand", array, shape=tuple(next(own) if s else 1 for s in slots), detail=slots)

    def number(self, node: Node) -> Node:
        """A mask as 0.0 and 1.0."""
        return self.node("float", node) if node.is_mask else node

    def negative(self, node: Node) -> Node:
        match node.op:
            case "negative":
                return node.inputs[0]
            case "subtract":
                return self.node("subtract", *reversed(node.inputs))
        return self.node("negative", node)


def broadcast(shapes: Iterator[Shape]) -> Shape:
    """The shape of a result entry by entry."""
    found: Shape = ()
    for shape in shapes:
        longer, shorter = (found, shape) if len(found) >= len(shape) else (shape, found)
        extra = len(longer) - len(shorter)
        found = longer[:extra] + tuple(b if a == 1 else a for a, b in zip(longer[extra:], shorter, strict=True))
    return found


def walk(*roots: Node) -> Iterator[Node]:
    """Every node below the roots, each once, inputs first."""
    seen: set[Node] = set()
    stack = [(r, False) for r in reversed(roots)]
    while stack:
        node, done = stack.pop()
        if done:
            yield node
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(i, False) for i in reversed(node.inputs)]
