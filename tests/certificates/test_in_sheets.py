"""Claims by mechanism, in the words of sheets: true ones are proved, and the false ones beside them refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.sheets.reader import read
from symbolic.engine import prove
from symbolic.kernel.check import check
from symbolic.verdict import Proved, Refuted

FILES = sorted((Path(__file__).parent / "sheets").glob("*.claims"))
STATED = {f"{path.stem}.{stated.name}": stated for path in FILES for stated in read(path.read_bytes(), file="").claims}


def test_every_line_is_read() -> None:
    assert not [error for path in FILES for error in read(path.read_bytes(), file=path.name).errors]


@pytest.mark.parametrize("name", STATED)
def test_verdict(name: str) -> None:
    stated = STATED[name]
    assert stated.claim is not None
    verdict = prove(stated.claim)
    if stated.kind == "refute":
        assert isinstance(verdict, Refuted)
    else:
        assert isinstance(verdict, Proved)
        for theorem in verdict.theorems:
            check(theorem)
