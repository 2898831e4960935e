"""The examples are what they say: each checks as expected, and the wrong hand-in fails at its first false line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivations import cli

EXAMPLES = Path(__file__).parents[1] / "examples"
SHEETS = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix in (".claims", ".md"))
PROBLEM, RIGHT, WRONG = (str(EXAMPLES / "hand_ins" / f"{name}.claims") for name in ("problem", "right", "wrong"))


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit status of `derive check`, and what it says about each sheet."""
    status = cli.run(["check", "--no-cache", "--format", "json", *arguments])
    return status, json.loads(capsys.readouterr().out)["sheets"]


def test_examples_check_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    status, sheets = checked(capsys, *SHEETS, PROBLEM, RIGHT)
    verdicts = {f"{sheet['title']}: {claim['name']}": claim["verdict"] for sheet in sheets for claim in sheet["claims"]}
    assert {name: verdict for name, verdict in verdicts.items() if verdict not in ("proved", "refuted")} == {}
    assert status == 0
    assert len(SHEETS) >= 8
    assert [sheet["file"] for sheet in sheets[: len(SHEETS)] if not 5 <= len(sheet["claims"]) <= 12] == []


def test_right_hand_in_answers_the_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "--given", PROBLEM, RIGHT)[0] == 0


def test_wrong_hand_in_fails_at_its_first_false_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, (sheet,) = checked(capsys, "--given", PROBLEM, WRONG)
    verdicts = {claim["name"]: claim["verdict"] for claim in sheet["claims"]}
    (steps,) = (claim for claim in sheet["claims"] if claim["name"] == "steps")
    assert status == 1
    assert verdicts == {"gradient": "missing", "unique": "missing", "steps": "refuted"}
    assert [link["verdict"] for link in steps["links"]] == ["proved", "refuted", "refuted", "proved"]
    assert "missing" in steps["links"][2]["difference"]
