"""Entries, deltas and labels: arrays looked up at index names, positions and other arrays of indices."""

from __future__ import annotations

from collections.abc import Callable

from numeric_bridge.value import ATOM, COMPARISON, Value, aligned
from symbolic.kernel.terms import Index, Label, index_atoms


def size_of(name: str) -> str:
    """The size that an index of the compiler runs over: `K` for `K.0`."""
    return name.rpartition(".")[0]


class Indexing:
    """Source for indices. `array` gives the identifier of an array or label, `size` that of a size."""

    __slots__ = ("array", "size")

    def __init__(self, array: Callable[[str], str], size: Callable[[str], str]) -> None:
        self.array, self.size = array, size

    def entry(self, array: str, indices: tuple[Index, ...]) -> Value:
        """`array[indices]` as an array over the names in the indices; a number counts from 1 in a term."""
        text = self.array(array)
        names = [i for i in indices if isinstance(i, str)]
        labels = [i for i in indices if isinstance(i, Label)]
        in_labels = {a for i in labels for a in index_atoms(i)}
        numbers = [i for i in indices if isinstance(i, int)]
        if len(set(names)) < len(names) or in_labels & set(names) or len(labels) + bool(numbers) > 1:
            return self._everywhere(text, indices)
        if not labels and not numbers:
            return Value(text, tuple(names))
        axes: list[str] = []
        slots: list[str] = []
        for index in indices:
            at = Value(":", (index,)) if isinstance(index, str) else self.position(index)
            axes += at.axes
            slots.append(at.text)
        while slots[-1] == ":":
            slots.pop()
        return Value(f"{text}[{', '.join(slots)}]", tuple(axes))

    def _everywhere(self, text: str, indices: tuple[Index, ...]) -> Value:
        """The array at integer arrays that are broadcast against each other, one for each of its axes."""
        positions = [self.position(i) for i in indices]
        axes = tuple(dict.fromkeys(a for p in positions for a in p.axes))
        slots = ", ".join(aligned(p, axes).text for p in positions)
        return Value(f"{text}[{slots}]", axes)

    def position(self, index: Index) -> Value:
        """An index as positions from 0, over the names in it."""
        match index:
            case str():
                return Value(f"np.arange({self.size(size_of(index))})", (index,))
            case int():
                return Value(str(index - 1))
            case Label(name=name, arguments=arguments):
                return self.entry(name, arguments)
        raise TypeError(f"the index {index} is not free")

    def delta(self, left: Index, right: Index) -> Value:
        """`[left = right]` as a mask."""
        if isinstance(left, str) and isinstance(right, str):
            return Value(f"np.eye({self.size(size_of(left))}, dtype=bool)", (left, right), ATOM, True)
        one, other = self.position(left), self.position(right)
        axes = tuple(dict.fromkeys((*one.axes, *other.axes)))
        return Value(f"{aligned(one, axes).text} == {aligned(other, axes).text}", axes, COMPARISON, True)
