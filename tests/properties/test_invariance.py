"""A verdict does not depend on names, on the order of terms, or on brackets that do not matter."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.language.statements import as_claim
from symbolic.verdict import Proved, Refuted
from tests.attacks.true_claims import TRUE
from tests.properties.rewritten import exchanged, renamed, reordered
from tests.second_witness import random_claims, random_kinks

WAYS = {"names": renamed, "order": reordered, "sides": exchanged}


def kind(claim: object) -> type:
    return type(prove(claim))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_written_in_another_way_is_proved(name: str, way: str) -> None:
    assert kind(WAYS[way](as_claim(TRUE[name]), Random(0))) is Proved


@pytest.mark.parametrize("way", WAYS)
@given(seed=st.integers(0, 10**6))
def test_the_verdict_on_a_random_claim_stays(way: str, seed: int) -> None:
    try:
        claim = random_claims.claim(seed)
        other = WAYS[way](claim, Random(seed))
    except (LanguageError, ZeroDivisionError):
        assume(False)
    assume(len(str(claim)) < 200)
    assert kind(claim) is kind(other), (claim, other)


@pytest.mark.parametrize("way", WAYS)
@given(seed=st.integers(0, 3000))
def test_a_random_claim_with_kinks_is_not_proved_in_one_way_and_refuted_in_another(way: str, seed: int) -> None:
    try:
        claim = random_kinks.claim(seed)
    except (LanguageError, ZeroDivisionError):
        assume(False)
    assume(len(str(claim)) < 90)
    assert {kind(claim), kind(WAYS[way](claim, Random(seed)))} != {Proved, Refuted}
