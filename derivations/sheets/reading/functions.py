"""Functions that a sheet declares or defines, applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.meanings import LetFunction
from derivations.sheets.reading.mentions import captured, is_entry_by_entry
from derivations.sheets.reading.substitution import Substitution, entry
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble, all_of
from derivations.sheets.reading.vocabulary import CALLABLE, STATEMENTS
from symbolic.language.declare import OpaqueFunction
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Table
from symbolic.language.tree import Axis, Expr, Map

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions

from derivations.sheets.reading.arguments import Arguments, count, no_branches


def applied(read: Expressions, node: Node, name: syntax.Name, arguments: Arguments, primes: int) -> Expr:
    """`g(e)`, `g''(e)`, `f(u, v)` of a declared or defined function."""
    no_branches(name.text, arguments)
    if not read.knows(name.text):
        raise _unknown(read, name, arguments)
    match read.look_up(name):
        case OpaqueFunction(orders=orders):
            return _opaque(read, node, name.text, arguments, (primes,) if primes else orders, len(orders))
        case LetFunction() if primes:
            shown = f"`{name.text}` is a definition"
            raise Trouble("prime-of-let", node.span, shown, f"write d({name.text}(u), u) of a declared u")
        case LetFunction() as function:
            count(read, node, name.text, arguments, len(function.parameters))
            return _put_in(read, node, function, arguments)
        case found:
            what = "an index" if isinstance(found, IndexSymbol) else "not a function"
    raise Trouble(
        "not-a-function",
        name.span,
        f"`{name.text}` is {what}, so it cannot be called",
        f"a product is written with *: {name.text} * ({', '.join(map(read.typed, arguments))})",
    )


def _opaque(
    read: Expressions, node: Node, name: str, arguments: Arguments, orders: tuple[int, ...], arity: int
) -> Expr:
    count(read, node, name, arguments, arity)
    if len(orders) < arity:
        raise Trouble(
            "prime-of-several",
            node.span,
            f"`{name}` has {arity} arguments: a prime does not say by which",
            f"write d({name}(u, v), u)",
        )
    values = all_of(read.of, arguments)
    read.same_shapes(node, list(values), arguments)
    return Map(name, values, orders)


def _unknown(read: Expressions, name: syntax.Name, arguments: Arguments) -> Trouble:
    def help() -> str:
        functions = [n for n, e in read.entries.entries.items() if isinstance(e, OpaqueFunction | LetFunction)]
        if near := close(name.text, (*CALLABLE, *functions, *STATEMENTS)):
            return f"did you mean `{near}`?"
        parameters = ", ".join("uvwxyz"[: len(arguments)])
        return f"define it above: let {name.text}({parameters}) = ..; any smooth function is function {name.text}"

    return Trouble("unknown-function", name.span, f"there is no function `{name.text}`", help)


def _check_moving(read: Expressions, function: LetFunction, value: Expr, argument: Node) -> None:
    if function.moves and (real := captured(function.body, function.parameters, value)):
        what = "averages over it" if real.law is not None else "takes a derivative by it"
        raise Trouble(
            "argument-moves",
            argument.span,
            f"`{real.name}` stands in the argument, and `{function.name}` {what} while its argument is held fixed",
            f"use another real than {real.name}, or write the expression out",
        )


def _put_in(read: Expressions, node: Node, function: LetFunction, arguments: Arguments) -> Expr:
    """The body with arguments for parameters; arguments that are arrays are taken entry by entry."""
    values = all_of(read.of, arguments)
    read.same_shapes(node, list(values), arguments)
    for value, argument in zip(values, arguments, strict=True):
        _check_moving(read, function, value, argument)
    shape: tuple[Axis, ...] = next((v.shape for v in values if v.shape), ())
    if not shape or is_entry_by_entry(function.body, function.parameters):
        whole = _replaced(read, function, values)
        if whole.shape == shape:
            return whole
    over: list[IndexSymbol] = []
    free = {i.name for v in values for i in v.free} | {i.name for i in function.body.free}
    for n, axis in enumerate(shape):
        over.append(read.entries.fresh(IndexSymbol(f"i{n}", axis), free | {i.name for i in over}))
    entries = tuple(entry(v, tuple(over), read.entries) if v.shape else v for v in values)
    return Table(_replaced(read, function, entries), tuple(over))


def _replaced(read: Expressions, function: LetFunction, values: tuple[Expr, ...]) -> Expr:
    replaced = dict(zip(function.parameters, values, strict=True))
    return Substitution({}, replaced, read.entries).of(function.body)
