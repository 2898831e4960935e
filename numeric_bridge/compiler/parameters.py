"""The parameters of a generated function, and the names of its free indices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from numeric_bridge.compiler.arguments import Argument
from numeric_bridge.compiler.functions import NAMED
from numeric_bridge.compiler.largest import indices_of
from numeric_bridge.compiler.names import Names
from numeric_bridge.compiler.reading import Reading
from symbolic.kernel.derivative import TABLE
from symbolic.kernel.judgements import Axis
from symbolic.kernel.terms import Apply, Entry, Label, Size, Sum, Term

Functions = dict[tuple[str, tuple[int, ...]], str]


def own_names(reading: Reading) -> dict[str, str]:
    """The compiler's names of the free indices, `size.number`."""
    numbers: Counter[str] = Counter()
    own: dict[str, str] = {}
    sizes = dict(reading.context.indices)
    for index in dict.fromkeys((*(n for n, a in reading.axes if isinstance(a, str)), *sizes)):
        own[index] = f"{sizes[index]}.{numbers[sizes[index]]}"
        numbers[sizes[index]] += 1
    return own


def parameters(
    reading: Reading, everything: list[Term], names: Names
) -> tuple[tuple[Argument, ...], dict[str, str], Functions]:
    """The parameters of the function, the identifiers of arrays, labels and sizes, and those of opaque functions."""
    used = {t.array for t in everything if isinstance(t, Entry)}
    labels = {name for t in everything for i in indices_of(t) for name in _labels_in(i)}
    arguments: list[Argument] = []
    identifiers: dict[str, str] = {}
    for array, axes in reading.context.arrays:
        if array in used:
            identifiers[array] = names.take(array)
            arguments.append(Argument(identifiers[array], "array", array, axes))
    for label, over, into in reading.context.labels:
        if label in labels:
            identifiers[label] = names.take(label)
            arguments.append(Argument(identifiers[label], "label", label, over, into))
    functions: Functions = {}
    opaque = dict.fromkeys((t.function, t.orders) for t in everything if isinstance(t, Apply) and _is_opaque(t))
    for function, orders in sorted(opaque):
        functions[function, orders] = names.take(function + _mark(orders))
        arguments.append(Argument(functions[function, orders], "function", function, orders=orders))
    known = {axis for a in arguments for axis in a.axes}
    wanted: set[Axis] = {a for _, a in reading.axes}
    wanted |= {t.size if isinstance(t, Sum) else t.name for t in everything if isinstance(t, Sum | Size)}
    for size, _, _ in reading.context.sizes:
        if size in wanted - known:
            identifiers[size] = names.take(size)
            arguments.append(Argument(identifiers[size], "size", size))
    return tuple(arguments), identifiers, functions


def _labels_in(index: object) -> Iterable[str]:
    if isinstance(index, Label):
        yield index.name
        for argument in index.arguments:
            yield from _labels_in(argument)


def _is_opaque(term: Apply) -> bool:
    return term.function not in TABLE.keys() | NAMED and term.function not in ("pi", "max")


def _mark(orders: tuple[int, ...]) -> str:
    """`g'` is `g_prime`; a partial derivative of orders (1, 0) is `f_partial_1_0`."""
    if len(orders) == 1:
        return "_prime" * orders[0]
    return f"_partial_{'_'.join(map(str, orders))}" if any(orders) else ""
