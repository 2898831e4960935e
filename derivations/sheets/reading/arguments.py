"""Arguments of functions: how many, and of what form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.reading.vocabulary import REDUCTIONS

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions

Arguments = tuple[Node, ...]
FORMS = {
    **{kind: f"{kind}[k](e), with the index in brackets" for kind in REDUCTIONS},
    "outer": "outer(u, v)",
    "dot": "dot(u, v)",
    "grad": "grad(L, W)",
    "hess": "hess(L, z)",
    "jac": "jac(f, z)",
}


def count(read: Expressions, node: Node, name: str, arguments: Arguments, wanted: int) -> None:
    """Refuse another number of arguments than a function takes."""
    if len(arguments) != wanted:
        written = "1 is written" if len(arguments) == 1 else f"{len(arguments)} are written"
        found = f"`{name}` takes {wanted} argument{'s' * (wanted > 1)}, {written}"
        raise Trouble("argument-count", node.span, found, f"write {FORMS.get(name, name + '(e)')}")


def no_branches(name: str, arguments: Arguments) -> None:
    """Refuse `a if c` among the arguments of anything but `cases`."""
    for a in arguments:
        if isinstance(a, syntax.Branch) and name != "cases":
            raise Trouble("misplaced-if", a.span, "`if` stands in `cases` only", "write cases(a if c, b)")
