"""Array expressions as statements: what is used twice gets a name, what is used once and large is changed in place.

An array of two or more axes that nothing else refers to is overwritten by the next operation on it. A named array is
only overwritten if it has no other use, so no statement ever sees a changed operand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from numeric_bridge.compiler import by_rows, softmax_statements
from numeric_bridge.compiler.arrays import ENTRY_BY_ENTRY, HEADS, LEAVES, MADE_OF_SIZES, UNARY, VIEWS, Node, Shape, walk
from numeric_bridge.compiler.names import Names
from numeric_bridge.compiler.reuse import Product
from numeric_bridge.compiler.spelling import OPERATORS, POWER, PRODUCT, Spelled, spelled
from symbolic.kernel.judgements import Axis

LONGEST = 70
"""A piece of source that is longer than this gets a name."""

HINTS = {"max": "top", "sum": "total", "einsum": "total", "matmul": "t", "multi_dot": "t"}
HINTS |= {"exp": "e", "maximum": "r", "compare": "mask"}
OWN = ENTRY_BY_ENTRY | HEADS | {"matmul", "multi_dot", "einsum", "float"}
"""Nodes whose value is a new array that may be overwritten."""


@dataclass(slots=True)
class Writer:
    """`lines` calculate what `inline` and `owned` have returned. `size` has the identifiers of sizes."""

    names: Names
    size: dict[str, str]
    uses: Counter[Node] = field(default_factory=Counter)
    known: dict[Node, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    sizes_used: set[str] = field(default_factory=set)
    ahead: list[str] | None = None  # inside of a loop, the lines before it
    lengths: dict[str, str] = field(default_factory=dict)  # of the axes that a loop has cut
    arrays: dict[str, Shape] = field(default_factory=dict)  # new arrays outside of loops, which may be overwritten
    products: list[Product] = field(default_factory=list)

    def count(self, *roots: Node) -> None:
        """Learn how often each node below the roots is used."""
        self.uses.update(roots)
        for node in walk(*roots):
            self.uses.update(node.inputs)

    def inline(self, node: Node) -> Spelled:
        """The node as a piece of source, after the statements that it needs."""
        if node in self.known:
            return Spelled(self.known[node])
        if node.op in LEAVES | VIEWS | {"arange"}:
            return self.plain(node)
        if self.uses[node] > 1 or node.op in HEADS or self._overwritten(node) is not None:
            return Spelled(self.named(node))
        found = self.plain(node)
        return found if len(found.text) <= LONGEST else Spelled(self.named(node, found))

    def named(self, node: Node, found: Spelled | None = None) -> str:
        """A name for the node's value."""
        if node not in self.known:
            self.known[node] = self.owned(node, found)
        return self.known[node]

    def owned(self, node: Node, found: Spelled | None = None, into: str | None = None) -> str:
        """The name of a new array with the node's value, which nothing refers to yet; of `into`, if that is given."""
        if node.op in HEADS:
            return softmax_statements.write(self, node, into)
        inner = None if found else self._overwritten(node)
        if inner is not None:
            for mask in (i for i in node.inputs if i.is_mask and i.shape == node.shape):
                self.named(mask)  # now, so that what it is made from need not be kept
            return self._in_place(node, self.owned(inner, into=into))
        found = found or self.plain(node)
        if into is not None:
            self._put(node, found, into)
            return into
        name = self.names.fresh(HINTS.get(node.op, "s"))
        self._remember(node, name)
        self.line(f"{name} = {found.text}")
        return name

    def _remember(self, node: Node, name: str) -> None:
        if self.ahead is None and node.op in OWN and len(node.shape) > 1:
            self.arrays[name] = node.shape
            if node.op == "matmul":
                left, right = (self.inline(i) for i in node.inputs)
                self.products.append(Product(len(self.lines), name, left.text, right.text, node.shape))

    def line(self, text: str) -> None:
        self.lines.append(text)

    def axis(self, length: Axis) -> str:
        """The length of an axis in the source."""
        if isinstance(length, int):
            return str(length)
        return self.lengths.get(length) or self.number(length)

    def number(self, size: str) -> str:
        """A size as a number, also where a loop has cut its axis."""
        self.sizes_used.add(size)
        return self.size[size]

    def shape(self, shape: Shape) -> str:
        return f"({', '.join(map(self.axis, shape))}{',' if len(shape) == 1 else ''})"

    def inverse(self, factor: Node, total: str) -> str:
        """`factor / total`, where the factor is a number."""
        if factor.op == "divide" and self.ahead is None:
            top, bottom = (self.inline(i) for i in factor.inputs)
            return f"{top.at(PRODUCT)} / ({bottom.at(PRODUCT)} * {total})"  # also where an axis has length 0
        return f"{self.inline(factor).at(PRODUCT)} / {total}"

    def plain(self, node: Node) -> Spelled:
        """The operation of the node, after the statements that its inputs need."""
        if node.op == "size":
            return Spelled(self.number(str(node.detail)))
        return spelled(node, [self.inline(i) for i in node.inputs], self.axis)

    def _put(self, node: Node, found: Spelled, into: str) -> None:
        if node.op in UNARY | OPERATORS.keys() | {"maximum"}:
            name = "absolute" if node.op == "abs" else node.op
            self.line(f"np.{name}({', '.join(self.inline(i).text for i in node.inputs)}, out={into})")
        else:
            self.line(f"{into}[...] = {found.text}")

    def _overwritten(self, node: Node) -> Node | None:
        """The input that the node's value may be written over."""
        if node.op not in ENTRY_BY_ENTRY - {"where", "choose", "power"} or len(node.shape) < 2:
            return None
        for i in node.inputs:
            if i.op in OWN and i.shape == node.shape and self.uses[i] == 1 and i not in self.known:
                return i
        return None

    def _in_place(self, node: Node, buffer: str) -> str:
        if len(node.inputs) == 1:
            self.line(f"np.{node.op}({buffer}, out={buffer})")
            return buffer
        inner = self._overwritten(node)
        position = node.inputs.index(inner) if inner else 0
        other = node.inputs[1 - position]
        if (node.op == "add" or (node.op == "subtract" and position == 0)) and by_rows.can_be_cut(self, other):
            by_rows.accumulate(self, buffer, OPERATORS[node.op][0], other)
            return buffer
        text = self.inline(other)
        if node.op == "divide" and position == 0 and all(n.op in MADE_OF_SIZES for n in walk(other)):
            sign, text = ("-", self.inline(other.inputs[0])) if other.op == "negative" else ("", text)
            self.line(f"{buffer} *= {sign}1 / {text.at(POWER)}")  # one division instead of many
        elif node.op in OPERATORS and (position == 0 or node.op in ("add", "multiply")):
            self.line(f"{buffer} {OPERATORS[node.op][0]}= {text.text}")
        else:
            sides = (buffer, text.text) if position == 0 else (text.text, buffer)
            self.line(f"np.{node.op}({', '.join(sides)}, out={buffer})")
        return buffer
