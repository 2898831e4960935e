"""What the README shows of a command is what the command prints; its Python is run as a doctest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derivations import cli

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")
SHOWN = re.search(r"`derive (show [^`]*)`[^\n]*\n\n```text\n(.*?)```", TEXT, re.DOTALL)
CHECKED = re.search(r"`derive check README.md`.*?```text\n(.*?)```", TEXT, re.DOTALL)
WRITTEN = re.search(r"`derive (show [^`]* --format numpy)`.*?```python\n(.*?)```", TEXT, re.DOTALL)
SECONDS = re.compile(r"\d+\.\d\d s")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    cli.run([*arguments])
    return capsys.readouterr().out


def test_the_derivation_in_the_readme(capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert SHOWN is not None
    assert cli.run(SHOWN[1].split()) == 0
    assert capsys.readouterr().out == SHOWN[2]


def test_the_sheet_in_the_readme(capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert CHECKED is not None
    found = printed(capsys, "check", "--no-cache", str(README))
    assert SECONDS.sub("", CHECKED[1]) in SECONDS.sub("", found)


def test_the_function_in_the_readme(capsys):
    assert WRITTEN is not None
    lines = [line.strip() for line in printed(capsys, *WRITTEN[1].split()).splitlines()]
    assert lines[-2:] == WRITTEN[2].splitlines()


def test_its_links_lead_somewhere():
    targets = re.findall(r"\]\(([\w./]+)\)", TEXT)
    assert len(targets) >= 5
    assert [target for target in targets if not (README.parent / target).exists()] == []
