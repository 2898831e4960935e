"""What the README shows of a command is what the command prints; its Python is run as a doctest."""

from __future__ import annotations

import re
from pathlib import Path

from derivations import cli

README = Path(__file__).parents[2] / "README.md"
SHOWN = re.search(r"`derive (show [^`]*)`[^\n]*\n\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_the_derivation_in_the_readme(capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert SHOWN is not None
    assert cli.run(SHOWN[1].split()) == 0
    assert capsys.readouterr().out == SHOWN[2]
