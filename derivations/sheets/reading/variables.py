"""What derivatives are by: declared reals, and entries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.indexing import kind_of
from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.nodes import Real
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def variable(read: Expressions, node: Node, of: str) -> Expr:
    """What a derivative is by: a declared real, an entry or a row of one, several of them in brackets."""
    root = node.array if isinstance(node, syntax.Subscript) else node
    match root:
        case syntax.Bracket(items=items) if root is node and not isinstance(items[0], syntax.Comparison):
            for item in items:
                variable(read, item, of)
            return read.of(node)
        case syntax.Name(text=name) if name != "pi":
            found = read.look_up(root)
            if isinstance(found, Real) and found not in read.parameters:
                return read.of(node)
            raise _no_variable(read, node, name, found, of)
    raise Trouble(
        "derivative-by-other",
        node.span,
        f"`{read.typed(node)}` is an expression, and {of} is by declared reals",
        "declare a real for it, or use the chain rule",
    )


def _no_variable(read: Expressions, node: Node, name: str, found: object, of: str) -> Trouble:
    match found:
        case Real():
            return Trouble(
                "derivative-by-parameter",
                node.span,
                f"`{name}` is a parameter, which stands for any argument",
                f"take the derivative where the function is used: d(f({name}), {name}) of a declared {name}",
            )
        case Let():
            return Trouble(
                "derivative-by-let",
                node.span,
                f"`{name}` is a definition: {of} is by declared reals",
                f"use the chain rule, or declare it instead: real {name}",
            )
    return Trouble(
        "derivative-by-other",
        node.span,
        f"`{name}` is {kind_of(read, name)}, and {of} is by declared reals",
        "write a declared real, or an entry of one",
    )
