"""Brackets as masks, and definitions by cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from numeric_bridge.torch_export.entries import ranged
from numeric_bridge.torch_export.value import ATOM, SUM, Value, aligned, common_order
from symbolic.language.relations import Condition, Relation, relations_of
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from numeric_bridge.torch_export.writer import Writer


def mask(writer: Writer, condition: Condition) -> Value:
    """A tensor of truth values."""
    values = [_holds(writer, r) for r in relations_of(condition)]
    if len(values) == 1:
        return values[0]
    dims = common_order(values)
    text = " & ".join(f"({aligned(v, dims).text})" for v in values)
    return Value(text, dims, SUM - 1, is_mask=True)


def _holds(writer: Writer, r: Relation) -> Value:
    sides = [
        writer.number(writer.value(side)) if isinstance(side, Expr) else ranged(writer, side)
        for side in (r.left, r.right)
    ]
    dims = common_order(sides)
    left, right = (aligned(v, dims).within(SUM) for v in sides)
    return Value(f"{left} {r.relation} {right}", dims, SUM - 1, is_mask=True)


def piecewise(writer: Writer, branches: Sequence[tuple[Expr, Condition]], otherwise: Expr) -> Value:
    """The value of the first condition that holds."""
    result = writer.number(writer.value(otherwise))
    for e, condition in reversed(branches):
        chosen, value = mask(writer, condition), writer.number(writer.value(e))
        dims = common_order([chosen, value, result])
        first, second = (aligned(v, dims) for v in (value, result))
        if not first.is_tensor and not second.is_tensor:
            writer.used |= {"dtype", "device"}
            first = Value(f"torch.tensor({first.text}, dtype=dtype, device=device)")
        result = Value(f"torch.where({aligned(chosen, dims).text}, {first.text}, {second.text})", dims, ATOM)
    return result
