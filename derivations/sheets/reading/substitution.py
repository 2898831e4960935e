"""Definitions put in place: indices and reals of a tree replaced, and no index captured.

A bound index that would capture one that is put in gets another name, so that what is printed reads as it is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Binder, Real, Table
from symbolic.language.relations import And, Relation
from symbolic.language.tree import Expr, Take, take


class Supply(Protocol):
    """What a sheet provides: names that it uses for nothing else, and steps."""

    def fresh(self, index: IndexSymbol, avoid: Iterable[str]) -> IndexSymbol:
        """Another index over the same size, whose name is none of those to avoid."""

    def spend(self) -> None:
        """Count one node that is made; raises TooLarge when there are too many."""


def _parts(e: Expr) -> tuple[str, ...]:
    return tuple(f.name for f in fields(e) if f.init)


@dataclass(slots=True)
class Substitution:
    """Replaces indices by indices and reals (the same objects) by expressions; shared parts stay shared."""

    indices: Mapping[IndexSymbol, IndexSymbol]
    reals: Mapping[Real, Expr]
    supply: Supply
    done: dict[Expr, Expr] = field(default_factory=dict)

    def of(self, e: Expr) -> Expr:
        """The expression with everything replaced. Recurses into binders only: definitions can be stacked high."""
        waiting = [e]
        while waiting:
            top = waiting[-1]
            missing = [] if self._is_known(top) or isinstance(top, Binder | Table) else top.children()
            missing = [c for c in missing if not self._is_known(c)]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if not self._is_known(top):
                self.supply.spend()
                self.done[top] = self._of(top)
        return self._known(e)

    def _is_known(self, e: Expr) -> bool:
        return e in self.done or (not self.reals and self.indices.keys().isdisjoint(e.free))

    def _known(self, e: Expr) -> Expr:
        return self.done.get(e, e)

    def _of(self, e: Expr) -> Expr:
        match e:
            case Real():
                return self.reals.get(e, e)
            case Binder(kind=kind, body=body, index=index):
                (new,), inner = self._under((index,), body)
                body = inner.of(body)
                return e if new == index and body is e.body else Binder(kind, body, new)
            case Table(body=body, indices=indices):
                over, inner = self._under(indices, body)
                body = inner.of(body)
                return e if over == indices and body is e.body else Table(body, over)
            case Take(array=array, indices=indices):
                return entry(self._known(array), tuple(self._value(i) for i in indices), self.supply)
        old = [getattr(e, name) for name in _parts(e)]
        new_parts = [self._value(v) for v in old]
        if all(a is b for a, b in zip(old, new_parts, strict=True)):
            return e
        return type(e)(*new_parts)

    def _value(self, value: Any) -> Any:
        match value:
            case Expr():
                return self._known(value)
            case IndexSymbol():
                return self.indices.get(value, value)
            case Relation(relation=relation, left=left, right=right):
                return Relation(relation, self._value(left), self._value(right))
            case And(parts=parts):
                return And(tuple(map(self._value, parts)))
            case tuple():
                new = tuple(map(self._value, value))
                return value if all(a is b for a, b in zip(value, new, strict=True)) else new
        return value

    def _under(self, bound: tuple[IndexSymbol, ...], body: Expr) -> tuple[tuple[IndexSymbol, ...], Substitution]:
        """The bound indices, renamed where they would capture, and the substitution for what they bind in."""
        inner = {i: j for i, j in self.indices.items() if i not in bound and i in body.free}
        coming = {*inner.values(), *(i for e in self.reals.values() for i in e.free)}
        names = {i.name for i in coming} | {i.name for i in body.free if i not in inner}
        renamed: list[IndexSymbol] = []
        for index in bound:
            clash = any(index.name == other.name for other in coming)
            new = self.supply.fresh(index, names | {i.name for i in (*bound, *renamed)}) if clash else index
            if new != index:
                inner[index] = new
            renamed.append(new)
        same = inner == self.indices
        return tuple(renamed), self if same else Substitution(inner, self.reals, self.supply)


def entry(array: Expr, indices: tuple[Any, ...], supply: Supply) -> Expr:
    """`array[indices]`, None for an axis that is kept; an array given by its entries is read off."""
    if isinstance(array, Table) and not any(isinstance(i, int) for i in indices):
        own, rest = indices[: len(array.indices)], indices[len(array.indices) :]
        pairs = list(zip(array.indices, own, strict=True))
        kept = tuple(i for i, put_in in pairs if put_in is None)
        body = Table(array.body, kept) if kept else array.body
        inner = Substitution({i: put_in for i, put_in in pairs if put_in is not None}, {}, supply).of(body)
        here = (None,) * len(kept) + rest
        return entry(inner, here, supply) if any(i is not None for i in rest) else inner
    keys = tuple(slice(None) if i is None else i for i in indices)
    return take(array, keys) if keys else array
