"""A whole function as source: sizes read from shapes, the calculation, the result over its axes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from numeric_bridge.compiler import loop
from numeric_bridge.compiler.arguments import Argument
from numeric_bridge.compiler.arrays import VIEWS, Graph, Node
from numeric_bridge.compiler.blocks import blocks_of
from numeric_bridge.compiler.complements import complemented
from numeric_bridge.compiler.deltas import contract
from numeric_bridge.compiler.emitter import Emitter
from numeric_bridge.compiler.names import Names
from numeric_bridge.compiler.parameters import own_names, parameters
from numeric_bridge.compiler.reading import Reading
from numeric_bridge.compiler.reuse import reused
from numeric_bridge.compiler.rewriting import improved
from numeric_bridge.compiler.spelling import ATOM
from numeric_bridge.compiler.stable import differentiated, stabilised
from numeric_bridge.compiler.summation import reordered
from numeric_bridge.compiler.value import Value, aligned, as_number, transposed
from numeric_bridge.compiler.writer import Writer
from symbolic.kernel.terms import Term, substitute, walk


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a function `name`, and its parameters in order."""

    text: str
    name: str
    arguments: tuple[Argument, ...]


def generate(reading: Reading, name: str, formula: str = "") -> Source:
    """The source of a function that calculates what was read; `formula` is what its docstring says instead."""
    names = Names()
    function = names.take(name)
    own = own_names(reading)
    terms = [(at, substitute(prepared_term(term), dict(own))) for at, term in reading.entries]
    everything = [t for _, term in terms for t in walk(term)]
    arguments, identifiers, functions = parameters(reading, everything, names)
    graph = Graph()
    inputs = {
        a.written: graph.node("input", shape=a.axes, detail=a.name) for a in arguments if a.kind in ("array", "label")
    }
    emitter = Emitter(graph, inputs, functions)
    axes = tuple(own[n] for n, a in reading.axes if isinstance(a, str))
    found = [as_number(graph, emitter.value(term, axes)) for _, term in terms]
    nodes = improved(graph, [v.node for v in found])
    values = [(at, Value(node, v.axes)) for (at, _), node, v in zip(terms, nodes, found, strict=True)]
    writer = Writer(names, {s: identifiers.get(s) or names.take(s) for s, _, _ in reading.context.sizes})
    writer.count(*(v.node for _, v in values))
    body = _result(graph, writer, reading, values, axes)
    read_sizes = list(_sizes(arguments, writer.sizes_used, writer.size, identifiers))
    lines = [
        '@np.errstate(all="ignore")',
        f"def {function}({', '.join(a.name for a in arguments)}):",
        *(f"    {line}".rstrip() for line in _docstring(reading, arguments, formula)),
        *(f"    {line}" for line in (*read_sizes, *reused(writer.lines, body, writer.products, writer.arrays), *body)),
    ]
    return Source("\n".join(lines) + "\n", function, arguments)


def prepared_term(term: Term) -> Term:
    """The term without derivatives and, as far as possible, without deltas, in stable forms."""
    return reordered(complemented(contract(stabilised(contract(differentiated(term))))))


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
    graph: Graph, writer: Writer, reading: Reading, values: list[tuple[tuple[int, ...], Value]], axes: tuple[str, ...]
) -> list[str]:
    """The lines that put the result together and return it as a new array."""
    if len(values) == 1:
        ((_, value),) = values
        if set(value.axes) == set(axes):
            node = transposed(graph, value, axes).node
            blocks = blocks_of(node)
            text = loop.write(writer, node, blocks) if blocks else writer.inline(node)
            return [f"return {text.at(ATOM)}.copy()" if axes and may_be_shared(node) else f"return {text.text}"]
        shape = writer.shape(tuple(a for _, a in reading.axes))
        return [f"return np.broadcast_to({writer.inline(aligned(graph, value, axes)).text}, {shape}).copy()"]
    lines = [f"result = np.empty({writer.shape(tuple(a for _, a in reading.axes))})"]
    for at, value in values:
        positions = iter(at)
        slots = ", ".join(str(next(positions)) if isinstance(a, int) else ":" for _, a in reading.axes)
        lines.append(f"result[{slots}] = {writer.inline(aligned(graph, value, axes)).text}")
    return [*lines, "return result"]


def may_be_shared(node: Node) -> bool:
    """Whether the value is an argument, a view of one, or what a function that was passed in has returned."""
    while node.op in VIEWS or (node.op == "take" and not any(i.shape for i in node.inputs[1:])):
        node = node.inputs[0]
    return node.op in ("input", "call")


def _docstring(reading: Reading, arguments: tuple[Argument, ...], formula: str) -> Iterable[str]:
    """What is calculated, of what, over which axes."""
    lines = (formula or reading.written).replace("\\", "/").replace('"', "'").splitlines()
    lines = ["".join(c for c in line if c.isprintable()) for line in lines]
    first, *others = (part for line in lines for part in _wrapped(line))
    names = ", ".join(n if isinstance(a, str) else str(a) for n, a in reading.axes)
    shape = f"({', '.join(str(a) for _, a in reading.axes)}{',' if len(reading.axes) == 1 else ''})"
    yield f'"""{first}'
    yield from others
    yield ""
    yield from (str(a) for a in arguments)
    yield f"Returns {shape}, entry by entry over {names}." if reading.axes else "Returns a number."
    yield '"""'


def _wrapped(line: str) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, 110, subsequent_indent=f"{indent}    ", break_on_hyphens=False) or [""]
