"""A calculation by blocks of rows, written as a loop."""

from __future__ import annotations

from numeric_bridge.compiler.arrays import Node
from numeric_bridge.compiler.blocks import ENTRIES, Blocks
from numeric_bridge.compiler.spelling import Spelled
from numeric_bridge.compiler.writer import OWN, Writer


def write(writer: Writer, root: Node, blocks: Blocks) -> Spelled:
    """The root as a piece of source, after the loop that it needs."""
    for node in blocks.before:
        writer.named(node)
    by_rows = blocks.size in root.shape
    result = writer.names.fresh("result") if by_rows else ""
    if by_rows:
        writer.line(f"{result} = np.empty({writer.shape(root.shape)})")
    totals = {node: _zero(writer, node) for node in blocks.sums}
    step, first, rows = (writer.names.fresh(n) for n in ("step", "first", "rows"))
    width = " * ".join(map(writer.axis, blocks.row)) or "1"
    writer.line(f"{step} = max(1, {ENTRIES} // max(1, {width}))  # rows that stay in the cache")
    outside, known = writer.lines, dict(writer.known)
    writer.lines, writer.ahead = [f"{rows} = slice({first}, {first} + {step})"], outside
    target = _sliced(writer, blocks, rows, result)
    if by_rows and root.op in OWN:
        writer.owned(root, into=target)
    elif by_rows:
        writer.line(f"{target}[...] = {writer.inline(root).text}")
    for node, total in totals.items():
        writer.line(f"{total} += {writer.plain(node).text}")
    body, writer.lines, writer.ahead = writer.lines, outside, None
    writer.lengths.clear()
    writer.line(f"for {first} in range(0, {writer.axis(blocks.size)}, {step}):")
    writer.lines += [f"    {line}" for line in body]
    writer.known = known | totals
    return Spelled(result) if by_rows else writer.inline(root)


def _zero(writer: Writer, node: Node) -> str:
    """A total to which each block adds its part."""
    name = writer.names.fresh("total")
    writer.line(f"{name} = np.zeros({writer.shape(node.shape)})" if node.shape else f"{name} = 0.0")
    return name


def _sliced(writer: Writer, blocks: Blocks, rows: str, result: str) -> str:
    """The rows of each input under a name of their own; returns the name of those of the result."""
    wholes = [str(node.detail) for node in blocks.inputs] + ([result] if result else [])
    parts = [writer.names.fresh(f"{whole}_" if whole != result else "p") for whole in wholes]
    writer.line(f"{', '.join(parts)} = {', '.join(f'{whole}[{rows}]' for whole in wholes)}")
    writer.known |= dict(zip(blocks.inputs, parts, strict=False))
    writer.lengths[blocks.size] = f"len({parts[0]})"
    return parts[-1]
