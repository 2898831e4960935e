"""Exit status of `derive check` on sheets: 4 internal error, 2 unreadable, 1 refuted, 3 undecided, 0 as expected."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import combinations
from types import SimpleNamespace

import pytest

from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source, load

TRUE, FALSE = "real x\nclaim a: x + x == 2*x\n", "real x\nclaim a: x == 2*x\n"
VACUOUS = "real x\nassume none: x^2 < 0\nclaim a: x == 1\n"
UNREADABLE = "real x\nclaim a: x == y\nclaim b: x == x\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (TRUE, 0),
        (FALSE, 1),
        (FALSE.replace("claim", "refute"), 0),
        (TRUE.replace("claim", "refute"), 1),
        ("real x\nchain a:\n    x\n    == 2*x - x\n    == 2*x\n", 1),
        (VACUOUS, 3),
        (UNREADABLE, 2),
        (UNREADABLE + "claim c: x == 2*x\n", 2),
        ("", 2),
        ("real x\n", 2),
        ("\x00\xff", 2),
    ],
)
def test_of_one_sheet(text, status, derive, sheet):
    assert derive("check", sheet(text))[0] == status


def test_a_rejected_claim_leaves_its_neighbours_alone(derive, sheet):
    out = derive("check", sheet(UNREADABLE))[1]
    assert "✗ rejected" in out
    assert "✓ proved" in out
    assert "did you mean" in out or "declare it above" in out


ORDER = [("undecided", VACUOUS), ("refuted", FALSE), ("unreadable", UNREADABLE)]


@pytest.mark.parametrize("pair", [*combinations(ORDER, 2)], ids=lambda pair: f"{pair[0][0]}-{pair[1][0]}")
def test_the_more_severe_of_two_counts(pair, derive, sheet):
    (_, mild), (_, severe) = pair
    paths = [sheet(mild, "mild.claims"), sheet(severe, "severe.claims")]
    assert derive("check", *paths)[0] == derive("check", paths[1])[0]


def test_standard_input_and_ids_may_be_mixed(derive, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FALSE.encode())))
    status, out, _ = derive("check", "hw2.q7a", "-")
    assert status == 1
    assert "hw2.q7a.gradient" in out
    assert "✗ refuted" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such.claims"], "there is no file"),
        (["--memory", "1k", "-"], "256MiB"),
        (["--memory", "two", "-"], "is no size"),
        (["--time", "0", "-"], "--time"),
        (["--jobs", "0", "-"], "--jobs"),
        (["--update-lock", "-"], "--lock"),
        (["--lock", "none.json", "-"], "--update-lock"),
        (["--format", "csv", "hw2.q7a"], "csv"),
        (["--given", __file__], "--given is for sheets: name the files"),
        (["--given", __file__, "hw2.q7a"], "--given is for sheets"),
        (["--lock", "z.json", "--update-lock", "hw2.q7a"], "--lock and --update-lock are for sheets"),
        (["--cluster", "", "hw2.q7a"], "--cluster is for sheets"),
        (["--cache", "", __file__], "--cache is the name of no folder"),
        (["--lock", "", __file__], "no regular file"),
        (["--given", "", __file__], "--given"),
    ],
)
def test_misuse(arguments, said, derive):
    status, out, err = derive("check", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_closed_standard_input_is_a_sheet_that_cannot_be_read(derive, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    status, out, _ = derive("check", "-")
    assert status == 2
    assert "error[unreadable-file]" in out
    assert "standard input is closed" in out


def test_a_closed_standard_output_is_no_error(sheet):
    command = f"{sys.executable} -m derivations check {sheet(TRUE)} --no-cache >&-"
    found = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_folder_is_all_sheets_in_it_in_natural_order(derive, sheet, tmp_path):
    for name in ("hand-in-10.claims", "hand-in-2.claims", "more/notes.md", "readme.md", ".git/hidden.claims", "x.txt"):
        block = f"```claims\n{TRUE}```\n" if name.endswith("notes.md") else TRUE
        sheet("no claims here" if name == "readme.md" else block, f"all/{name}")
    status, out, _ = derive("check", tmp_path / "all", "--format", "csv")
    assert status == 0
    names = [line.partition(",")[0].rpartition("/")[2] for line in out.splitlines()]
    assert names == ["file", "hand-in-2.claims", "hand-in-10.claims", "notes.md"]


def test_a_link_to_nothing_is_told(derive, sheet, tmp_path):
    sheet(TRUE, "all/a.claims")
    (tmp_path / "all" / "gone.claims").symlink_to(tmp_path / "nowhere")
    status, out, _ = derive("check", tmp_path / "all")
    assert status == 2
    assert "it cannot be opened" in out


def test_a_file_that_is_gone_is_told_and_the_others_are_checked(workers, tmp_path):
    gone = load(str(tmp_path / "gone.claims"))
    reports = [r for r in check([gone, Source("b", TRUE.encode())], workers) if isinstance(r, Report)]
    assert [error.code for error in reports[0].errors] == ["unreadable-file"]
    assert [report.exit_status for report in reports] == [2, 0]


def test_a_folder_without_a_sheet_is_misuse(derive, sheet, tmp_path):
    own = sheet(TRUE)
    sheet("# words\n", "notes/readme.md")
    status, out, err = derive("check", own, tmp_path / "notes")
    assert (status, out) == (2, "")
    assert f'there is no sheet in "{tmp_path / "notes"}": sheets are files .claims' in err
