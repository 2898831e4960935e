"""Subscripts, and relations between indices: what runs over what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.substitution import entry
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble, all_of
from derivations.sheets.reading.vocabulary import REDUCTIONS
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Relation
from symbolic.language.tree import Axis, Expr, Shape, SizeSymbol, shape_text

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def entry_of(read: Expressions, node: Node, array: Node, items: tuple[Node, ...]) -> Expr:
    """`x[i]`, `X[n, j]`, a row `X[n]`, an entry of any array expression."""
    let = _definition(read, node, array)
    whole = let.whole if let else read.of(array)
    shape = whole.shape
    if len(items) > len(shape):
        raise _too_many(read, node, array, items, shape)
    axes = enumerate(zip(items, shape, strict=False), 1)
    keys = all_of(lambda at: _on_axis(read, at[0], *at[1], array), axes)
    padded = keys + (None,) * (len(shape) - len(keys))
    if let is None:
        return entry(whole, padded, read.entries)
    known = read.entries.entries_of_definitions
    if (let.name, padded) not in known:
        known[let.name, padded] = entry(whole, padded, read.entries)
    return known[let.name, padded]


def _definition(read: Expressions, node: Node, array: Node) -> Let | None:
    """The definition that an entry is taken of; refuses names that are no arrays."""
    if not isinstance(array, syntax.Name) or array.text in ("pi", "oo"):
        return None
    if array.text in REDUCTIONS:
        found = f"`{read.typed(node)}` is not followed by what it is taken of"
        raise Trouble("function-alone", node.span, found, f"write {read.typed(node)}(..)")
    match read.look_up(array):
        case Let() as let:
            return let
        case IndexSymbol():
            found = f"`{array.text}` is an index: it takes no subscript"
            raise Trouble("subscripts-too-many", node.span, found, "a subscript belongs to an array")
    return None


def _too_many(read: Expressions, node: Node, array: Node, items: tuple[Node, ...], shape: Shape) -> Trouble:
    name = read.typed(array)
    if not shape:
        found = f"`{name}` is a number: it takes no subscript"
        return Trouble("subscripts-too-many", node.span, found, _with_axis(read, array, items))
    return Trouble(
        "subscripts-too-many",
        node.span,
        f"`{name}` has shape {shape_text(shape)}, so it takes {len(shape)} "
        f"{'index' if len(shape) == 1 else 'indices'}; {len(items)} are written",
        f"leave out {read.typed(items[-1])}",
    )


def _with_axis(read: Expressions, array: Node, items: tuple[Node, ...]) -> str:
    name, typed = read.typed(array), ", ".join(map(read.typed, items))
    entry = read.entries.entries.get(name)
    if isinstance(entry, SizeSymbol):
        return f"`{name}` is a size: leave out [{typed}]"
    if isinstance(entry, Let):
        return f"define it with its index: let {name}[{typed}] = .."
    return f"declare it with an axis: {name}[K]" if entry else "only an array takes a subscript"


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
            return _index_named(read, item, axis)
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


def different(read: Expressions, items: tuple[Node, ...]) -> tuple[IndexSymbol, ...]:
    """The indices that a binder or a definition binds, each under the name that is typed."""
    found: dict[str, IndexSymbol] = {}
    for item in items:
        name = read.typed(item)
        if name in found:
            raise Trouble("index-repeated", item.span, f"`{name}` stands twice", "use different indices")
        found[name] = IndexSymbol(name, index_of(read, item).size)
    return tuple(found.values())


def _index_named(read: Expressions, name: syntax.Name, axis: Axis | None) -> IndexSymbol:
    if not read.knows(name.text):
        own = indices_over(read, axis) if axis is not None else []
        near = close(name.text, own)
        run = axis if isinstance(axis, SizeSymbol) else "K"
        others = f"over {axis} run: {', '.join(own)}" if own else f"declare it above: index {name.text} in {run}"
        help = f"did you mean `{near}`?" if near else others
        raise Trouble("unknown-name", name.span, f"the index `{name.text}` is not declared", help)
    found = read.look_up(name)
    if isinstance(found, IndexSymbol):
        return found
    size = found if isinstance(found, SizeSymbol) else axis
    own = indices_over(read, size) if size else []
    raise Trouble(
        "not-an-index",
        name.span,
        f"`{name.text}` is {kind_of(read, name.text)}, not an index",
        f"write an index over {size}: {', '.join(own)}" if own else f"declare one: index i in {size or 'K'}",
    )


def kind_of(read: Expressions, name: str) -> str:
    """What a name was declared as, in words."""
    return "a parameter" if name in read.local else read.entries.kind(name)


def _mentions_index(read: Expressions, node: Node) -> bool:
    match node:
        case syntax.Name():
            return read.is_index(node.text)
        case syntax.Sum(terms=parts) | syntax.Product(factors=parts):
            return any(_mentions_index(read, p) for p in parts)
        case syntax.Negative(operand=operand):
            return _mentions_index(read, operand)
        case syntax.Power(base=base):
            return _mentions_index(read, base)
    return False


def related(
    read: Expressions, node: syntax.Comparison, operator: str, indices: tuple[IndexSymbol | None, ...]
) -> Relation:
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
