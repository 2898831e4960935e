"""Entries of an array: indices rename its dimensions, numbers select, labels gather."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from numeric_bridge.errors import BridgeError
from numeric_bridge.torch_export.value import ATOM, Dim, Value, aligned, einsum
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt
from symbolic.language.tree import Shape

if TYPE_CHECKING:
    from numeric_bridge.torch_export.writer import Writer

GATHERED = 1000


def entries(writer: Writer, array: Value, indices: Sequence[IndexLike | None], shape: Shape) -> Value:
    """`array[indices]`, with None for an axis that is kept."""
    places: dict[Dim, Dim] = {}
    chosen: dict[Dim, IndexLike] = {}
    for position, index in enumerate(indices):
        if index is None:
            places[position] = sum(i is None for i in indices[:position])
        elif isinstance(index, IndexSymbol):
            places[position] = index
        else:
            chosen[position] = index
    for number in [p for p, i in chosen.items() if isinstance(i, int) and p in array.dims]:
        array = _selected(array, number, chosen[number])
    labels = {p: i for p, i in chosen.items() if isinstance(i, LabelAt) and p in array.dims}
    # a gathered position keeps apart from those of the result, which count anew
    array = array.renamed(
        [GATHERED + d if isinstance(d, int) and d in labels else places.get(d, d) for d in array.dims]
    )
    if len(set(array.dims)) < len(array.dims):
        array = einsum([array], list(dict.fromkeys(array.dims)))
    gathered: dict[Dim, LabelAt] = {GATHERED + p: i for p, i in labels.items() if isinstance(p, int)}
    return _gathered(writer, array, gathered) if gathered else array


def _selected(array: Value, position: Dim, number: object) -> Value:
    slots = ", ".join(str(number) if d == position else ":" for d in array.dims)
    while slots.endswith(", :"):
        slots = slots.removesuffix(", :")
    return Value(f"{array.within(ATOM)}[{slots}]", tuple(d for d in array.dims if d != position))


def _gathered(writer: Writer, array: Value, labels: dict[Dim, LabelAt]) -> Value:
    """Labels as integer indices. An index that a label depends on goes along it, by `arange`."""
    inner = [a for label in labels.values() for a in label.arguments]
    if not all(isinstance(a, IndexSymbol) for a in inner):
        raise BridgeError("a label of a label has no form in PyTorch source")
    arguments = [a for a in inner if isinstance(a, IndexSymbol)]
    apart = [d for d in array.dims if d not in labels and d not in arguments]
    alone = len(labels) == 1 and not any(d in arguments for d in array.dims) and len(arguments) == 1
    if alone:
        dims = [arguments[0] if d in labels else d for d in array.dims]
        slots = [_label(writer, labels[d]).text if d in labels else ":" for d in array.dims]
        while slots[-1] == ":":
            slots.pop()
        return Value(f"{array.within(ATOM)}[{', '.join(slots)}]", tuple(dims))
    result: tuple[Dim, ...] = (*dict.fromkeys(arguments), *apart)
    slots = []
    for d in array.dims:
        here = _label(writer, labels[d]) if d in labels else _range(writer, d)
        slots.append(aligned(here, result).text)
    return Value(f"{array.within(ATOM)}[{', '.join(slots)}]", result)


def _label(writer: Writer, label: LabelAt) -> Value:
    name = writer.parameters[label.label.name]
    writer.used.add(name)
    return Value(name, tuple(a for a in label.arguments if isinstance(a, IndexSymbol)))


def _range(writer: Writer, dim: Dim) -> Value:
    if not isinstance(dim, IndexSymbol):
        raise BridgeError("an axis that is kept beside a label has no form in PyTorch source: name its index")
    writer.used.add("device")
    return Value(f"torch.arange({writer.size(dim.size)}, device=device)", (dim,))


def ranged(writer: Writer, index: IndexSymbol | LabelAt) -> Value:
    """An index or label as a tensor of its values."""
    return _label(writer, index) if isinstance(index, LabelAt) else _range(writer, index)
