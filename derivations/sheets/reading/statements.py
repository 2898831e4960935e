"""What can be claimed: relations, convexity, extrema, monotony, limits, subgradients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.comparisons import relation
from derivations.sheets.reading.indexing import different
from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.mentions import reals_in
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.reading.vocabulary import STATEMENTS
from symbolic.language.claims import (
    Convexity,
    Extremum,
    LimitClaim,
    Monotone,
    Semidefinite,
    SubgradientClaim,
)
from symbolic.language.nodes import Constant, Real, Table
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, Map, SizeSymbol, shape_text

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions

FORMS = {
    **{kind: f"{kind}(L, z)" for kind in ("convex", "strictly_convex", "concave")},
    **{kind: f"{kind}(L, w == 0, b == 1/2)" for kind in ("minimizer", "unique_minimizer", "stationary")},
    **{kind: f"{kind}(f, z)" for kind in ("increasing", "decreasing", "nondecreasing", "nonincreasing")},
    "psd": "psd(M)",
    "pd": "pd(M)",
    "limit": "limit(f, z, oo) == a",
    "subgradient": "subgradient(L, w, e)",
}


def statement_of(read: Expressions, node: Node) -> Statement:
    """A relation, or one of the statements with a name."""
    match node:
        case syntax.Call(callee=syntax.Name(text="limit")):
            raise Trouble("statement-needed", node.span, "the limit is what?", f"write {FORMS['limit']}")
        case syntax.Call(callee=syntax.Name(text=kind), arguments=arguments) if kind in STATEMENTS:
            return _named(read, node, kind, arguments)
        case syntax.Comparison(
            operators=("==",), sides=(syntax.Call(callee=syntax.Name(text="limit")) as limit, value)
        ):
            return _limit(read, limit, value)
        case syntax.Comparison():
            return relation(read, node)
        case syntax.Conjunction():
            raise Trouble(
                "two-statements", node.span, "a claim states one thing", "make a claim of each, with its own name"
            )
        case syntax.Call(callee=syntax.Name(text=name)) if name not in read.entries.entries and (
            near := close(name, STATEMENTS)
        ):
            raise Trouble("unknown-function", node.span, f"there is no statement `{name}`", f"did you mean `{near}`?")
    read.of(node)
    raise Trouble(
        "statement-needed",
        node.span,
        f"`{read.typed(node)}` is an expression, which states nothing",
        "compare it with another: `a == b`, `a <= b`, or claim convex(..), psd(..), limit(..) == a",
    )


def _named(read: Expressions, node: Node, kind: str, arguments: tuple[Node, ...]) -> Statement:
    least, most = {"psd": (1, 1), "pd": (1, 1), "subgradient": (3, 3)}.get(kind, (2, 2))
    if kind in ("convex", "strictly_convex", "concave", "minimizer", "unique_minimizer", "stationary"):
        most = 1000
    if not least <= len(arguments) <= most:
        raise Trouble("argument-count", node.span, f"`{kind}` is written {FORMS[kind]}", f"write {FORMS[kind]}")
    body = arguments[0]
    match kind:
        case "psd" | "pd":
            return _definite(read, body, kind)
        case "convex" | "strictly_convex" | "concave":
            return Convexity(kind, _function(read, body, kind), _reals(read, arguments[1:]))
        case "minimizer" | "unique_minimizer" | "stationary":
            point = tuple(_coordinate(read, a, kind) for a in arguments[1:])
            _once([real for real, _ in point], arguments[1:])
            _fixed(point, arguments[1:])
            return Extremum(kind, _function(read, body, kind), point)
        case "subgradient":
            (real,) = _reals(read, arguments[1:2])
            slope = read.of(arguments[2])
            read.same_shapes(node, [real, slope], arguments[1:3])
            return SubgradientClaim(_function(read, body, kind), real, slope)
    (real,) = _reals(read, arguments[1:2])
    if real.shape:
        raise Trouble(
            "scalar-needed",
            arguments[1].span,
            f"`{real.name}` has shape {shape_text(real.shape)}; a function is {kind} in a scalar real",
            "declare a scalar for the entry that is meant",
        )
    return Monotone(kind, _function(read, body, kind), real)


def _definite(read: Expressions, body: Node, kind: str) -> Statement:
    matrix = read.of(body)
    if len(matrix.shape) != 2 or matrix.shape[0] != matrix.shape[1]:
        raise Trouble(
            "shapes-differ",
            body.span,
            f"`{read.typed(body)}` has shape {shape_text(matrix.shape)}; {kind}(..) is of a square matrix",
            "write the whole matrix, without indices: hess(L, z)",
        )
    return Semidefinite(matrix, strict=kind == "pd")


def _function(read: Expressions, node: Node, kind: str) -> Expr:
    return read.scalar(node, f"what `{kind}` is said of")


def _reals(read: Expressions, nodes: tuple[Node, ...]) -> tuple[Real, ...]:
    flat = tuple(p for n in nodes for p in (n.items if isinstance(n, syntax.Together | syntax.Bracket) else (n,)))
    found = [_real(read, part) for part in flat]
    _once(found, flat)
    return tuple(found)


def _once(reals: list[Real], nodes: tuple[Node, ...]) -> None:
    for n, real in enumerate(reals):
        if real in reals[:n]:
            raise Trouble("variable-repeated", nodes[n].span, f"`{real.name}` is named twice", "name each real once")


def _fixed(point: tuple[tuple[Real, Expr], ...], nodes: tuple[Node, ...]) -> None:
    """Refuse a point whose place depends on the very reals that are varied."""
    varied = frozenset(real for real, _ in point)
    for (_, value), node in zip(point, nodes, strict=True):
        if moving := varied & reals_in(value):
            name = min(real.name for real in moving)
            found = f"the value mentions `{name}`, which is varied here"
            raise Trouble("point-moves", node.span, found, "give each real a value that does not depend on them")


def _real(read: Expressions, node: Node) -> Real:
    if isinstance(node, syntax.Name) and node.text != "pi":
        match read.look_up(node):
            case Real() as real:
                return real
            case Let():
                reason = f"`{node.text}` is a definition"
            case _:
                reason = f"`{node.text}` is {read.entries.kind(node.text)}"
    else:
        reason = f"`{read.typed(node)}` is an expression"
    raise Trouble("real-needed", node.span, f"{reason}, not a declared real", "name the reals that the function is of")


def _coordinate(read: Expressions, node: Node, kind: str) -> tuple[Real, Expr]:
    """`w == 0`, or `w[j] == e` for every j."""
    if not isinstance(node, syntax.Comparison) or node.operators != ("==",):
        if isinstance(node, syntax.Comparison) and node.operators == ("=",):
            at = node.sides[0].span[1]
            raise Trouble(
                "equals-sign", (at, at + 2), "`=` defines, and stands in `let` only", "to compare, write `==`"
            )
        raise Trouble("point-needed", node.span, f"`{read.typed(node)}` does not say where", f"write {FORMS[kind]}")
    left, right = node.sides
    match left:
        case syntax.Subscript(array=array, items=items):
            real, entry = _real(read, array), read.of(left)
            if entry.shape:
                raise Trouble(
                    "point-needed",
                    left.span,
                    f"`{read.typed(left)}` is not every entry of an array",
                    f"write {FORMS[kind]}",
                )
            with read.binding(different(read, items), right) as indices:
                return real, Table(read.scalar(right, "its entry"), indices)
    real, value = _real(read, left), read.of(right)
    read.same_shapes(node, [real, value] if value.shape else [real], (left, right) if value.shape else (left,))
    if value.shape and not real.shape:
        raise Trouble(
            "shapes-differ", node.span, f"`{real.name}` is a number, `{read.typed(right)}` an array", "give one value"
        )
    return real, value


def _limit(read: Expressions, node: syntax.Call, value: Node) -> Statement:
    if len(node.arguments) != 3:
        raise Trouble("argument-count", node.span, f"a limit is written {FORMS['limit']}", f"write {FORMS['limit']}")
    body, by, to = node.arguments
    at = by.array if isinstance(by, syntax.Subscript) else by
    found = read.look_up(at) if isinstance(at, syntax.Name) and at.text != "pi" else None
    if not isinstance(found, Real | SizeSymbol):
        raise Trouble(
            "limit-variable",
            by.span,
            f"`{read.typed(by)}` is not a declared real or a size",
            "a limit is taken in one of these",
        )
    variable = read.scalar(by, "what tends to something")
    return LimitClaim(read.scalar(body, "what has a limit"), variable, _end(read, to), _end(read, value))


def _end(read: Expressions, node: Node) -> Expr:
    """`oo`, `-oo` or a number."""
    match node:
        case syntax.Name(text="oo"):
            return Constant("oo")
        case syntax.Negative(operand=syntax.Name(text="oo")):
            return Map("negate", (Constant("oo"),))
    return read.scalar(node, "the end of a limit")
