"""How a claim was read is printed in the language itself: read again, it is the same claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.sheets.reader import read
from derivations.sheets.reading.layout import lines_of, statements_of
from symbolic.chain import Chain
from symbolic.language.claim_lowering import lower
from symbolic.language.statements import Claim

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.claims"))


def declarations(text: str) -> str:
    statements = statements_of(lines_of(text, markdown=False))
    return "".join(s.word + s.text + "\n" for s in statements if s.word not in ("claim", "refute", "chain"))


def claims_in(text: str) -> list[Claim]:
    found: list[Claim] = []
    for written in read(text, file="s.claims").claims:
        assert written.claim is not None
        found += written.claim.claims() if isinstance(written.claim, Chain) else (written.claim,)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_what_is_printed_reads_as_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = declarations(text)
    for claim in claims_in(text):
        where = " where " + " and ".join(map(str, claim.conditions)) if claim.conditions else ""
        shown = f"{claim.statement}{where}"
        if "array[" in shown:
            continue  # a whole array given by its entries, which sheets write with `let`
        (again,) = claims_in(f"{head}claim again: {shown}\n")
        assert lower(again).sequents == lower(claim).sequents


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8
