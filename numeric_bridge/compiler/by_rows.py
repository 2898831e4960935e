"""`a += 2 * W` by blocks of rows: the second array need not be made as a whole.

A fresh array costs more than the addition, since the system hands out its pages one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from numeric_bridge.compiler.arrays import ENTRY_BY_ENTRY, Node, Shape, walk
from numeric_bridge.compiler.spelling import Spelled, spelled

if TYPE_CHECKING:
    from numeric_bridge.compiler.writer import Writer

ENTRIES = 2**13
"""Numbers in a block: 64 kilobytes, which come from memory that is already there."""


def can_be_cut(writer: Writer, node: Node) -> bool:
    """Whether the node is made entry by entry, and of nothing but arguments of its shape and numbers."""
    if node.op not in ENTRY_BY_ENTRY or len(node.shape) < 2 or writer.ahead is not None:
        return False
    return all(_is_cut_with(writer, n, node.shape) for n in walk(node) if n.shape)


def _is_cut_with(writer: Writer, node: Node, shape: Shape) -> bool:
    if node.op == "input":
        return node.shape == shape
    is_own = node.op in ENTRY_BY_ENTRY and node not in writer.known and writer.uses[node] == 1
    return is_own and node.shape == shape


def accumulate(writer: Writer, buffer: str, sign: str, node: Node) -> None:
    """The lines that add the node to the buffer, or subtract it."""
    step, first, rows = (writer.names.fresh(n) for n in ("step", "first", "rows"))
    width = " * ".join(map(writer.axis, node.shape[1:]))
    text = _cut(writer, node, rows).text
    writer.line(f"{step} = max(1, {ENTRIES} // max(1, {width}))  # rows that need no new pages")
    writer.line(f"for {first} in range(0, {writer.axis(node.shape[0])}, {step}):")
    writer.line(f"    {rows} = slice({first}, {first} + {step})")
    writer.line(f"    {buffer}[{rows}] {sign}= {text}")


def _cut(writer: Writer, node: Node, rows: str) -> Spelled:
    """The rows of the node as one piece of source."""
    if not node.shape:
        return writer.inline(node)
    if node.op == "input":
        return Spelled(f"{node.detail}[{rows}]")
    return spelled(node, [_cut(writer, i, rows) for i in node.inputs], writer.axis)
