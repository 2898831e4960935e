"""A sheet of gradients of relu networks: verdicts, and what is told where kinks cancel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.engine import examine, prove
from symbolic.verdict import NAMES, Examination

SHEET = Path(__file__).with_name("networks.claims")


@cache
def sheet() -> Sheet:
    return read(SHEET.read_bytes(), file=SHEET.name)


STATED = {stated.name: stated for stated in sheet().claims}


def examined(stated: SheetClaim) -> Examination:
    assert stated.claim is not None
    return examine(stated.claim)


def test_every_line_is_read() -> None:
    assert sheet().errors == ()


@pytest.mark.parametrize("name", STATED)
def test_the_verdict_is_that_on_paper(name: str) -> None:
    claim = STATED[name].claim
    assert claim is not None
    assert NAMES[type(prove(claim))] == ("refuted" if STATED[name].kind == "refute" else "proved")


@pytest.mark.parametrize("name", ["batch", "two"])
def test_what_is_right_off_kinks_is_said_to_be(name: str) -> None:
    told = examined(STATED[name]).difference
    assert told is not None
    assert "equal where no argument of a relu" in told
    assert "!= 0" in told


@pytest.mark.parametrize(("name", "difference"), [("no_mask", "is missing"), ("twice", "a factor 2 too much")])
def test_what_is_wrong_off_kinks_is_told_as_there(name: str, difference: str) -> None:
    told = examined(STATED[name]).difference
    assert told is not None
    assert difference in told
    assert "cancel" not in told
