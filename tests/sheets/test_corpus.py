"""The corpus: claims from textbooks and papers as they are on paper, against what the engine finds.

A `claim` or `chain` there is right, a `refute` or a chain named `wrong_...` is false. What stays undecided is listed in
`docs/corpus.md`, with its reason; the list is exact, so a claim that becomes decided has to leave it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.engine import prove
from symbolic.verdict import NAMES

CORPUS = Path(__file__).parent / "corpus"
SHEETS = sorted(path.stem for path in CORPUS.glob("*.claims"))
LIST = Path(__file__).parents[2] / "docs" / "corpus.md"
ROW = re.compile(r"^\| `(\w+)\.(\w+)` \|", re.MULTILINE)
SHARE = 0.9


@cache
def sheet(name: str) -> Sheet:
    path = CORPUS / f"{name}.claims"
    return read(path.read_bytes(), file=path.name)


def undecided() -> list[tuple[str, str]]:
    """The sheets and names of the claims that are listed as undecided."""
    return ROW.findall(LIST.read_text(encoding="utf-8"))


def expected(stated: SheetClaim) -> str:
    return "refuted" if stated.kind == "refute" or stated.name.startswith("wrong_") else "proved"


def found(stated: SheetClaim) -> str:
    assert stated.claim is not None, stated.name
    return NAMES[type(prove(stated.claim))]


@pytest.mark.parametrize("name", SHEETS)
def test_every_line_is_read(name: str) -> None:
    assert not sheet(name).errors
    assert {stated.name for stated in sheet(name).claims if stated.claim is None} == set()


@pytest.mark.parametrize("name", SHEETS)
def test_verdicts_are_those_on_paper(name: str) -> None:
    verdicts = {stated.name: (expected(stated), found(stated)) for stated in sheet(name).claims}
    assert {n: v for n, (e, v) in verdicts.items() if v in ("proved", "refuted") and v != e} == {}
    open_ones = {n for n, (_, v) in verdicts.items() if v not in ("proved", "refuted")}
    assert open_ones == {n for stem, n in undecided() if stem == name}


def test_most_claims_are_decided() -> None:
    names = {(name, stated.name) for name in SHEETS for stated in sheet(name).claims}
    listed = undecided()
    assert len(listed) == len(set(listed))
    assert set(listed) <= names
    assert len(listed) <= (1 - SHARE) * len(names)


def test_about_half_of_the_corpus_is_false() -> None:
    kinds = [expected(stated) for name in SHEETS for stated in sheet(name).claims]
    assert len(kinds) >= 150
    assert 0.4 < kinds.count("refuted") / len(kinds) < 0.6
