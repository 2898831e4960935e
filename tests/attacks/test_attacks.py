"""No false claim is proved; where a witness exists it is refuted."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.verdict import Proved, Refuted
from tests.attacks import definedness, extrema, growth, hypotheses, kinks, labels, limits, passive, quantified, traps
from tests.attacks.false_claim import REFUTED, Attack
from tests.attacks.true_claims import TRUE

THEMES = (traps, kinks, definedness, hypotheses, extrema, labels, limits, growth, passive, quantified)
ATTACKS = {f"{theme.__name__.rpartition('.')[2]}: {name}": a for theme in THEMES for name, a in theme.ATTACKS.items()}


def test_there_are_enough() -> None:
    assert len(ATTACKS) >= 100


@pytest.mark.parametrize("name", ATTACKS)
def test_false_claim(name: str) -> None:
    attack: Attack = ATTACKS[name]
    try:
        verdict = prove(attack.claim)
    except LanguageError:
        return  # cannot even be said
    assert not isinstance(verdict, Proved), f"{attack.claim} was proved by {verdict.method}"
    if attack.expected == REFUTED:
        assert isinstance(verdict, Refuted), f"{attack.claim}: {verdict}"


@pytest.mark.parametrize("name", hypotheses.CONTRADICTIONS)
def test_contradictory_hypotheses_prove_nothing(name: str) -> None:
    claim = hypotheses.CONTRADICTIONS[name]
    verdict = prove(claim)
    assert not isinstance(verdict, Proved | Refuted), f"{claim}: {verdict}"


@pytest.mark.parametrize("name", limits.TRUE_LIMITS)
def test_a_true_limit_is_not_refuted(name: str) -> None:
    verdict = prove(limits.TRUE_LIMITS[name])
    assert not isinstance(verdict, Refuted), verdict


@pytest.mark.parametrize("name", limits.PROVED)
def test_a_limit_by_growth_is_proved(name: str) -> None:
    verdict = prove(limits.PROVED[name])
    assert isinstance(verdict, Proved), verdict


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_is_proved(name: str) -> None:
    assert isinstance(prove(TRUE[name]), Proved)
