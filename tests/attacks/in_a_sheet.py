"""A claim as a sheet states it."""

from __future__ import annotations

from derivations.sheets.reader import read
from symbolic.language.statements import Claim


def stated(declared: str, statement: str) -> Claim:
    """The claim, after the lines that declare what it speaks of."""
    sheet = read(f"{declared}claim it: {statement}\n", file="it.claims")
    assert sheet.errors == ()
    found = sheet.claims[0].claim
    assert isinstance(found, Claim)
    return found
