"""A bound of a max or min, said of what it is the max or min of: `max[i](e) <= b` says that `e <= b` for every i.

That is so since a max of finitely many numbers is at most (less than) b exactly if all of them are; likewise for
`b >= max[i](e)`, for `max(A) <= b` of all entries of an array, for `max(u, v) <= b`, which becomes `u <= b` and
`v <= b`, and with min and the relations turned. It is done where all that is compared is defined everywhere, so that
both readings speak of the same points. A bound index becomes a new one, so that none of the same name in b is captured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count

from symbolic.language import claims, nodes
from symbolic.language.algebra import is_defined
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.index_names import FREE, choose
from symbolic.language.indices import IndexSymbol
from symbolic.language.lowering import Lowering
from symbolic.language.relations import Relation, Side
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, Map, take

FIRST_MARK = 1_000_000
"""Marks of indices that stand for a bound one; a reader counts from 0."""
TURNED = {"max": "min", "min": "max"}


class Bounds:
    """Takes claims apart; `positive` names the arrays whose entries are > 0, `taken` the names in use."""

    def __init__(self, positive: Collection[str], taken: Collection[str]) -> None:
        self.positive, self.taken, self.marks = positive, taken, count(FIRST_MARK)

    def claims(self, claim: Claim) -> Iterator[Claim]:
        """Claims that together say what the claim says."""
        hypotheses = tuple((name, part) for name, r in claim.hypotheses for part in self.relations(r))
        statement = claim.statement
        for part in self.relations(statement) if isinstance(statement, Relation) else (statement,):
            yield replace(claim, statement=part, hypotheses=hypotheses)

    def stronger(self, claim: Claim) -> Claim:
        """That a max over an index is convex, since what it is the max of is; that a min is concave. Else the claim."""
        match claim.statement:
            case claims.Convexity(kind="convex" | "concave" as kind, body=body) as convexity:
                (entry,) = self.compared(body, {"convex": "max", "concave": "min"}[kind])[:1]
                if _is_over_a_symbol(body) and isinstance(entry, Expr) and entry is not body:
                    return replace(claim, statement=replace(convexity, body=entry))
        return claim

    def relations(self, r: Relation) -> Iterator[Relation]:
        """Relations that together say what the relation says."""
        kind = {"<": "max", "<=": "max", ">": "min", ">=": "min"}.get(r.relation, "")
        left, right = self.compared(r.left, kind), self.compared(r.right, TURNED.get(kind, ""))
        if left == (r.left,) and right == (r.right,):
            yield r
            return
        for a in left:
            for b in right:
                yield from self.relations(Relation(r.relation, a, b))

    def compared(self, side: Side, kind: str) -> tuple[Side, ...]:
        """What the side is the extreme of, if it is one of this kind; else the side itself."""
        match side:
            case nodes.Binder() if side.kind == kind:
                body, over = _unbound(side)
                at = tuple(replace(i, mark=next(self.marks)) for i in over)
                return (take(nodes.Table(body, over), at),) if self.is_total(body) else (side,)
            case nodes.Total(kind=own, array=array) if own == kind and self.is_total(array):
                names: list[str] = []
                for axis in array.shape:
                    names.append(choose(str(axis), {*self.taken, *names}, (), FREE))
                named = zip(names, array.shape, strict=True)
                return (take(array, tuple(IndexSymbol(n, axis, next(self.marks)) for n, axis in named)),)
            case Map(head=own, arguments=arguments) if own == kind and all(map(self.is_total, arguments)):
                return arguments
        return (side,)

    def is_total(self, e: Expr) -> bool:
        """Whether the entries of an expression are visibly defined everywhere."""
        try:
            at = tuple(1 if isinstance(axis, int) else f"%{n}" for n, axis in enumerate(e.shape))
            return is_defined(Lowering(self.positive).entry(e, at, {i: i.name for i in e.free}), self.positive)
        except (LanguageError, NotYetDecidable):
            return False


def _unbound(binder: nodes.Binder) -> tuple[Expr, tuple[IndexSymbol, ...]]:
    """The body of binders of one kind that stand directly in each other, and their indices."""
    body, over = binder.body, [binder.index]
    while isinstance(body, nodes.Binder) and body.kind == binder.kind and body.index not in over:
        over.append(body.index)
        body = body.body
    return body, tuple(over)


def _is_over_a_symbol(e: Expr) -> bool:
    """An extreme over an index of symbolic size; over known lengths it is a term."""
    match e:
        case nodes.Binder(index=index):
            return not isinstance(index.size, int) or _is_over_a_symbol(e.body)
        case nodes.Total(array=array):
            return not all(isinstance(axis, int) for axis in array.shape)
    return False
