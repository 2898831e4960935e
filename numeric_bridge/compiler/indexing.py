"""Entries, deltas and labels: arrays looked up at index names, positions and other arrays of indices."""

from __future__ import annotations

from numeric_bridge.compiler.arrays import Graph, Node, Shape
from numeric_bridge.compiler.value import Value, aligned
from symbolic.kernel.terms import Index, Label, index_atoms


def size_of(name: str) -> str:
    """The size that an index of the compiler runs over: `K` for `K.0`."""
    return name.rpartition(".")[0]


class Indexing:
    """Array expressions for indices. `arrays` holds the arrays and labels by name."""

    __slots__ = ("arrays", "graph")

    def __init__(self, graph: Graph, arrays: dict[str, Node]) -> None:
        self.graph, self.arrays = graph, arrays

    def entry(self, array: str, indices: tuple[Index, ...]) -> Value:
        """`array[indices]` as an array over the names in the indices; a number counts from 1 in a term."""
        node = self.arrays[array]
        names = [i for i in indices if isinstance(i, str)]
        labels = [i for i in indices if isinstance(i, Label)]
        in_labels = {a for i in labels for a in index_atoms(i)}
        numbers = [i for i in indices if isinstance(i, int)]
        if len(set(names)) < len(names) or in_labels & set(names) or len(labels) + bool(numbers) > 1:
            return self._everywhere(node, indices)
        if not labels and not numbers:
            return Value(node, tuple(names))
        axes: list[str] = []
        shape: Shape = ()
        slots: list[str] = []
        positions: list[Node] = []
        for index, length in zip(indices, node.shape, strict=True):
            if isinstance(index, str):
                axes.append(index)
                shape += (length,)
                slots.append(":")
                continue
            at = self.position(index)
            axes += at.axes
            shape += at.node.shape
            positions.append(at.node)
            slots.append("@")
        return Value(self.graph.node("take", node, *positions, shape=shape, detail=tuple(slots)), tuple(axes))

    def _everywhere(self, node: Node, indices: tuple[Index, ...]) -> Value:
        """The array at integer arrays that are broadcast against each other, one for each of its axes."""
        positions = [self.position(i) for i in indices]
        axes = tuple(dict.fromkeys(a for p in positions for a in p.axes))
        places = [aligned(self.graph, p, axes) for p in positions]
        shape = self.graph.node("together", *places).shape
        return Value(self.graph.node("take", node, *places, shape=shape, detail=("@",) * len(places)), axes)

    def position(self, index: Index) -> Value:
        """An index as positions from 0, over the names in it."""
        match index:
            case str():
                return Value(self.graph.node("arange", shape=(size_of(index),)), (index,))
            case int():
                return Value(self.graph.literal(str(index - 1)))
            case Label(name=name, arguments=arguments):
                return self.entry(name, arguments)
        raise TypeError(f"the index {index} is not free")

    def delta(self, left: Index, right: Index) -> Value:
        """`[left = right]` as a mask."""
        if isinstance(left, str) and isinstance(right, str):
            size = size_of(left)
            return Value(self.graph.node("eye", shape=(size, size)), (left, right))
        for index, other in ((left, right), (right, left)):
            if isinstance(index, str) and isinstance(other, Label) and index not in index_atoms(other):
                label = self.position(other)
                shape = (*label.node.shape, size_of(index))
                return Value(self.graph.node("one_hot", label.node, shape=shape), (*label.axes, index))
        places = [self.position(left), self.position(right)]
        axes = tuple(dict.fromkeys(a for p in places for a in p.axes))
        sides = (aligned(self.graph, p, axes) for p in places)
        return Value(self.graph.node("compare", *sides, detail="=="), axes)
