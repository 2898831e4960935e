"""What is to be compiled, as kernel terms over named axes: an expression of any shape, one side of a claim, a term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from numeric_bridge.errors import BridgeError
from symbolic.kernel.judgements import Axis, Context
from symbolic.kernel.terms import Derivative, Term
from symbolic.language.context import axes_of, ordered, positive_arrays
from symbolic.language.declarations import Declarations
from symbolic.language.index_names import FREE, choose
from symbolic.language.indices import IndexSymbol
from symbolic.language.lowering import Lowering
from symbolic.language.printing import text
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim, Statement, as_claim
from symbolic.language.tree import Expr, coerce


@dataclass(frozen=True, slots=True)
class Reading:
    """`entries` gives for each position on the axes of known length the term there; the other axes are its indices.

    An axis is (name of its index, size).
    """

    context: Context
    axes: tuple[tuple[str, Axis], ...]
    entries: tuple[tuple[tuple[int, ...], Term], ...]
    written: str


def read(what: Any, side: str = "right", context: Context | None = None) -> Reading:
    """Raises BridgeError for what is not a term with its context, an expression, or an equality or inequality."""
    if isinstance(what, Term):
        if context is None:
            raise BridgeError("a kernel term comes with its context: compile(term, context=sequent.context)")
        return of_term(what, context)
    if isinstance(what, Claim | Statement):
        statement = as_claim(what).statement
        if not isinstance(statement, Relation) or statement.is_between_indices:
            raise BridgeError(f"`{what}` has no two sides: compile an expression of it")
        if side not in ("left", "right"):
            raise BridgeError(f"side={side!r}: a relation has a left and a right side")
        left, right = statement.expressions()
        return of_expression(left if side == "left" else right, statement, left)
    e = coerce(what)
    return of_expression(e, e, e)


def of_term(term: Term, context: Context) -> Reading:
    """A term over its free indices, in the order of the context, or of the array that a derivative is taken by."""
    sizes = dict(context.indices)
    if strangers := term.free - sizes.keys():
        raise BridgeError(f"the context does not declare the indices {', '.join(sorted(strangers))} of {text(term)}")
    names = natural_order(term, [name for name, _ in context.indices if name in term.free])
    return Reading(context, tuple((n, sizes[n]) for n in names), (((), term),), text(term))


def of_expression(e: Expr, whole: Expr | Relation, first: Expr) -> Reading:
    """An expression over the axes of `whole`: its free indices, then its shape.

    If `first`, the left side, is a derivative, the axes are in the order of the array that it is taken by.
    """
    declared = Declarations()
    for part in whole.expressions() if isinstance(whole, Relation) else (whole,):
        declared.add(part)
    declared.check_indices()
    free = ordered(whole.free)
    names: list[tuple[str, Axis]] = []
    for n, axis in enumerate((*(s.size for s in free), *whole.shape)):
        wish = [free[n].name] if n < len(free) else declared.index_names(str(axis), summed=False)
        taken = {*declared.arrays, *(name for name, _ in names)}
        names.append((choose(str(axis), taken, list(wish), FREE), axis if isinstance(axis, int) else axis.name))
    lowering = Lowering(positive_arrays(declared))

    def entry(part: Expr, at: tuple[str | int, ...]) -> Term:
        values: dict[IndexSymbol, Any] = dict(zip(free, at, strict=False))
        return lowering.entry(part, at[len(free) :] if part.shape else (), values)

    entries = tuple((tuple(p - 1 for p in at if isinstance(p, int)), entry(e, at)) for at in _positions(names))
    context = Context(
        sizes=tuple((s.name, s.at_least, s.at_most) for s in declared.sizes.values()),
        arrays=tuple((r.name, axes_of(r.axes)) for r in declared.arrays.values()),
        indices=tuple((n, a) for n, a in names if isinstance(a, str)),
        labels=tuple((c.name, tuple(s.name for s in c.over), c.into.name) for c in declared.labels.values()),
    )
    if all(isinstance(axis, str) for _, axis in names):
        order = natural_order(entry(first, tuple(n for n, _ in names)), [n for n, _ in names])
        names.sort(key=lambda pair: order.index(pair[0]))
    return Reading(context, tuple(names), entries, text(e))


def _positions(names: list[tuple[str, Axis]]) -> Iterator[tuple[str | int, ...]]:
    return product(*((name,) if isinstance(axis, str) else range(1, axis + 1) for name, axis in names))


def natural_order(term: Term, names: list[str]) -> list[str]:
    """The names in their order, but those of the array that a derivative is taken by last and as they stand there."""
    match term:
        case Derivative(body=body, indices=indices):
            inner = natural_order(body, [n for n in names if n in body.free])
            by = [i for i in indices if isinstance(i, str) and i in names]
            return list(dict.fromkeys((*inner, *(n for n in names if n not in by), *by)))
    return names
