"""What is written with parentheses: functions, binders, cases, derivatives, expectation."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from derivations.sheets.reading import indexing, syntax
from derivations.sheets.reading.entries import (
    CALLABLE,
    DERIVATIVES,
    FUNCTIONS,
    REDUCTIONS,
    STATEMENTS,
    LetFunction,
    close,
)
from derivations.sheets.reading.substitution import Substitution, entry
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.declare import OpaqueFunction
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import ArrayFunction, Binder, Cases, Expectation, Eye, Ones, Partial, Real, Table, Total
from symbolic.language.tree import Axis, Expr, Map, SizeSymbol

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions

Arguments = tuple[Node, ...]
FORMS = {
    "outer": "outer(u, v)",
    "dot": "dot(u, v)",
    "grad": "grad(L, W)",
    "hess": "hess(L, z)",
    "jac": "jac(f, z)",
}


def called(read: Expressions, node: Node, callee: Node, arguments: Arguments) -> Expr:
    """`f(a, b)`, `sum[k](e)`, `g'(e)`."""
    match callee:
        case syntax.Subscript(array=syntax.Name(text=kind), items=items) if kind in REDUCTIONS:
            return _bound(read, node, kind, items, arguments)
        case syntax.Name(text=name) if name in CALLABLE:
            _no_branches(name, arguments)
            return _word(read, node, name, arguments)
        case syntax.Name(text=name) if name in STATEMENTS and name not in read.entries.entries:
            raise Trouble(
                "statement-inside",
                node.span,
                f"`{name}` is a statement of its own, not a number",
                f"claim it: claim NAME: {read.typed(node)}",
            )
        case syntax.Name():
            return _named(read, node, callee, arguments, 0)
        case syntax.Primed():
            inner, primes = callee.function, 1
            while isinstance(inner, syntax.Primed):
                inner, primes = inner.function, primes + 1
            if isinstance(inner, syntax.Name):
                return _named(read, node, inner, arguments, primes)
    raise Trouble(
        "not-a-function",
        callee.span,
        f"`{read.typed(callee)}` is not a function, so it cannot be called",
        f"a product is written with *: {read.typed(callee)} * (..)",
    )


def _word(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    if name == "cases":
        return _cases(read, node, arguments)
    _no_branches(name, arguments)
    if name in FUNCTIONS:
        _count(read, node, name, arguments, 1)
        return Map(name, (read.of(arguments[0]),))
    if name in ("max", "min") and len(arguments) > 1:
        values = tuple(map(read.of, arguments))
        read.same_shapes(node, list(values), arguments)
        return Map(name, values)
    if name in REDUCTIONS:
        return _total(read, node, name, arguments)
    if name == "d":
        return _derivative(read, node, arguments)
    if name in DERIVATIVES:
        return _whole_derivative(read, node, name, arguments)
    if name == "E":
        _count(read, node, name, arguments, 1)
        return Expectation(read.of(arguments[0]))
    return _array(read, node, name, arguments)


def _array(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    if name == "eye":
        _count(read, node, name, arguments, 1)
        axis = _axis(read, arguments[0])
        return Eye((axis, axis))
    if name == "ones":
        return Ones(tuple(_axis(read, a) for a in arguments))
    _count(read, node, name, arguments, 2 if name in FORMS else 1)
    return read.guarded(node, ArrayFunction, name, tuple(map(read.of, arguments)))


def _axis(read: Expressions, node: Node) -> Axis:
    if isinstance(node, syntax.Number) and node.value.denominator == 1 and 1 <= node.value <= 64:
        return int(node.value)
    found = read.look_up(node) if isinstance(node, syntax.Name) and node.text != "pi" else None
    if not isinstance(found, SizeSymbol):
        raise Trouble(
            "size-needed", node.span, f"`{read.typed(node)}` is not a size", "write a declared size: eye(K), ones(N, K)"
        )
    return found


def _no_branches(name: str, arguments: Arguments) -> None:
    for a in arguments:
        if isinstance(a, syntax.Branch) and name != "cases":
            raise Trouble("misplaced-if", a.span, "`if` stands in `cases` only", "write cases(a if c, b)")


def _count(read: Expressions, node: Node, name: str, arguments: Arguments, wanted: int) -> None:
    if len(arguments) != wanted:
        raise Trouble(
            "argument-count",
            node.span,
            f"`{name}` takes {wanted} argument{'s' * (wanted > 1)}, {len(arguments)} are written",
            f"write {FORMS.get(name, name + '(e)')}",
        )


def _bound(read: Expressions, node: Node, kind: str, items: Arguments, arguments: Arguments) -> Expr:
    names = {}
    for item in items:
        index = indexing.index_of(read, item)
        if index.name in names:
            raise Trouble("index-repeated", item.span, f"`{index}` is bound twice", "use two indices")
        names[index.name] = index
    _no_branches(kind, arguments)
    _count(read, node, f"{kind}[{', '.join(names)}]", arguments, 1)
    with read.binding(dict(names)):
        body = read.of(arguments[0])
    return reduce(lambda inner, i: Binder(kind, inner, i), reversed(list(names.values())), body)


def _total(read: Expressions, node: Node, kind: str, arguments: Arguments) -> Expr:
    _count(read, node, kind, arguments, 1)
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
    pairs = []
    for b in branches:
        if not isinstance(b, syntax.Branch):
            raise Trouble(
                "cases-without-else", b.span, "a case without a condition is the last one", "write cases(a if c, b)"
            )
        condition = read.condition(b.condition)
        pairs.append((read.of(b.value), condition))
    return read.guarded(node, Cases, tuple(pairs), read.of(otherwise))


def _derivative(read: Expressions, node: Node, arguments: Arguments) -> Expr:
    body, *variables = arguments
    if not variables:
        raise Trouble("argument-count", node.span, f"`{read.typed(node)}`: the derivative by what?", "write d(e, x)")
    by = [indexing.variable(read, v, "a derivative") for v in variables]
    return reduce(Partial, by, read.of(body))


def _whole_derivative(read: Expressions, node: Node, name: str, arguments: Arguments) -> Expr:
    _count(read, node, name, arguments, 2)
    by = indexing.variable(read, arguments[1], f"`{name}`")
    if name == "jac":
        return Partial(read.of(arguments[0]), by)
    body = read.scalar(arguments[0], f"what `{name}` is taken of")
    first = Partial(body, by)
    return Partial(first, by) if name == "hess" else first


def _named(read: Expressions, node: Node, name: syntax.Name, arguments: Arguments, primes: int) -> Expr:
    _no_branches(name.text, arguments)
    known = name.text in read.local or name.text in read.entries.entries
    if not known and name.text not in read.entries.broken and name.text not in read.entries.later:
        raise _unknown(read, name, arguments)
    match read.look_up(name):
        case OpaqueFunction(orders=orders):
            _count(read, node, name.text, arguments, len(orders))
            if primes and len(orders) > 1:
                raise Trouble(
                    "prime-of-several",
                    node.span,
                    f"`{name.text}` has {len(orders)} arguments: a prime does not say by which",
                    f"write d({name.text}(u, v), u)",
                )
            values = tuple(map(read.of, arguments))
            read.same_shapes(node, list(values), arguments)
            return Map(name.text, values, (primes,) if primes else orders)
        case LetFunction() as function:
            if primes:
                raise Trouble(
                    "prime-of-let",
                    node.span,
                    f"`{name.text}` is a definition",
                    f"write d({name.text}(u), u) of a declared u",
                )
            _count(read, node, name.text, arguments, len(function.parameters))
            return _put_in(read, node, function, arguments)
    kind = "an index" if isinstance(read.look_up(name), IndexSymbol) else "not a function"
    raise Trouble(
        "not-a-function",
        name.span,
        f"`{name.text}` is {kind}, so it cannot be called",
        f"a product is written with *: {name.text} * ({', '.join(map(read.typed, arguments))})",
    )


def _unknown(read: Expressions, name: syntax.Name, arguments: Arguments) -> Trouble:
    functions = [n for n, e in read.entries.entries.items() if isinstance(e, OpaqueFunction | LetFunction)]
    near = close(name.text, (*CALLABLE, *functions, *STATEMENTS))
    usual = {
        "ln": "log",
        "sigma": "sigmoid",
        "relu6": "relu",
        "transpose": "A.T",
        "exponential": "exp",
        "logistic": "sigmoid",
    }
    parameters = ", ".join("uvwxyz"[: len(arguments)])
    near = usual.get(name.text, near)
    return Trouble(
        "unknown-function",
        name.span,
        f"there is no function `{name.text}`",
        f"did you mean `{near}`?"
        if near
        else f"declare it above: function {name.text}({parameters}), or let {name.text}({parameters}) = ..",
    )


def _put_in(read: Expressions, node: Node, function: LetFunction, arguments: Arguments) -> Expr:
    """The body with arguments for parameters; arguments that are arrays are taken entry by entry."""
    values = tuple(map(read.of, arguments))
    read.same_shapes(node, list(values), arguments)
    shape: tuple[Axis, ...] = next((v.shape for v in values if v.shape), ())
    over: list[IndexSymbol] = []
    free = {i.name for v in values for i in v.free} | {i.name for i in function.body.free}
    for n, axis in enumerate(shape):
        over.append(read.entries.fresh(IndexSymbol(f"i{n}", axis), free | {i.name for i in over}))
    entries = (entry(v, tuple(over), read.entries.fresh) if v.shape else v for v in values)
    replaced: dict[Real, Expr] = dict(zip(function.parameters, entries, strict=True))
    body = Substitution({}, replaced, read.entries.fresh).of(function.body)
    return Table(body, tuple(over)) if over else body
