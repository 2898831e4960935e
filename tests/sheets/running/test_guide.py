"""What the guide shows is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "claim_sheets.md"
SHOWN = re.search(r"```text\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d\d s", "_ s", text)


def test_the_example_of_the_guide(derive):
    status, out, _ = derive("check", GUIDE)
    assert status == 1
    assert SHOWN is not None
    assert without_seconds(SHOWN[1]) in without_seconds(out)
    assert "2 proved, 2 refuted" in out
    assert out.rstrip().endswith("not as expected: mine")
