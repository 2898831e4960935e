"""A sample of the random claims: what is proved survives. Thousands: `python -m tests.second_witness.differential`."""

from __future__ import annotations

import pytest

from tests.second_witness.differential import examine

SLICES = {"smooth": (0, 240), "kinks": (0, 80), "sums": (0, 20)}
CASES = [(maker, seed) for maker, (first, last) in SLICES.items() for seed in range(first, last, 20)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # an alarm in a destructor
@pytest.mark.parametrize(("maker", "first"), CASES)
def test_what_is_proved_of_random_claims_survives(maker: str, first: int) -> None:
    for seed in range(first, first + 20):
        _, wrong = examine(maker, seed, patience=1)
        assert wrong is None, f"{maker} {seed}: {wrong}"
