"""Definitions: `let p[k] = e`, `let L = e`, `let bce(u) = e`."""

from __future__ import annotations

from derivations.sheets.reading import syntax
from derivations.sheets.reading.declarations import Found, check_function, check_parameters
from derivations.sheets.reading.entries import Let, LetFunction
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.indexing import index_of
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Real
from symbolic.language.tree import Expr


def definition(read: Expressions, node: Node) -> Found:
    """`let p[k] = e`, `let L = e`, `let bce(u) = e`."""
    target, body = _sides(read, node)
    match target:
        case Name():
            read.entries.check_new(target)
            return [(target, Let(target.text, (), _closed(read, body, (), target.text)))]
        case syntax.Subscript(array=Name() as name, items=items):
            read.entries.check_new(name)
            parameters = _parameters(read, items)
            with read.binding({i.name: i for i in parameters}):
                return [(name, Let(name.text, parameters, _closed(read, body, parameters, name.text)))]
        case syntax.Call(callee=Name() as name, arguments=arguments):
            check_function(read, name)
            return [(name, _function(read, name, arguments, body))]
    raise Trouble(
        "bad-declaration",
        target.span,
        f"`{read.typed(target)}` cannot be defined",
        "define a name: let p[k] = e, let L = e, let f(u) = e",
    )


def _sides(read: Expressions, node: Node) -> tuple[Node, Node]:
    if not isinstance(node, syntax.Comparison):
        raise Trouble("bad-declaration", node.span, "a definition has an `=`", "the form is: let p[k] = e")
    target, *rest = node.sides
    first, *others = node.operators
    if first != "=":
        at = read.text.index(first, target.span[1])
        found = f"`{first}` compares; a definition is written with `=`"
        raise Trouble("double-equals", (at, at + len(first)), found, "write `=`")
    if "=" in others:
        raise Trouble("bad-declaration", node.span, "one definition a line", "write two lines")
    if others:  # `let b = x > 0`: the right side is a relation, which is refused where it is read
        span = rest[0].span[0], rest[-1].span[1]
        return target, syntax.Comparison(span, node.depth, tuple(others), tuple(rest))
    return target, rest[0]


def _parameters(read: Expressions, items: tuple[Node, ...]) -> tuple[IndexSymbol, ...]:
    found: list[IndexSymbol] = []
    for item in items:
        index = index_of(read, item)
        if index in found:
            raise Trouble("index-repeated", item.span, f"`{index}` stands twice", "the axes need different indices")
        found.append(index)
    return tuple(found)


def _closed(read: Expressions, body: Node, parameters: tuple[IndexSymbol, ...], name: str) -> Expr:
    e = read.of(body)
    free = sorted((i for i in e.free if i not in parameters), key=str)
    if free:
        names = ", ".join(i.name for i in (*parameters, *free))
        raise unbound(read, body, free[0], f"let {name}[{names}] = ..")
    read.weights.check(e, body.span)
    return e


def _function(read: Expressions, name: Name, arguments: tuple[Node, ...], body: Node) -> LetFunction:
    parameters = []
    for a in arguments:
        if not isinstance(a, Name):
            raise Trouble(
                "bad-declaration", a.span, f"`{read.typed(a)}` is not a parameter", f"write let {name.text}(u) = .."
            )
        parameters.append(a)
    check_parameters(tuple(parameters))
    reals = tuple(Real(p.text) for p in parameters)
    inner = Expressions(read.entries, read.text, read.weights, {r.name: r for r in reals}, reals)
    e = _closed(inner, body, (), name.text)
    if e.shape:
        raise Trouble(
            "scalar-needed",
            body.span,
            f"`{read.typed(body)[:60]}` is an array",
            "a function of reals has a number as its value",
        )
    return LetFunction(name.text, reals, e)


def unbound(read: Expressions, node: Node, index: IndexSymbol, form: str) -> Trouble:
    return Trouble(
        "index-not-bound",
        node.span,
        f"the index `{index}` is neither a parameter nor bound in `{read.typed(node)[:60]}`",
        f"make it a parameter, `{form}`, or sum over it",
    )
