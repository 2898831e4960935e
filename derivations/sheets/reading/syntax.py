"""What a person typed, as a tree: nothing is known yet of what the names mean.

Every node has its place in the statement, and its depth, so that what is nested too deeply is refused before anything
walks down the tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction

from derivations.sheets.reading.trouble import Span


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Base of the node kinds."""

    span: Span
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Name(Node):
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Number(Node):
    value: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Sum(Node):
    """`a - b + c`: the terms and, from the second on, the sign before each."""

    signs: tuple[str, ...]
    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Product(Node):
    """`a * b / c @ d`, from left to right: the factors and the operators between them."""

    operators: tuple[str, ...]
    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Negative(Node):
    operand: Node


@dataclass(frozen=True, slots=True, eq=False)
class Power(Node):
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True, eq=False)
class Subscript(Node):
    """`array[i, j]`, or the first half of `sum[i, j](e)`."""

    array: Node
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Call(Node):
    callee: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Transposed(Node):
    matrix: Node


@dataclass(frozen=True, slots=True, eq=False)
class Primed(Node):
    """`g'`."""

    function: Node


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Node):
    """`a == b`; more than two sides are read so that they can be refused with a reason."""

    operators: tuple[str, ...]
    sides: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Conjunction(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Branch(Node):
    """`value if condition`, in `cases`."""

    value: Node
    condition: Node


@dataclass(frozen=True, slots=True, eq=False)
class Together(Node):
    """`(w, b)`: several reals named together."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bracket(Node):
    """`[i == j]` or an array written out."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """`"..."` without its quotes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Within:
    """`(0, 1]` or `{-1, 1}` after a name: the brackets and what stands in them."""

    span: Span
    brackets: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a declaration, with its axes, and a domain `in (0, 1)` or a bound `> 0`."""

    name: Name
    axes: tuple[Node, ...] = ()
    within: Within | None = None
    relation: str = ""
    bound: Node | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One word about a random variable, with its argument: `mean 1`, `independent`, `normal(m, s^2)`."""

    span: Span
    word: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """`NAME: body where conditions`."""

    name: Name
    body: Node
    conditions: Node | None


@dataclass(frozen=True, slots=True)
class Link:
    """`== expression by reason`, in a chain."""

    relation: str
    expression: Node
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Links:
    """A chain: an expression and its links."""

    name: Name
    start: Node
    links: tuple[Link, ...]
    conditions: Node | None


def names_in(nodes: Iterable[Node]) -> frozenset[str]:
    """Every name that occurs in trees."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            found.add(node.text)
            continue
        for field in fields(node):
            match getattr(node, field.name):
                case Node() as part:
                    waiting.append(part)
                case tuple() as parts:
                    waiting += [p for p in parts if isinstance(p, Node)]
    return frozenset(found)
