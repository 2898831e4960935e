"""Sheets of one mechanism each: what it proves, and what is false and looks alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.engine import prove
from symbolic.verdict import NAMES

FOLDER = Path(__file__).with_name("mechanisms")
SHEETS = sorted(path.stem for path in FOLDER.glob("*.claims"))


@cache
def sheet(name: str) -> Sheet:
    path = FOLDER / f"{name}.claims"
    return read(path.read_bytes(), file=path.name)


def verdict(stated: SheetClaim) -> str:
    assert stated.claim is not None, stated.name
    return NAMES[type(prove(stated.claim))]


@pytest.mark.parametrize("name", SHEETS)
def test_verdicts_are_those_on_paper(name: str) -> None:
    assert sheet(name).errors == ()
    expected = {s.name: "refuted" if s.kind == "refute" else "proved" for s in sheet(name).claims}
    assert {s.name: verdict(s) for s in sheet(name).claims} == expected


@pytest.mark.parametrize("name", SHEETS)
def test_some_claims_are_false(name: str) -> None:
    assert {stated.kind for stated in sheet(name).claims} == {"claim", "refute"}
