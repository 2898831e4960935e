"""The second witness itself: it lets true claims live and kills false ones; and it looks at the whole catalogue."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.verdict import Proved
from tests.attacks.test_attacks import ATTACKS
from tests.second_witness.stated import of_the_catalogue
from tests.second_witness.survives import NoPoint, survives

STATED = of_the_catalogue()


@pytest.mark.parametrize("id", STATED)
def test_what_is_proved_survives(id: str) -> None:
    if isinstance(prove(STATED[id]), Proved):
        assert survives(STATED[id]) is None


def test_false_claims_do_not_survive() -> None:
    """Most attacks are false at a random point; those that are not need a point of measure 0."""
    killed = 0
    refutable = [a for a in ATTACKS.values() if a.expected == "refuted"]
    for attack in refutable:
        try:
            killed += survives(attack.claim, points=24) is not None
        except (NoPoint, LanguageError, NotImplementedError):
            continue
    assert killed >= 0.9 * len(refutable), f"{killed} of {len(refutable)}"
