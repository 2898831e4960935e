"""Relations, and the conditions that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import indexing, syntax
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble, all_of
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Condition, Relation, conjunction

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def condition(read: Expressions, node: Node) -> Condition:
    """`a == b and c > 0`."""
    if isinstance(node, syntax.Conjunction):
        return conjunction(*all_of(lambda part: condition(read, part), node.parts))
    if not isinstance(node, syntax.Comparison):
        raise Trouble(
            "condition-needed",
            node.span,
            f"`{read.typed(node)}` is not a condition",
            "a condition compares: `a == b`, `i != j`, `z[i] > 0`",
        )
    return relation(read, node)


def relation(read: Expressions, node: syntax.Comparison) -> Relation:
    """`a < b`, or `i == j` of two indices."""
    check_comparison(read, node)
    left, right = node.sides
    (operator,) = node.operators
    if any(isinstance(side, syntax.Name) and read.is_index(side.text) for side in node.sides):
        return indexing.related(read, node, operator, all_of(lambda side: _index_alone(read, side), node.sides))
    values = list(all_of(read.of, (left, right)))
    read.same_shapes(node, values, node.sides)
    return Relation(operator, *values)


def _index_alone(read: Expressions, node: Node) -> IndexSymbol | None:
    """The index that a side of a comparison is, if it is one."""
    if isinstance(node, syntax.Name) and node.text != "pi":
        found = read.look_up(node)
        return found if isinstance(found, IndexSymbol) else None
    return None


def check_comparison(read: Expressions, node: syntax.Comparison) -> None:
    """Refuse `a < b < c`, and `=` where `==` is meant."""
    if len(node.operators) > 1:
        a, b, c = (read.typed(s) for s in node.sides[:3])
        first, second = node.operators[:2]
        raise Trouble(
            "chained-comparison",
            node.span,
            "comparisons are not chained",
            f"write `{a} {first} {b} and {b} {second} {c}` in a condition, or a `chain`",
        )
    if "=" in node.operators:
        start = node.sides[0].span[1]
        at = read.text.index("=", start)
        raise Trouble("equals-sign", (at, at + 1), "`=` defines, and stands in `let` only", "to compare, write `==`")
