"""A bound of a max or min over an index, entry by entry: `max[i](e) <= b` says that `e <= b` for every i.

That is so since a max of finitely many numbers is at most (less than) b exactly if all of them are; likewise for
`b >= max[i](e)`, and with min and the relations turned. It is used where e is defined everywhere, so that both readings
speak of the same points. The index becomes a new one, so that an index of the same name in b is not captured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from symbolic.language import nodes
from symbolic.language.algebra import is_defined
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.indices import IndexSymbol
from symbolic.language.lowering import Lowering
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, take

FIRST_MARK = 1_000_000
"""Marks of indices that stand for a bound one; a reader counts from 0."""


def entry_by_entry(claim: Claim, positive: Collection[str]) -> Claim:
    """The claim with bounds of a max or min, in its statement and its hypotheses, said of the entries."""
    marks = count(FIRST_MARK)

    def said(r: Relation) -> Relation:
        while True:
            left = _entry(r.left, r.relation in ("<", "<="), r.relation in (">", ">="), marks, positive)
            right = _entry(r.right, r.relation in (">", ">="), r.relation in ("<", "<="), marks, positive)
            if left is r.left and right is r.right:
                return r
            r = Relation(r.relation, left, right)

    statement = claim.statement
    hypotheses = tuple((name, said(r)) for name, r in claim.hypotheses)
    return replace(
        claim, statement=said(statement) if isinstance(statement, Relation) else statement, hypotheses=hypotheses
    )


def _entry(side: object, smaller: bool, larger: bool, marks: Iterator[int], positive: Collection[str]) -> Any:
    """The entries of a max on the smaller side, or a min on the larger side, of an inequality; else the side itself."""
    kind = "max" if smaller else "min" if larger else ""
    match side:
        case nodes.Binder(kind=own, body=body, index=index) if own == kind and not isinstance(index.size, int):
            if _is_total(body, positive):
                return take(nodes.Table(body, (index,)), IndexSymbol(index.name, index.size, next(marks)))
        case nodes.Total(kind=own, array=array) if own == kind and _is_total(array, positive):
            return array
    return side


def _is_total(e: Expr, positive: Collection[str]) -> bool:
    """Whether the entries of an expression are visibly defined everywhere."""
    try:
        at = tuple(1 if isinstance(axis, int) else f"%{n}" for n, axis in enumerate(e.shape))
        return is_defined(Lowering(positive).entry(e, at, {i: i.name for i in e.free}), positive)
    except (LanguageError, NotYetDecidable):
        return False
