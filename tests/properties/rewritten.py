"""Other ways to write a claim: other names, another order, another bracketing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

from symbolic.language.declarations import Declarations
from symbolic.language.domain import Finite, Interval, NonZero
from symbolic.language.indices import IndexSymbol, Label
from symbolic.language.nodes import Real
from symbolic.language.relations import Relation
from symbolic.language.tree import Map, SizeSymbol

KEPT = (Interval, Finite, NonZero, Declarations)


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """`value` with `change` applied to every node, children first."""
    match value:
        case tuple():
            return tuple(rebuilt(v, change) for v in value)
        case _ if is_dataclass(value) and not isinstance(value, KEPT):
            parts = {f.name: rebuilt(getattr(value, f.name), change) for f in fields(value) if f.init}
            return change(type(value)(**parts))
    return value


def renamed(claim: Any, random: Random) -> Any:
    """The claim with every declared name replaced by another, and the alphabetical order mixed."""
    names: dict[tuple[str, str], str] = {}
    letters = random.sample("abcdefghijklmnopqrstuvwxyz", 26)

    def new(kind: str, name: str) -> str:
        return names.setdefault((kind, name), f"{letters[len(names) % 26]}{len(names)}")

    def change(node: Any) -> Any:
        match node:
            case SizeSymbol(name=name, at_least=low, at_most=high):
                return SizeSymbol(new("size", name), low, high)
            case IndexSymbol(name=name, size=size, mark=mark):
                return IndexSymbol(new("index", name), size, mark)
            case Label(name=name, over=over, into=into):
                return Label(new("label", name), over, into)
            case Real(name=name, axes=axes, domain=domain, law=law):
                return Real(new("real", name), axes, domain, law)
            case Map(head=head, arguments=arguments, orders=orders) if orders is not None:
                return Map(new("function", head), arguments, orders)
        return node

    return rebuilt(claim, change)


def reordered(claim: Any, random: Random) -> Any:
    """The claim with the terms of sums and the factors of products in another order and bracketing."""

    def change(node: Any) -> Any:
        match node:
            case Map(head="add" | "multiply" as head, arguments=(a, b)) if random.random() < 0.5:
                node = Map(head, (b, a))
        match node:
            case Map(head="add" | "multiply" as head, arguments=(Map(head=inner, arguments=(a, b)), c)):
                if inner == head and len({a.shape, b.shape, c.shape}) == 1 and random.random() < 0.5:
                    return Map(head, (a, Map(head, (b, c))))
        return node

    return rebuilt(claim, change)


def exchanged(claim: Any, _: Random) -> Any:
    """The claim with `a < b` written as `b > a`, in its hypotheses and conditions."""
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

    def turn(r: Relation) -> Relation:
        return Relation(turned[r.relation], r.right, r.left)

    hypotheses = tuple((name, turn(r)) for name, r in claim.hypotheses)
    return type(claim)(claim.statement, hypotheses, tuple(map(turn, claim.conditions)))
