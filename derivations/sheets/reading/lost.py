"""Hypotheses that cannot be read: which claims would be about something else without them.

A claim that is false without its hypothesis must not be called false because a line is misspelt. So a claim is set
aside when it shares a name, directly or through other hypotheses, with one that cannot be read; and in any case when
that one holds a name that nothing has: it may be any other, misspelt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivations.sheets.reading.meanings import Let, LetFunction
from derivations.sheets.reading.mentions import parts
from symbolic.chain import Chain
from symbolic.language.declare import OpaqueFunction
from symbolic.language.nodes import Real
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, Map, SizeSymbol


@dataclass(frozen=True, slots=True)
class Lost:
    """A hypothesis that cannot be read: its name, its line, and the names of what it speaks of (None: of anything)."""

    name: str
    line: int
    about: frozenset[str] | None

    def concerns(self, names: frozenset[str]) -> bool:
        return self.about is None or not self.about.isdisjoint(names)


def names_of(expressions: Iterable[Expr]) -> frozenset[str]:
    """The reals, functions and sizes that expressions speak of."""
    found: set[str] = set()
    for e in expressions:
        for part in parts(e):
            match part:
                case Real(name=name) | SizeSymbol(name=name):
                    found.add(name)
                case Map(head=head, orders=orders) if orders is not None:
                    found.add(head)
    return frozenset(found)


def about(meanings: Iterable[object]) -> frozenset[str]:
    """What names speak of, definitions by what they are made of."""
    found: set[str] = set()
    for meaning in meanings:
        match meaning:
            case Let(body=body) | LetFunction(body=body):
                found |= names_of((body,))
            case Real(name=name) | SizeSymbol(name=name) | OpaqueFunction(name=name):
                found.add(name)
    return frozenset(found)


def missing_for(claim: Claim | Chain, others: Iterable[frozenset[str]], lost: Iterable[Lost]) -> Lost | None:
    """The first lost hypothesis that a claim may need; `others` are what the readable ones speak of."""
    said = claim.statement.expressions() if isinstance(claim, Claim) else _lines(claim)
    reach = names_of((*said, *(e for c in claim.conditions for e in c.expressions())))
    while grown := [names for names in others if not names.isdisjoint(reach) and not names <= reach]:
        reach = reach.union(*grown)
    return next((one for one in lost if one.concerns(reach)), None)


def _lines(chain: Chain) -> tuple[Expr, ...]:
    return (chain.start, *(line.expression for line in chain.lines))
