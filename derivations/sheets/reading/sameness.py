"""Whether two statements say the same, up to the names of their indices.

Trees are compared with their definitions put in place, so that neither the text nor the names of definitions matter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import permutations
from typing import Any

from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Binder, Real, Table
from symbolic.language.relations import And, Relation
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, SizeSymbol

MOST_FREE = 5
"""Free indices over one size whose orders are tried."""
Names = tuple[tuple[IndexSymbol, int], ...]


@dataclass(slots=True)
class Forms:
    """Numbers for trees, equal for trees that differ only in the names of indices."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    known: dict[tuple[Expr, Names], int] = field(default_factory=dict)

    def _number(self, key: Hashable) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def of(self, e: Expr, names: Names) -> int:
        """The number of an expression in which `names` are the numbers of the indices around it."""
        waiting = [e]
        while waiting:
            top = waiting[-1]
            under = isinstance(top, Binder | Table)
            missing = [] if under else [c for c in top.children() if self._key(c, names) not in self.known]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            self.known[self._key(top, names)] = self._of(top, names)
        return self.known[self._key(e, names)]

    def _key(self, e: Expr, names: Names) -> tuple[Expr, Names]:
        return e, tuple((i, n) for i, n in names if i in e.free)

    def _of(self, e: Expr, names: Names) -> int:
        match e:
            case Real(name=name):
                return self._number(("real", name))
            case SizeSymbol(name=name):
                return self._number(("size", name))
            case Binder(kind=kind, body=body, index=index):
                return self._number((kind, index.size, self.of(body, bound(names, (index,)))))
            case Table(body=body, indices=indices):
                sizes = tuple(i.size for i in indices)
                return self._number(("table", sizes, self.of(body, bound(names, indices))))
        parts = tuple(self.part(getattr(e, f.name), names) for f in fields(e) if f.init)
        return self._number((type(e).__name__, parts))

    def part(self, value: Any, names: Names) -> Hashable:
        """The form of anything that a node holds."""
        match value:
            case Expr():
                return self.of(value, names)
            case IndexSymbol(size=size):
                return ("index", size, next(n for i, n in names if i == value))
            case Relation(relation=relation, left=left, right=right):
                return (relation, self.part(left, names), self.part(right, names))
            case And(parts=parts):
                return tuple(self.part(p, names) for p in parts)
            case Statement():
                held = tuple(self.part(getattr(value, f.name), names) for f in fields(value))
                return (type(value).__name__, held)
            case tuple():
                return tuple(self.part(p, names) for p in value)
            case Hashable():
                return value
        raise TypeError(type(value).__name__)


def bound(names: Names, indices: Iterable[IndexSymbol]) -> Names:
    """The numbers where further indices are bound: each binder counts on."""
    for index in indices:
        level = 1 + max((n for _, n in names), default=0)
        names = (*((i, n) for i, n in names if i != index), (index, level))
    return names


def same(
    one: tuple[Any, ...],
    one_conditions: tuple[Relation, ...],
    other: tuple[Any, ...],
    conditions: tuple[Relation, ...],
    *,
    renaming: bool = True,
) -> bool:
    """Whether two statements (given by their parts) under conditions are the same for some naming of the indices.

    Without `renaming`, free indices keep their names.
    """
    forms = Forms()
    own, theirs = _free(*one, *one_conditions), _free(*other, *conditions)
    if not renaming and own != theirs:
        return False
    names = tuple((i, n) for n, i in enumerate(own, 1))
    wanted = (forms.part(one, names), _unordered(forms, one_conditions, names))
    return any(
        wanted == (forms.part(other, renamed), _unordered(forms, conditions, renamed))
        for renamed in (_namings(own, theirs) if renaming else (names,))
    )


def _unordered(forms: Forms, conditions: tuple[Relation, ...], names: Names) -> frozenset[Hashable]:
    """Conditions in any order, `i != k` as `k != i`."""

    def form(c: Relation) -> Hashable:
        sides = forms.part(c.left, names), forms.part(c.right, names)
        return c.relation, frozenset(sides) if c.relation in ("==", "!=") else sides

    return frozenset(map(form, conditions))


def _free(*parts: Any) -> tuple[IndexSymbol, ...]:
    found = frozenset[IndexSymbol]().union(*(p.free for p in parts if isinstance(p, Expr | Statement)))
    return tuple(sorted(found, key=lambda i: (str(i.size), i.name)))


def _namings(own: tuple[IndexSymbol, ...], theirs: tuple[IndexSymbol, ...]) -> Iterator[Names]:
    if [i.size for i in own] != [i.size for i in theirs]:
        return
    orders = permutations(theirs) if len(theirs) <= MOST_FREE else iter((theirs,))
    for order in orders:
        if all(a.size == b.size for a, b in zip(own, order, strict=True)):
            yield tuple((i, n) for n, i in enumerate(order, 1))
