"""Domains of declared reals: `in (0, 1)`, `in {-1, 1}`, `> 0`."""

from __future__ import annotations

from fractions import Fraction

from derivations.sheets.reading import syntax
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.domain import Domain, Finite, Interval, NonZero


def domain_of(read: Expressions, item: syntax.Item) -> Domain | None:
    """The domain that follows a name."""
    if item.bound is not None:
        end = _exact(read, item.bound)
        match item.relation:
            case ">" | ">=" as op:
                return Interval(end, None, op == ">=", False)
            case "<" | "<=" as op:
                return Interval(None, end, False, op == "<=")
            case "!=" if end == 0:
                return NonZero()
        raise Trouble(
            "bad-domain",
            item.bound.span,
            f"`{item.relation} {read.typed(item.bound)}` is not a domain",
            "write s > 0, s >= 0, s in (0, 1)",
        )
    if item.within is None:
        return None
    within = item.within
    if not within.brackets:
        raise Trouble(
            "bad-domain", within.span, "a real lies in a set of numbers", "write in (0, 1), in [0, 1] or in {-1, 1}"
        )
    if within.brackets == "{}":
        return Finite(tuple(dict.fromkeys(_exact(read, e) for e in within.items)))
    low, high = (_end(read, e) for e in within.items)
    closed = within.brackets[0] == "[", within.brackets[1] == "]"
    if low is not None and high is not None and (low > high or (low == high and closed != (True, True))):
        raise Trouble("empty-domain", within.span, "no number lies in this interval", "the smaller end comes first")
    return Interval(low, high, closed[0] and low is not None, closed[1] and high is not None)


def _end(read: Expressions, node: Node) -> Fraction | None:
    inner = node.operand if isinstance(node, syntax.Negative) else node
    return None if isinstance(inner, Name) and inner.text == "oo" else _exact(read, node)


def _exact(read: Expressions, node: Node) -> Fraction:
    value = constant(node)
    if value is None:
        raise Trouble(
            "bad-domain",
            node.span,
            f"`{read.typed(node)}` is not a number",
            "a domain has rational ends; write others with `assume`",
        )
    return value


def constant(node: Node) -> Fraction | None:
    """The value of a rational number that is typed out: `-1/2`, `0.1`."""
    match node:
        case syntax.Number(value=value):
            return value
        case syntax.Negative(operand=operand):
            inner = constant(operand)
            return None if inner is None else -inner
        case syntax.Product(operators=("/",), factors=(a, b)):
            top, bottom = constant(a), constant(b)
            return top / bottom if top is not None and bottom else None
    return None
