"""The count of the size theorem, attacked with what is true below a size and false from there on."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.verdict import Proved, Refuted
from tests.attacks.power_sums import by_deltas, dressed

SMALL, LARGE = 2, 7
CLAIMS = {f"m = {m}, {name}": claim for m in range(SMALL, LARGE + 1) for name, claim in dressed(m).items()}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_that_fails_at_m_is_not_proved(name: str) -> None:
    assert not isinstance(prove(CLAIMS[name]), Proved)


@pytest.mark.parametrize("m", range(SMALL, LARGE + 1))
def test_the_bare_claim_is_refuted_at_exactly_m(m: int) -> None:
    verdict = prove(dressed(m)["bare"])
    assert isinstance(verdict, Refuted)
    assert dict(verdict.witness.sizes)["K"] == m


@pytest.mark.parametrize("m", [1, 2, 3])
def test_different_values_written_with_deltas(m: int) -> None:
    verdict = prove(by_deltas(m))
    assert isinstance(verdict, Refuted)
    assert dict(verdict.witness.sizes)["K"] == m + 1
