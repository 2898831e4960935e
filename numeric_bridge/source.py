"""A whole function as source: sizes read from shapes, the calculation, the result over its axes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from numeric_bridge.arguments import Argument
from numeric_bridge.deltas import contract
from numeric_bridge.emitter import Emitter
from numeric_bridge.largest import indices_of
from numeric_bridge.names import Names
from numeric_bridge.reading import Reading
from numeric_bridge.stable import stabilised
from numeric_bridge.value import ATOM, Value, aligned, transposed
from symbolic.kernel.derivative import TABLE, unfold
from symbolic.kernel.judgements import Axis
from symbolic.kernel.terms import Apply, Entry, Label, Size, Sum, Term, substitute, walk

Functions = dict[tuple[str, tuple[int, ...]], str]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a function `name`, and its parameters in order."""

    text: str
    name: str
    arguments: tuple[Argument, ...]


def generate(reading: Reading, name: str) -> Source:
    """The source of a function that calculates what was read."""
    names = Names()
    function = names.take(name)
    own = own_names(reading)
    terms = [(at, substitute(prepared_term(term), dict(own))) for at, term in reading.entries]
    everything = [t for _, term in terms for t in walk(term)]
    arguments, identifiers, functions = parameters(reading, everything, names)
    sizes = {s: identifiers.get(s) or names.take(s) for s, _, _ in reading.context.sizes}
    counting = Emitter(Names(set(names.taken)), identifiers, sizes, functions)
    _result(counting, reading, terms, own)
    emitter = Emitter(names, identifiers, sizes, functions, counting.met)
    body = _result(emitter, reading, terms, own)
    read_sizes = list(_sizes(arguments, emitter.sizes_used, sizes, identifiers))
    lines = [
        f"def {function}({', '.join(a.name for a in arguments)}):",
        *(f"    {line}".rstrip() for line in _docstring(reading, arguments)),
        *(f"    {line}" for line in (*read_sizes, *emitter.lines, *body)),
    ]
    return Source("\n".join(lines) + "\n", function, arguments)


def prepared_term(term: Term) -> Term:
    """The term without derivatives and, as far as possible, without deltas, in stable forms."""
    return contract(stabilised(contract(unfold(term))))


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
    return term.function not in TABLE and term.function not in ("pi", "max")


def _mark(orders: tuple[int, ...]) -> str:
    """`g'` is `g_prime`; a partial derivative of orders (1, 0) is `f_partial_1_0`."""
    if len(orders) == 1:
        return "_prime" * orders[0]
    return f"_partial_{'_'.join(map(str, orders))}" if any(orders) else ""


def _sizes(
    arguments: tuple[Argument, ...], used: set[str], sizes: dict[str, str], identifiers: dict[str, str]
) -> Iterable[str]:
    """Lines that read the sizes in use from the shapes of the first arguments that have them."""
    missing = {s for s in used if s not in identifiers}
    for argument in arguments:
        here = [a for a in argument.axes if isinstance(a, str) and a in missing]
        if len(set(here)) == len(argument.axes) > 1:
            yield f"{', '.join(sizes[a] for a in here)} = {argument.name}.shape"
        else:
            for size in dict.fromkeys(here):
                yield f"{sizes[size]} = {argument.name}.shape[{argument.axes.index(size)}]"
        missing -= set(here)


def _result(
    emitter: Emitter, reading: Reading, terms: list[tuple[tuple[int, ...], Term]], own: dict[str, str]
) -> list[str]:
    """The lines that put the result together and return it as a new array."""
    axes = tuple(own[n] for n, a in reading.axes if isinstance(a, str))
    if len(terms) == 1:
        ((_, term),) = terms
        value = emitter.value(term, axes, is_result=True).as_number()
        if set(value.axes) == set(axes):
            copied = ".copy()" if axes and _may_be_shared(emitter, value) else ""
            return [f"return {transposed(value, axes).text}{copied}"]
        shape = ", ".join(emitter.size(a) for _, a in reading.axes if isinstance(a, str))
        text = aligned(value, axes).text
        return [f"return np.broadcast_to({text}, ({shape}{',' if len(axes) == 1 else ''})).copy()"]
    shape = ", ".join(str(a) if isinstance(a, int) else emitter.size(a) for _, a in reading.axes)
    lines = [f"result = np.empty(({shape}{',' if len(reading.axes) == 1 else ''}))"]
    for at, term in terms:
        here = aligned(emitter.value(term).as_number(), axes)
        positions = iter(at)
        slots = ", ".join(str(next(positions)) if isinstance(a, int) else ":" for _, a in reading.axes)
        lines.append(f"result[{slots}] = {here.text}")
    return [*lines, "return result"]


def _may_be_shared(emitter: Emitter, value: Value) -> bool:
    """Whether the value is an argument, a view of one, or what a function that was passed in has returned."""
    head = re.match(r"\w+", value.text)
    passed_in = {*emitter.arrays.values(), *emitter.functions.values()}
    return value.strength == ATOM and head is not None and head[0] in passed_in


def _docstring(reading: Reading, arguments: tuple[Argument, ...]) -> Iterable[str]:
    """What is calculated, over which axes, from what."""
    formula = " ".join(reading.written.split()).replace("\\", "/").replace('"', "'")
    names = ", ".join(n if isinstance(a, str) else str(a) for n, a in reading.axes)
    shape = ", ".join(str(a) for _, a in reading.axes)
    over = f"Over ({names}): an array of shape ({shape}{',' if len(reading.axes) == 1 else ''})."
    yield f'"""{formula}'
    yield ""
    yield over if reading.axes else "A number."
    if arguments:
        yield ""
        yield from (f"    {a}" for a in arguments)
    yield '"""'
