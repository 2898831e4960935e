"""Every error code has an example that yields exactly it, and a repair that reads clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import derivations.sheets.reading
from derivations.sheets.codes import CODES
from derivations.sheets.reader import read, read_hand_in
from derivations.sheets.sheet import Sheet

SHOWN = [c for c in CODES.values() if c.wrong]
OF_OTHERS = {"unreadable-file", "too-expensive"}  # raised where sheets are opened and decided


def sheet_of(text: str, problem: str) -> Sheet:
    if problem:
        return read_hand_in(text, file="hand_in.claims", problem=problem, problem_file="problem.claims")
    return read(text, file="example.claims")


@pytest.mark.parametrize("code", SHOWN, ids=lambda c: c.code)
def test_wrong_example_has_exactly_this_error(code) -> None:  # type: ignore[no-untyped-def]
    sheet = sheet_of(code.wrong, code.problem)
    besides = {"unknown-name"} if code.code == "needs-unreadable" else set()
    assert {e.code for e in sheet.errors} - besides == {code.code}
    for e in sheet.errors:
        assert e.source == code.wrong.split("\n")[e.line - 1]
        assert 1 <= e.column <= len(e.source) + 1
        assert e.message
        assert e.help
        assert "\n" not in e.message + e.help


@pytest.mark.parametrize("code", SHOWN, ids=lambda c: c.code)
def test_repair_reads_clean(code) -> None:  # type: ignore[no-untyped-def]
    sheet = sheet_of(code.repair, code.problem)
    assert sheet.errors == ()
    assert sheet.claims
    assert all(c.claim is not None and not c.missing for c in sheet.claims)


def test_every_code_in_the_sources_is_explained() -> None:
    folder = Path(derivations.sheets.reading.__file__).parent
    sources = "".join(p.read_text(encoding="utf-8") for p in (*folder.glob("*.py"), folder.parent / "reader.py"))
    raised = set(re.findall(r'(?:Trouble|_note|Diagnostic|Unreadable)\(\s*"([a-z0-9-]+)"', sources))
    raised |= set(re.findall(r'"(hand-in-[a-z]+|problem-redeclared)"', sources))
    assert raised == set(CODES) - OF_OTHERS


@pytest.mark.parametrize("code", CODES.values(), ids=lambda c: c.code)
def test_explanations_are_sentences(code) -> None:  # type: ignore[no-untyped-def]
    assert code.title[0] == code.title[0].lower()
    assert not code.title.endswith(".")
    assert code.explanation.endswith(".")
    assert bool(code.wrong) == bool(code.repair)
