"""An array that is compared with a number that has indices of its own, where an entry of the array was meant."""

from __future__ import annotations

from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Relation
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, shape_text


def hint(statement: Statement) -> str | None:
    """`grad(L, b) == y[k]` for `grad(L, b)[k] == y[k]`: what the first says, and how to say the second."""
    match statement:
        case Relation(left=Expr() as left, right=Expr() as right) if left.shape and not right.shape:
            own = sorted(right.free - left.free, key=lambda index: index.name)
            names = _one_an_axis(left, own)
            if names:
                return (
                    f"the left side is an array of shape {shape_text(left.shape)}, and each of its entries is compared "
                    f"with one number for each {', '.join(names)}: [{', '.join(names)}] behind it takes its entry"
                )
    return None


def _one_an_axis(array: Expr, indices: list[IndexSymbol]) -> list[str]:
    """For each axis an index over it, in order of their names; none if there are not enough."""
    names: list[str] = []
    for axis in array.shape:
        found = next((i for i in indices if i.size == axis and i.name not in names), None)
        if found is None:
            return []
        names.append(found.name)
    return names
