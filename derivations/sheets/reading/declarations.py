"""Statements that declare: sizes, indices, reals, functions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from derivations.sheets.reading import syntax
from derivations.sheets.reading.domains import constant, domain_of
from derivations.sheets.reading.entries import check_name
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.meanings import Entry
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Span, Trouble
from derivations.sheets.reading.vocabulary import CALLABLE, STATEMENTS
from symbolic.language.declare import OpaqueFunction
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Real
from symbolic.language.tree import SizeSymbol

Found = list[tuple[Name, Entry]]


def sizes(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`size N, K` and `size N >= 2`."""
    found: Found = []
    for item in items:
        without(item, axes=True, within=True, form="size N, K >= 2")
        read.entries.check_new(item.name)
        at_least = 1
        if item.bound is not None:
            value = constant(item.bound)
            if item.relation != ">=" or value is None or value.denominator != 1 or value < 1:
                raise Trouble(
                    "bad-declaration",
                    item.bound.span,
                    "a size has a lower bound only",
                    "write size N >= 2; other conditions stand in `where`",
                )
            at_least = int(value)
        found.append((item.name, SizeSymbol(item.name.text, at_least)))
    return found


def indices(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`index i, j in K`."""
    found: Found = []
    waiting: list[Name] = []
    for item in items:
        without(item, axes=True, bound=True, form="index i, j in K")
        read.entries.check_new(item.name)
        waiting.append(item.name)
        if item.within is not None:
            size = _size(read, item.within)
            found += [(name, IndexSymbol(name.text, size)) for name in waiting]
            waiting = []
    if waiting:
        raise Trouble(
            "bad-declaration", waiting[-1].span, f"over what does `{waiting[-1].text}` run?", "write index i, j in K"
        )
    return found


def _size(read: Expressions, within: syntax.Within) -> SizeSymbol:
    if not within.brackets and isinstance(within.items[0], Name):
        return size_named(read, within.items[0])
    raise Trouble("size-needed", within.span, "an index runs over a declared size", "write index i, j in K")


def size_named(read: Expressions, node: Node) -> SizeSymbol:
    """The declared size that an axis names."""
    if not isinstance(node, Name):
        raise Trouble("size-needed", node.span, f"`{read.typed(node)}` is not a declared size", _without_size(node))
    name, entries = node.text, read.entries
    if name not in entries.entries and name not in entries.broken and not entries.is_later(name):
        help = partial(_size_meant, name, entries.entries)
        raise Trouble("unknown-name", node.span, f"`{name}` is not declared", help)
    found = read.look_up(node)
    if isinstance(found, SizeSymbol):
        return found
    over = f": write {found.size}" if isinstance(found, IndexSymbol) else ""
    raise Trouble(
        "size-needed",
        node.span,
        f"`{node.text}` is {read.entries.kind(node.text)}, not a size",
        "an axis is a size" + over,
    )


def _size_meant(name: str, entries: Mapping[str, Entry]) -> str:
    near = close(name, [n for n, e in entries.items() if isinstance(e, SizeSymbol)])
    return f"did you mean `{near}`?" if near else f"declare it above: size {name}"


def _without_size(node: Node) -> str:
    if isinstance(node, syntax.Number):
        return "sizes stay symbols: size K; or declare its entries, real a, b, and let A = [a, b] or [[a, b], [b, a]]"
    return "declare one: size K (it stays a symbol)"


def reals(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`real x, w[d], yh in (0, 1), s > 0`."""
    found: Found = []
    for item in items:
        read.entries.check_new(item.name)
        axes = tuple(size_named(read, a) for a in item.axes)
        found.append((item.name, Real(item.name.text, axes, domain_of(read, item))))
    return found


def without(item: syntax.Item, *, form: str, axes: bool = False, within: bool = False, bound: bool = False) -> None:
    """Refuse what an item of a declaration cannot have."""
    where: Span | None = None
    if axes and item.axes:
        where = item.axes[0].span
    elif within and item.within is not None:
        where = item.within.span
    elif bound and item.bound is not None:
        where = item.bound.span
    if where is not None:
        raise Trouble("bad-declaration", where, "this does not belong here", f"the form is: {form}")


def functions(read: Expressions, calls: tuple[Node, ...]) -> Found:
    """`function g` and `function f(u, v)`."""
    found: Found = []
    for call in calls:
        name, parameters = (call.callee, call.arguments) if isinstance(call, syntax.Call) else (call, ())
        assert isinstance(name, Name)  # by the grammar
        check_function(read, name)
        check_parameters(tuple(p for p in parameters if isinstance(p, Name)))
        found.append((name, OpaqueFunction(name.text, (0,) * max(1, len(parameters)))))
    return found


def check_function(read: Expressions, name: Name) -> None:
    """Refuse a name that cannot be that of a function."""
    read.entries.check_new(name)
    if name.text in (*CALLABLE, *STATEMENTS, "step"):
        raise Trouble(
            "reserved-name", name.span, f"`{name.text}(` is an operator of the language", "choose another name"
        )


def check_parameters(names: tuple[Name, ...]) -> None:
    """Refuse parameters that cannot be told apart."""
    for n, name in enumerate(names):
        check_name(name)
        if name.text in {other.text for other in names[:n]}:
            raise Trouble("index-repeated", name.span, f"`{name.text}` stands twice", "name each parameter once")
