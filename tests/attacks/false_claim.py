"""What an attack is: a false claim, and what the engine has to say of it."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language import Claim
from symbolic.language.statements import Statement

REFUTED, NOT_PROVED = "refuted", "not proved"


@dataclass(frozen=True)
class Attack:
    """A false claim: `refuted` where a witness exists that can be found, merely `not proved` otherwise."""

    claim: Claim | Statement
    expected: str = REFUTED


def not_proved(claim: Claim | Statement) -> Attack:
    """A false claim without a witness: contradictory hypotheses, or a witness that is out of reach."""
    return Attack(claim, NOT_PROVED)
