"""Definitions: `let p[k] = e`, `let L = e`, `let bce(u) = e`."""

from __future__ import annotations

from derivations.sheets.reading import syntax
from derivations.sheets.reading.declarations import Found, check_function, check_parameters
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.indexing import different
from derivations.sheets.reading.meanings import Let, LetFunction
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.nodes import Real
from symbolic.language.tree import Expr


def definition(read: Expressions, node: Node) -> Found:
    """`let p[k] = e`, `let L = e`, `let bce(u) = e`."""
    target, body = _sides(read, node)
    match target:
        case Name():
            read.entries.check_new(target)
            return [(target, Let(target.text, (), _weighed(read, body)))]
        case syntax.Subscript(array=Name() as name, items=items):
            read.entries.check_new(name)
            with read.binding(different(read, items), body) as parameters:
                return [(name, Let(name.text, parameters, _weighed(read, body)))]
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


def _weighed(read: Expressions, body: Node) -> Expr:
    e = read.of(body)
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
    inner = Expressions(read.entries, read.text, read.weights, {r.name: r for r in reals}, reals, read.hints)
    e = _weighed(inner, body)
    if e.shape:
        raise Trouble(
            "scalar-needed",
            body.span,
            f"`{read.typed(body)[:60]}` is an array",
            "a function of reals has a number as its value",
        )
    return LetFunction(name.text, reals, e)
