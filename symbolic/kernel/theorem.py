"""A proof as data. A theorem has no authority of its own: `check` replays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.kernel.judgements import Sequent


class Rejected(Exception):
    """A rule does not allow this step. The message says which side condition fails, with both sides."""


@dataclass(frozen=True, slots=True)
class Theorem:
    """`claim` follows from `premises` by the rule of that name, with what the rule needs to see as `certificate`."""

    claim: Sequent
    rule: str
    premises: tuple[Theorem, ...] = ()
    certificate: Any = None
