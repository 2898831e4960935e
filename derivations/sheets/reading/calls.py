"""What is written with parentheses: functions, binders, cases, derivatives, expectation."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from derivations.sheets.reading import indexing, syntax
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Gathered, Trouble, all_of
from derivations.sheets.reading.variables import variable
from derivations.sheets.reading.vocabulary import CALLABLE, DERIVATIVES, FUNCTIONS, REDUCTIONS, STATEMENTS
from symbolic.language.nodes import ArrayFunction, Binder, Cases, Expectation, Eye, Ones, Partial, Total
from symbolic.language.relations import Condition
from symbolic.language.tree import Axis, Expr, Map, SizeSymbol

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions

from derivations.sheets.reading.arguments import FORMS, Arguments, count, no_branches
from derivations.sheets.reading.comparisons import condition
from derivations.sheets.reading.functions import applied


def called(read: Expressions, node: Node, callee: Node, arguments: Arguments) -> Expr:
    """`f(a, b)`, `sum[k](e)`, `g'(e)`."""
    match callee:
        case syntax.Subscript(array=syntax.Name(text=kind), items=items) if kind in REDUCTIONS:
            return _bound(read, node, kind, items, arguments)
        case syntax.Name(text=name) if name in CALLABLE:
            no_branches(name, arguments)
            return _word(read, node, name, arguments)
        case syntax.Name(text=name) if name in STATEMENTS and name not in read.entries.entries:
            raise Trouble(
                "statement-inside",
                node.span,
                f"`{name}` is a statement of its own, not a number",
                f"claim it: claim NAME: {read.typed(node)}",
            )
        case syntax.Name():
            return applied(read, node, callee, arguments, 0)
        case syntax.Primed():
            inner, primes = callee.function, 1
            while isinstance(inner, syntax.Primed):
                inner, primes = inner.function, primes + 1
            if isinstance(inner, syntax.Name):
                return applied(read, node, inner, arguments, primes)
    raise Trouble(
        "not-a-function",
        callee.span,
        f"`{read.typed(callee)}` is not a function, so it cannot be called",
        f"a product is written with *: {read.written(callee)} * (..)",
    )


def _word(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    if name == "cases":
        return _cases(read, node, arguments)
    no_branches(name, arguments)
    if name in FUNCTIONS:
        count(read, node, name, arguments, 1)
        return Map(name, (read.of(arguments[0]),))
    if name in ("max", "min") and len(arguments) > 1:
        values = all_of(read.of, arguments)
        read.same_shapes(node, list(values), arguments)
        return Map(name, values)
    if name in REDUCTIONS:
        return _total(read, node, name, arguments)
    if name == "d":
        return _derivative(read, node, arguments)
    if name in DERIVATIVES:
        return _whole_derivative(read, node, name, arguments)
    if name == "E":
        count(read, node, name, arguments, 1)
        return Expectation(read.of(arguments[0]))
    return _array(read, node, name, arguments)


def _array(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    if name == "eye":
        count(read, node, name, arguments, 1)
        axis = _axis(read, arguments[0])
        return Eye((axis, axis))
    if name == "ones":
        return Ones(tuple(_axis(read, a) for a in arguments))
    count(read, node, name, arguments, 2 if name in FORMS else 1)
    return read.guarded(node, ArrayFunction, name, all_of(read.of, arguments))


def _axis(read: Expressions, node: Node) -> Axis:
    if isinstance(node, syntax.Number) and node.value.denominator == 1 and 1 <= node.value <= 64:
        return int(node.value)
    found = read.look_up(node) if isinstance(node, syntax.Name) and node.text != "pi" else None
    if not isinstance(found, SizeSymbol):
        raise Trouble(
            "size-needed", node.span, f"`{read.typed(node)}` is not a size", "write a declared size: eye(K), ones(N, K)"
        )
    return found


def _bound(read: Expressions, node: Node, kind: str, items: Arguments, arguments: Arguments) -> Expr:
    over = indexing.different(read, items)
    no_branches(kind, arguments)
    count(read, node, f"{kind}[{', '.join(map(read.typed, items))}]", arguments, 1)
    with read.binding(over, arguments[0]) as bound:
        body = read.of(arguments[0])
    return reduce(lambda inner, i: Binder(kind, inner, i), reversed(bound), body)


def _total(read: Expressions, node: Node, kind: str, arguments: Arguments) -> Expr:
    count(read, node, kind, arguments, 1)
    e = read.of(arguments[0])
    if not e.shape or kind in ("max", "min"):
        inside = sorted(e.free, key=str)
        index = inside[0].name if inside else "k"
        form = f"{kind}[{index}]({read.typed(arguments[0])})" if not e.shape else f"{kind}[k](x[k])"
        also = f" or {kind}(a, b)" if kind in ("max", "min") else ""
        found = "a number" if not e.shape else "an array"
        raise Trouble(
            "index-missing",
            node.span,
            f"`{read.typed(node)}`: over which index? `{read.typed(arguments[0])}` is {found}",
            f"write {form}{also}",
        )
    return Total(kind, e)


def _cases(read: Expressions, node: Node, arguments: Arguments) -> Expr:
    *branches, otherwise = arguments
    if isinstance(otherwise, syntax.Branch) or not branches:
        raise Trouble(
            "cases-without-else", node.span, "the last case, without a condition, is required", "write cases(a if c, b)"
        )
    gathered = Gathered()
    with gathered:
        pairs = all_of(lambda branch: _case(read, branch), branches)
    with gathered:
        last = read.of(otherwise)
    gathered.check()
    return read.guarded(node, Cases, pairs, last)


def _case(read: Expressions, branch: Node) -> tuple[Expr, Condition]:
    """`value if condition`."""
    if not isinstance(branch, syntax.Branch):
        raise Trouble(
            "cases-without-else", branch.span, "a case without a condition is the last one", "write cases(a if c, b)"
        )
    gathered = Gathered()
    with gathered:
        value = read.of(branch.value)
    with gathered:
        holds = condition(read, branch.condition)
    gathered.check()
    return value, holds


def _derivative(read: Expressions, node: Node, arguments: Arguments) -> Expr:
    body, *variables = arguments
    if not variables:
        raise Trouble("argument-count", node.span, f"`{read.typed(node)}`: the derivative by what?", "write d(e, x)")
    by = [variable(read, v, "a derivative") for v in variables]
    return reduce(Partial, by, read.of(body))


def _whole_derivative(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    count(read, node, name, arguments, 2)
    by = variable(read, arguments[1], f"`{name}`")
    if name == "jac":
        return Partial(read.of(arguments[0]), by)
    body = read.scalar(arguments[0], f"what `{name}` is taken of")
    first = Partial(body, by)
    return Partial(first, by) if name == "hess" else first
