"""No false claim is proved; where a witness exists it is refuted."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.verdict import Proved, Refuted
from tests.attacks import definedness, extrema, hypotheses, kinks, labels, traps
from tests.attacks.false_claim import REFUTED, Attack

THEMES = (traps, kinks, definedness, hypotheses, extrema, labels)
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
