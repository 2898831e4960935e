"""A proof as data. A theorem has no authority of its own: `check` replays it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Term


class Rejected(Exception):
    """A rule does not allow this step. `message` says which side condition fails, with `{}` for each of `terms`."""

    def __init__(self, message: str, *terms: Term) -> None:
        super().__init__(message, *terms)
        self.message, self.terms = message, terms

    def __str__(self) -> str:
        return self.told(repr)

    def told(self, text: Callable[[Term], str]) -> str:
        """The message with its terms as `text` writes them."""
        return self.message.format(*map(text, self.terms)) if self.terms else self.message


@dataclass(frozen=True, slots=True, repr=False)
class Theorem:
    """`claim` follows from `premises` by the rule of that name, with what the rule needs to see as `certificate`."""

    claim: Sequent
    rule: str
    premises: tuple[Theorem, ...] = ()
    certificate: Any = None

    def __repr__(self) -> str:
        return f"<theorem by {self.rule} from {len(self.premises)}>"
