"""What stands between expressions: + - * / @ ^, the transpose, and brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import hints, limits, syntax
from derivations.sheets.reading.comparisons import condition
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble, all_of
from symbolic.language.nodes import Iverson
from symbolic.language.tree import Expr, Map, MatMul, Stack, Transpose, shape_text

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def sum_of(read: Expressions, node: Node, signs: tuple[str, ...], terms: tuple[Node, ...]) -> Expr:
    """`a - b + c`; more than two terms become one sum."""
    first, *rest = all_of(read.of, terms)
    read.same_shapes(node, [first, *rest], terms)
    if len(rest) == 1:
        return Map("add" if signs[0] == "+" else "subtract", (first, rest[0]))
    signed = (e if sign == "+" else Map("negate", (e,)) for sign, e in zip(signs, rest, strict=True))
    return Map("add", (first, *signed))


def product_of(read: Expressions, node: Node, operators: tuple[str, ...], factors: tuple[Node, ...]) -> Expr:
    """`a*b/c @ d`, from left to right; factors between which only * stands become one product."""
    first, *others = factors
    start, *values = all_of(read.of, factors)
    run = [start]
    shaped, shown = run[0], first  # what gives the product so far its shape, and how that is written
    for operator, before, factor, right in zip(operators, factors, others, values, strict=False):
        written = Node((first.span[0], before.span[1]), 1)
        if operator == "@":
            shaped = _matrix_product(read, node, _joined(run), right, (written, factor))
            run, shown = [shaped], Node((first.span[0], factor.span[1]), 1)
            continue
        read.same_shapes(node, [shaped, right], (shown, factor))
        if not shaped.shape:
            shaped, shown = right, factor
        if operator == "*":
            hints.of_product(read, before, factor, (run[-1], right))
            run.append(right)
        else:
            hints.of_quotient(read, before, factor)
            run = [Map("divide", (_joined(run), right))]
    return _joined(run)


def _joined(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Map("multiply", tuple(factors))


def _matrix_product(read: Expressions, node: Node, left: Expr, right: Expr, sides: tuple[Node, Node]) -> Expr:
    both = " and ".join(
        f"`{read.typed(n)}` has shape {shape_text(e.shape)}" for n, e in zip(sides, (left, right), strict=True)
    )
    if not left.shape or not right.shape:
        raise Trouble(
            "shapes-differ", node.span, f"{both}; @ takes matrices and vectors", "a number is multiplied with *"
        )
    if len(left.shape) > 2 or len(right.shape) > 2:
        raise Trouble("shapes-differ", node.span, f"{both}; @ takes matrices and vectors", "write the sum: sum[k](..)")
    if left.shape[-1] != right.shape[0]:
        raise Trouble(
            "shapes-differ",
            node.span,
            f"{both}; the last axis of the left is {left.shape[-1]}, the first of the right {right.shape[0]}",
            "in a matrix product these two agree; is a `.T` missing?",
        )
    return MatMul(left, right)


def power_of(read: Expressions, node: Node, base: Node, exponent: Node) -> Expr:
    """`base^exponent`, within the limits."""
    below, above = all_of(read.of, (base, exponent))
    read.same_shapes(node, [below, above], (base, exponent))
    weight = read.weights.of(above)
    value = weight.value
    if weight.degree > limits.POWER or (value is not None and abs(value) > limits.EXPONENT):
        raise Trouble(
            "exponent-too-large",
            exponent.span,
            f"the exponent {read.typed(exponent)[:20]} is larger than {limits.EXPONENT}",
            "a symbol can be the exponent of a positive base: real a > 0, n",
        )
    hints.of_power(read, base, below, exponent)
    result = Map("power", (below, above))
    read.weights.check(result, node.span)
    return result


def transpose_of(read: Expressions, node: Node, matrix: Node) -> Expr:
    """`A.T`."""
    e = read.of(matrix)
    if len(e.shape) != 2:
        raise Trouble(
            "shapes-differ",
            node.span,
            f"`{read.typed(matrix)}` has shape {shape_text(e.shape)}; only a matrix has a transpose",
            "a vector is neither a row nor a column: write dot(u, v), outer(u, v), A @ v, v @ A",
        )
    return Transpose(e)


def bracket_of(read: Expressions, node: Node, items: tuple[Node, ...]) -> Expr:
    """`[i == j]`, or an array written out."""
    if isinstance(items[0], syntax.Comparison | syntax.Conjunction) and len(items) == 1:
        return Iverson(condition(read, items[0]))
    values = all_of(read.of, items)
    for n, e in zip(items, values, strict=True):
        if e.shape != values[0].shape:
            raise Trouble(
                "shapes-differ",
                n.span,
                f"the entry `{read.typed(n)}` has shape {shape_text(e.shape)}, "
                f"the first one {shape_text(values[0].shape)}",
                "all rows of a matrix have the same length",
            )
    return Stack(values)
