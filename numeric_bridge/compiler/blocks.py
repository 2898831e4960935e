"""Which calculations can run over blocks of rows, so that what one statement leaves in the cache the next one finds.

A calculation goes by blocks along a size if every array along it has it as its first axis, row n of each depends on
row n of the others alone, and what is summed over it is not needed again within the rows. It is worth it where arrays
of two or more axes pass through several statements, but not for products of matrices, which have blocks of their own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from numeric_bridge.compiler.arrays import ENTRY_BY_ENTRY, LEAVES, VIEWS, Node, walk

ENTRIES = 2**16
"""Numbers in a block: half a megabyte, half of what a core keeps close."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A calculation by blocks along `size`. `inputs` are sliced, `sums` accumulated, `before` is done once."""

    size: str
    inputs: tuple[Node, ...]
    sums: tuple[Node, ...]
    before: tuple[Node, ...]
    row: tuple[str | int, ...]  # the other axes of the widest array


def blocks_of(root: Node) -> Blocks | None:
    """How to calculate the root by blocks, if that is possible and worth it."""
    nodes = list(walk(root))
    sizes = dict.fromkeys(a for n in nodes if n.op == "input" and n.shape for a in n.shape[:1] if isinstance(a, str))
    for size in sizes:
        found = _along(size, nodes)
        if found is not None:
            return found
    return None


def _along(size: str, nodes: list[Node]) -> Blocks | None:
    rows = {n for n in nodes if size in n.shape}
    sums: dict[Node, None] = {}
    after: set[Node] = set()
    for n in nodes:
        if n in rows:
            if not after.isdisjoint(n.inputs) or not _is_row_by_row(n, size, rows):
                return None
        elif not rows.isdisjoint(n.inputs):
            if n.op not in ("sum", "matmul", "einsum") or len(n.shape) > 1 or not after.isdisjoint(n.inputs):
                return None
            sums[n] = None
            after.add(n)
        elif not after.isdisjoint(n.inputs):
            after.add(n)
    if not _is_worth_it(rows, sums):
        return None
    inputs = tuple(n for n in nodes if n in rows and n.op == "input")
    before = {i for n in (*rows, *sums) for i in n.inputs if i not in rows and not _is_at_hand(i)}
    widest = max((n for n in nodes if n in rows), key=lambda n: sum(a != 1 for a in n.shape))
    row = tuple(a for a in widest.shape if a not in (size, 1))
    return Blocks(size, inputs, tuple(sums), tuple(n for n in nodes if n in before), row)


def _is_at_hand(node: Node) -> bool:
    """Whether it costs nothing to write the node again in each block: a view, or a number made of sizes."""
    if node.op in LEAVES:
        return True
    return (
        (node.op in VIEWS or not node.shape)
        and node.op in VIEWS | ENTRY_BY_ENTRY
        and all(map(_is_at_hand, node.inputs))
    )


def _is_row_by_row(node: Node, size: str, rows: set[Node]) -> bool:
    if node.shape.count(size) > 1 or node.op in ("arange", "eye", "call"):
        return False
    if node.op == "transpose":  # only to be summed over
        return node.inputs[0].op == "input"
    if node.op == "take" and node.inputs[0] in rows:
        return False
    if node.op in ("matmul", "einsum", "multi_dot") and len(node.shape) > 1:
        return False
    return node.shape[0] == size and all(i not in rows or i.shape[0] == size for i in node.inputs)


def _is_worth_it(rows: set[Node], sums: dict[Node, None]) -> bool:
    reads = Counter(i for n in (*rows, *sums) for i in n.inputs if n.op not in VIEWS)
    for n in (*rows, *sums):
        if n.op in VIEWS:
            reads[n.inputs[0]] += reads[n]
    large = [n for n in rows if sum(a != 1 for a in n.shape) > 1]
    return any(n.op not in LEAVES | VIEWS for n in large) or any(reads[n] > 1 for n in large if n.op == "input")
