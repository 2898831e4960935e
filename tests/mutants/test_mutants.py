"""Automatic mutants of the catalogue and of the true claims: none is wrongly proved, nearly all are refuted."""

from __future__ import annotations

import pytest

from tests.mutants.mutations import of_claim
from tests.mutants.survey import originals, survey

ORIGINALS = originals()
SLICES, EACH = 10, 2


def test_there_are_enough() -> None:
    assert sum(min(EACH, len(of_claim(claim))) for claim in ORIGINALS.values()) >= 300


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # an alarm in a destructor
@pytest.mark.parametrize("part", range(SLICES))
def test_mutants(part: int, capsys: pytest.CaptureFixture[str]) -> None:
    claims = {id: claim for n, (id, claim) in enumerate(ORIGINALS.items()) if n % SLICES == part}
    found = survey(claims, sample=EACH, seed=part, patience=15)
    with capsys.disabled():
        for line in found.open:
            print(f"\nundecided: {line}", end=" ")
    assert not found.wrong
    assert found.counts["refuted"] >= 0.95 * found.false, found.open
