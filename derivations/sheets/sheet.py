"""What a claim sheet says once it has been read: its claims as typed trees, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from symbolic.chain import Chain
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr

Kind: TypeAlias = Literal["claim", "refute", "chain"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Why a place of a sheet cannot be read: a code that `derive explain` knows, the place, and what to do.

    `line` and `column` count from 1; `source` is that line of the sheet, `width` how many of its characters are meant.
    """

    code: str
    line: int
    column: int
    message: str
    help: str
    source: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class SheetClaim:
    """One `claim`, `refute` or `chain`; `statement` is its text, `claim` is None where it could not be read.

    `missing` marks a claim that the problem of a hand-in asks for, and that is not there or states something else.
    `hints` are what is in order in it and perhaps not what was meant.
    """

    kind: Kind
    name: str
    line: int
    statement: str
    claim: Claim | Chain | None
    missing: bool = False
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read: `file` is how it was named on the command line (`-` for standard input).

    `definitions` are its `let`s that depend on nothing but their parameters, as arrays over these.
    """

    file: str
    title: str
    claims: tuple[SheetClaim, ...]
    errors: tuple[Diagnostic, ...] = ()
    definitions: tuple[tuple[str, Expr], ...] = ()
