"""What a question consists of: claims, errata, and what cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from symbolic.chain import Chain
    from symbolic.language.statements import Claim, Statement

    Stated: TypeAlias = Claim | Statement | Chain  # what may be given; an item holds a claim or a chain


@dataclass(frozen=True, slots=True, repr=False)
class Asserted:
    """A claim or chain that the homework makes. `vacuous`: it is expected to speak of an empty set of cases."""

    id: str
    statement: Claim | Chain
    says: str = ""  # what is printed, in the student's words
    vacuous: bool = False

    def __repr__(self) -> str:
        return f"<claim {self.id}: {self.statement}>"


@dataclass(frozen=True, slots=True, repr=False)
class Erratum:
    """A printed claim that is false, and its correction. `mistake` tells a student what went wrong."""

    id: str
    printed: Claim | Chain
    correct: Claim | Chain
    says: str = ""
    mistake: str = ""  # a sentence of the writer's, shown where the printed claim is refuted

    def __repr__(self) -> str:
        return f"<erratum {self.id}: {self.printed}; correct: {self.correct}>"


@dataclass(frozen=True, slots=True, repr=False)
class Prose:
    """Text without mathematics to decide, or (`readable` is False) that the transcription lost. Never checked."""

    id: str
    says: str
    reason: str
    readable: bool = True

    def __repr__(self) -> str:
        return f"<prose {self.id}: {self.says}>"


Item: TypeAlias = Asserted | Erratum | Prose


def kind(item: Item) -> str:
    """`claim`, `erratum` or `prose`."""
    match item:
        case Asserted():
            return "claim"
        case Erratum():
            return "erratum"
        case Prose():
            return "prose"
