"""False claims of which points of a certain kind are witnesses: found soon, small, and with few digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.sheets.reader import read
from symbolic.language.claim_lowering import lower
from symbolic.language.statements import Claim
from symbolic.search.refutation.certify import check_witness
from symbolic.search.refutation.witness import counterexample

SHEET = Path(__file__).parent / "points.claims"
STATED = {stated.name: stated for stated in read(SHEET.read_bytes(), file=SHEET.name).claims}
FIRST_STEPS = 15_000
MOST_DIGITS = 7
"""Of a number in a witness, its sign and fraction bar included."""


@pytest.mark.parametrize("name", STATED)
def test_a_small_witness_is_found_soon(name: str) -> None:
    claim = STATED[name].claim
    assert isinstance(claim, Claim)
    found = [(s, counterexample(s, budget_steps=FIRST_STEPS)) for s in lower(claim).sequents]
    cases = [(s, case) for s, case in found if case is not None]
    assert cases
    for sequent, case in cases:
        assert check_witness(sequent, case)
        assert max(case.assignment.sizes.values(), default=0) <= 2
        assert max(len(str(v)) for v in case.assignment.entries.values()) <= MOST_DIGITS
