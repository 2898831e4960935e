"""What is written about sheets: valid for programs, harmless for terminals, spreadsheets and workflow logs."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import jsonschema
import pytest

TEXT = """title "Everything"
size K
index i, k in K
real x, y[K] > 0
assume simplex: sum[k](y[k]) == 1
claim right: x + x == 2*x
claim wrong: d(-x^2, x) == 2*x
claim rejected: x == z
refute known: sum[k](y[k]) == 2
chain steps:
    d(x^2, x)
    == 2*x    by "power rule"
    == 3*x
    == x + 2*x
"""
SCHEMA = json.loads(files("derivations.show").joinpath("document.schema.json").read_text())


@pytest.fixture
def path(sheet):
    return sheet(TEXT)


def test_the_document_follows_the_schema(derive, path):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    status, out, _ = derive("check", path, "hw2.q7a", "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    assert status == 2
    (found,) = document["sheets"]
    assert (found["file"], found["title"]) == (str(path), "Everything")
    claims = {claim["name"]: claim for claim in found["claims"]}
    assert [c["verdict"] for c in claims.values()] == ["proved", "refuted", "rejected", "refuted", "refuted"]
    assert claims["right"]["read_as"].startswith("x + x == 2*x")
    assert claims["wrong"]["derived"] == "-2*x"
    assert claims["wrong"]["witness"]["left"] != claims["wrong"]["witness"]["right"]
    assert "sign" in claims["wrong"]["difference"]
    assert claims["wrong"]["links"] is None
    links = claims["steps"]["links"]
    assert [link["verdict"] for link in links] == ["proved", "refuted", "proved"]
    assert (links[1]["from"], links[1]["to"], links[0]["reason"]) == ("2*x", "3*x", "power rule")
    assert claims["rejected"]["message"]
    assert [(error["line"], error["column"]) for error in found["errors"]] == [(8, 22)]


def test_a_document_that_does_not_follow_the_schema():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": 1, "claims": [], "sheets": [{"file": "a"}]}, SCHEMA)


def test_the_catalogue_follows_the_schema(derive):
    jsonschema.validate(json.loads(derive("check", "hw2.q7", "--format", "json")[1]), SCHEMA)


def test_json_lines(derive, path):
    rows = [json.loads(line) for line in derive("check", path, "--format", "jsonl")[1].splitlines()]
    assert [row.get("verdict") for row in rows] == ["proved", "refuted", "rejected", "refuted", "refuted", None]
    assert [row.get("as_expected") for row in rows] == [True, False, False, True, False, None]
    assert rows[3]["kind"] == "refute"
    assert rows[-1]["error"]["line"] == 8


def test_csv(derive, path):
    rows = list(csv.DictReader(io.StringIO(derive("check", path, "--format", "csv")[1])))
    assert [row["name"] for row in rows] == ["right", "wrong", "rejected", "known", "steps"]
    assert rows[1]["derived"] == "'-2*x"
    assert rows[4]["first_false"] == "2*x == 3*x"
    assert rows[4]["links"] == "proved refuted proved"


def test_cells_that_a_spreadsheet_would_run_are_quoted(derive, sheet):
    title = "=HYPERLINK(1)"
    sheet(f'title "{title}"\nreal x\nclaim a: x == x\nclaim b: -x == 1\n+x\n@x\n', "=cmd.claims")
    rows = list(csv.reader(io.StringIO(derive("check", sheet("", "ok/x.claims").parents[1], "--format", "csv")[1])))
    cells = [cell for row in rows[1:] for cell in row]
    assert f"'{title}" in cells
    assert any(cell.startswith("'-x == 1") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_annotations(derive, path):
    lines = derive("check", path, "--format", "github")[1].splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"::error file={path},line=8,col=22,title=unknown-name::")
    assert lines[1].startswith(f"::error file={path},line=7,title=claim wrong%3A refuted::fails at x = ")
    assert "%0Aderived: -2*x%0A" in lines[1]
    assert "first false: 2*x == 3*x" in lines[2]


HARMFUL = [
    'title "\x1b[2J\x1b]0;owned\x07"\nreal x\nclaim a: x == x\n',
    'title "[bold red]markup[/] [link=http://x]y[/link] [/]"\nreal x\nclaim a: x == [/bold]\n',
    'title "::error::owned"\nreal x\nclaim a: x == 1\n::set-env name=X::1\n',
    'title "\u202egnp.exe\u2066"\nreal x\nclaim a\u200b: x == x\n',
    "real __import__\nclaim a: __import__('os').system('touch owned') == 0\n",
    "real x\nclaim a: x == exec(\"import os; os.system('touch owned')\")\n",
]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "github"])
def test_what_sheets_say_has_no_effect(form, derive, sheet, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(HARMFUL):
        sheet(text, f"all/{number}.claims")
    status, out, err = derive("check", "all", "--format", form)
    assert status == 2
    assert not set(out + err) & set("\x1b\x07\u202e\u2066\u200b\r")
    assert not (tmp_path / "owned").exists()
    assert form == "github" or not any(line.startswith("::") for line in out.splitlines())
    assert all(line.startswith(("::error ", "::warning ")) for line in out.splitlines() if form == "github")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_fits_its_width(width, derive, path, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    out = derive("check", path)[1]
    assert max(map(len, out.splitlines())) <= width
    for said in (
        "Everything",
        "read as",
        "fails at",
        "derived",
        "difference",
        "✗ rejected",
        "^",
        "help:",
        "power rule",
    ):
        assert said in out
    assert "link 2 of 3" in " ".join(out.split())


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "github"])
def test_what_was_perhaps_not_meant_is_noted_where_the_verdict_is_not_as_expected(form, derive, sheet):
    text = "real x > 0\nclaim root: x^1/2 == sqrt(x)\nrefute known: x^1/2 == sqrt(x)\nclaim half: x^1/2 == x/2\n"
    _, out, _ = derive("check", sheet(text), "--format", form)
    assert out.count("`x^1/2` is (x^1)/2; the other is written x^(1/2)") == 1
