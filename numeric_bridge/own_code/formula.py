"""An expression of any shape as what a function is held against, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from numeric_bridge.errors import BridgeError
from numeric_bridge.gradient import Gradient
from symbolic.kernel.judgements import Axis, Context, Equal, Sequent
from symbolic.kernel.terms import Index, Term, substitute
from symbolic.language.claim_lowering import lower
from symbolic.language.relations import Equal as equal
from symbolic.language.tree import coerce


@dataclass(frozen=True, slots=True)
class Formula:
    """The entry `right` of an expression at its indices `free`, which run over `axes`. It is called `array`."""

    array: str
    axes: tuple[Axis, ...]
    right: Term
    free: tuple[str, ...]
    context: Context

    @property
    def loss(self) -> Term:
        """What mentions every name that occurs."""
        return self.right

    def entry(self, at: tuple[int, ...]) -> Term:
        """The entry at a position, from 1."""
        values: dict[str, Index] = dict(zip(self.free, at, strict=True))
        return substitute(self.right, values)

    def sequent(self, *, on_kinks: bool = False) -> Sequent:
        """For drawing points; there are none to put on kinks."""
        return Sequent(self.context, Equal(self.right, self.right))


Target: TypeAlias = Gradient | Formula
"""What a function can be held against."""


def formula_of(expression: Any, name: str = "result") -> Formula:
    """Over the free indices of the expression, then its shape.

    Raises BridgeError for one with an axis of known length, NotYetDecidable for what has no kernel term.
    """
    e = coerce(expression)
    sequents = lower(equal(e, e)).sequents
    judgement = sequents[0].judgement if len(sequents) == 1 else None
    if not isinstance(judgement, Equal):
        raise BridgeError(f"`{e}` has an axis of known length: hold its entries against the function one by one")
    context = sequents[0].context
    axes = tuple(size for _, size in context.indices)
    names = tuple(n for n, _ in context.indices)
    return Formula(name, axes, judgement.left, names, replace(context, distinct=frozenset()))
