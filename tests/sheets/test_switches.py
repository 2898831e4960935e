"""A sheet about functions written by cases: verdicts, and which points are left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.engine import examine, prove
from symbolic.language.statements import Claim
from symbolic.verdict import NAMES

SHEET = Path(__file__).with_name("switches.claims")


@cache
def sheet() -> Sheet:
    return read(SHEET.read_bytes(), file=SHEET.name)


def named(name: str) -> SheetClaim:
    return next(stated for stated in sheet().claims if stated.name == name)


STATED = [stated.name for stated in sheet().claims]


def test_every_line_is_read() -> None:
    assert sheet().errors == ()
    assert len(STATED) >= 50


@pytest.mark.parametrize("name", STATED)
def test_the_verdict_is_that_on_paper(name: str) -> None:
    stated = named(name)
    assert stated.claim is not None
    assert NAMES[type(prove(stated.claim))] == ("refuted" if stated.kind == "refute" else "proved")


@pytest.mark.parametrize("name", [name for name in STATED if name.startswith(("smooth_", "kink_"))])
def test_points_without_a_derivative_are_listed(name: str) -> None:
    claim = named(name).claim
    assert isinstance(claim, Claim)
    assert bool(examine(claim, audit=False).left_out) == name.startswith("kink_")
