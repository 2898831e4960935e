"""What a name of a sheet can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from derivations.sheets.reading.mentions import parts
from symbolic.language.declare import OpaqueFunction
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Expectation, Partial, Real, Table
from symbolic.language.tree import Expr, SizeSymbol


@dataclass(frozen=True, slots=True)
class Let:
    """`let p[k] = body`; without parameters, `let L = body`."""

    name: str
    parameters: tuple[IndexSymbol, ...]
    body: Expr

    @property
    def free(self) -> frozenset[IndexSymbol]:
        """The indices that it depends on besides its parameters: those of the claim that it is used in."""
        return self.body.free - frozenset(self.parameters)

    @property
    def whole(self) -> Expr:
        """The definition as an array."""
        return Table(self.body, self.parameters) if self.parameters else self.body


@dataclass(frozen=True, slots=True)
class LetFunction:
    """`let bce(u) = body`, with a stand-in for each parameter."""

    name: str
    parameters: tuple[Real, ...]
    body: Expr

    @property
    def moves(self) -> bool:
        """Whether there are derivatives or expectations in it."""
        return any(isinstance(part, Partial | Expectation) for part in parts(self.body))

    @property
    def free(self) -> frozenset[IndexSymbol]:
        """The indices that it depends on: those of the claim that it is used in."""
        return self.body.free


Entry: TypeAlias = SizeSymbol | IndexSymbol | Real | OpaqueFunction | Let | LetFunction
KINDS = {
    SizeSymbol: "a size",
    IndexSymbol: "an index",
    Real: "a real",
    OpaqueFunction: "a function",
    Let: "a definition",
    LetFunction: "a function",
}
