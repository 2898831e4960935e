"""Subscripts, and relations between indices: what runs over what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.entries import Let, LetFunction
from derivations.sheets.reading.substitution import Substitution, entry
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.declare import OpaqueFunction
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Real
from symbolic.language.relations import Relation
from symbolic.language.tree import Axis, Expr, Shape, SizeSymbol, shape_text

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def entry_of(read: Expressions, node: Node, array: Node, items: tuple[Node, ...]) -> Expr:
    """`x[i]`, `X[n, j]`, a row `X[n]`, an entry of any array expression."""
    let: Let | None = None
    if isinstance(array, syntax.Name) and array.text not in ("pi", "oo"):
        match read.look_up(array) if array.text not in BINDERS else None:
            case Let() as found:
                let = found
            case IndexSymbol():
                raise Trouble(
                    "subscripts-too-many",
                    node.span,
                    f"`{array.text}` is an index: it takes no subscript",
                    "subscript an array",
                )
            case OpaqueFunction() | LetFunction():
                raise Trouble("function-alone", node.span, f"`{array.text}` is a function", f"write {array.text}(..)")
            case None:
                raise Trouble(
                    "function-alone",
                    node.span,
                    f"`{read.typed(node)}` is not followed by what it is taken of",
                    f"write {read.typed(node)}(..)",
                )
    shape = (*(i.size for i in let.parameters), *let.body.shape) if let else (whole := read.of(array)).shape
    if len(items) > len(shape):
        raise _too_many(read, node, array, items, shape)
    keys = tuple(
        _on_axis(read, n, item, axis, array) for n, (item, axis) in enumerate(zip(items, shape, strict=False), 1)
    )
    if let and len(keys) >= len(let.parameters):
        own, rest = keys[: len(let.parameters)], keys[len(let.parameters) :]
        body = Substitution(dict(zip(let.parameters, own, strict=True)), {}, read.entries.fresh).of(let.body)
        return entry(body, rest + (None,) * (len(body.shape) - len(rest)), read.entries.fresh) if rest else body
    whole = let.whole if let else whole
    return entry(whole, keys + (None,) * (len(shape) - len(keys)), read.entries.fresh)


BINDERS = ("sum", "mean", "prod", "max", "min")


def _too_many(read: Expressions, node: Node, array: Node, items: tuple[Node, ...], shape: Shape) -> Trouble:
    name = read.typed(array)
    if not shape:
        return Trouble(
            "subscripts-too-many",
            node.span,
            f"`{name}` is a number: it takes no subscript",
            f"declare it with an axis: {name}[K]",
        )
    return Trouble(
        "subscripts-too-many",
        node.span,
        f"`{name}` has shape {shape_text(shape)}, so it takes {len(shape)} "
        f"{'index' if len(shape) == 1 else 'indices'}; {len(items)} are written",
        f"leave out {read.typed(items[-1])}",
    )


def _on_axis(read: Expressions, n: int, item: Node, axis: Axis, array: Node) -> IndexSymbol:
    index = index_of(read, item, axis)
    if index.size != axis:
        others = indices_over(read, axis)
        raise Trouble(
            "index-on-other-axis",
            item.span,
            f"`{index}` runs over {index.size}, axis {n} of `{read.typed(array)}` has size {axis}",
            f"an index over {axis}: {', '.join(others)}" if others else _declare(axis),
        )
    return index


def _declare(axis: Axis) -> str:
    if isinstance(axis, int):
        return "an array that is written out is compared as a whole"
    return f"declare one: index a in {axis}"


def indices_over(read: Expressions, axis: Axis) -> list[str]:
    """The declared indices that run over an axis."""
    entries = read.entries.entries.items()
    return [name for name, e in entries if isinstance(e, IndexSymbol) and e.size == axis][:4]


def index_of(read: Expressions, item: Node, axis: Axis | None = None) -> IndexSymbol:
    """The index that stands in a subscript or binder.

    Raises Trouble for a number, a shifted index, or anything else.
    """
    shown = read.typed(item)
    match item:
        case syntax.Name(text=name) if name != "pi":
            found = read.look_up(item)
            if isinstance(found, IndexSymbol):
                return found
            size = found if isinstance(found, SizeSymbol) else axis
            own = indices_over(read, size) if size else []
            raise Trouble(
                "not-an-index",
                item.span,
                f"`{name}` is {_kind(read, name)}, not an index",
                f"write an index over {size}: {', '.join(own)}" if own else f"declare one: index i in {size or 'K'}",
            )
        case syntax.Number():
            raise Trouble(
                "position-number",
                item.span,
                f"`{shown}` is a number: a size stays a symbol, so no position has a number",
                "write an index; for a fixed position, declare a scalar of its own",
            )
        case syntax.Sum() | syntax.Product() | syntax.Negative() | syntax.Power() if _mentions_index(read, item):
            raise Trouble(
                "index-shifted",
                item.span,
                f"`{shown}` calculates with an index, which is not a number",
                "declare two indices and relate them: `where i != j`",
            )
    raise Trouble(
        "not-an-index", item.span, f"`{shown}` is not an index", "a subscript is the name of a declared index"
    )


def _kind(read: Expressions, name: str) -> str:
    return "a parameter" if name in read.local else read.entries.kind(name)


def _mentions_index(read: Expressions, node: Node) -> bool:
    match node:
        case syntax.Name():
            known = read.local.get(node.text, read.entries.entries.get(node.text))
            return isinstance(known, IndexSymbol)
        case syntax.Sum(terms=parts) | syntax.Product(factors=parts):
            return any(_mentions_index(read, p) for p in parts)
        case syntax.Negative(operand=operand):
            return _mentions_index(read, operand)
        case syntax.Power(base=base):
            return _mentions_index(read, base)
    return False


def related(read: Expressions, node: syntax.Comparison, operator: str, indices: list[IndexSymbol | None]) -> Relation:
    """`i == j` and `i != j` of two indices over one size."""
    left, right = indices
    if operator not in ("==", "!="):
        raise Trouble(
            "index-ordered",
            node.span,
            f"`{read.typed(node)}` orders indices, which have no order here",
            "indices are compared with == and != only",
        )
    if left is None or right is None:
        index, side = (left, node.sides[1]) if left is not None else (right, node.sides[0])
        raise Trouble(
            "index-compared-with-number",
            node.span,
            f"`{index}` is an index and `{read.typed(side)}` is not",
            "an index is compared with an index over the same size",
        )
    if left.size != right.size:
        raise Trouble(
            "indices-of-two-sizes",
            node.span,
            f"`{left}` runs over {left.size}, `{right}` runs over {right.size}",
            f"compare indices over one size: {', '.join(indices_over(read, left.size))} run over {left.size}",
        )
    return Relation(operator, left, right)


def variable(read: Expressions, node: Node, of: str) -> Expr:
    """What a derivative is by: a declared real, an entry or a row of one, several of them in brackets."""
    shown = read.typed(node)
    root = node.array if isinstance(node, syntax.Subscript) else node
    match root:
        case syntax.Bracket(items=items) if root is node and not isinstance(items[0], syntax.Comparison):
            for item in items:
                variable(read, item, of)
            return read.of(node)
        case syntax.Name(text=name) if name != "pi":
            match read.look_up(root):
                case Real() as real if real in read.parameters:
                    raise Trouble(
                        "derivative-by-parameter",
                        node.span,
                        f"`{name}` is a parameter, and {of} is taken where the function is defined",
                        f"take the derivative where the function is used: d(f({name}), {name}) of a declared {name}",
                    )
                case Real():
                    return read.of(node)
                case Let():
                    raise Trouble(
                        "derivative-by-let",
                        node.span,
                        f"`{name}` is a definition: {of} is by declared reals",
                        f"declare it instead: real {name}",
                    )
                case _:
                    raise Trouble(
                        "derivative-by-other",
                        node.span,
                        f"`{shown}` is {_kind(read, name)}, and {of} is by declared reals",
                        "write a declared real, or an entry of one",
                    )
    raise Trouble(
        "derivative-by-other",
        node.span,
        f"`{shown}` is an expression, and {of} is by declared reals",
        "declare a real for it, or use the chain rule",
    )
