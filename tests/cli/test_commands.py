"""What the commands print, and their exit status."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (["hw8.q1"], 0),
        (["hw8.q2"], 1),
        (["hw8.q3"], 3),
        (["hw8.q4"], 4),
        (["hw8.q2", "hw8.q3"], 1),
        (["hw8"], 4),
        ([], 4),
        (["hw8.q5"], 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_status_of_check(ids, status, form, derive):
    assert derive("check", *ids, "--format", form)[0] == status


def test_list_names_everything_in_the_order_of_the_sheet(derive):
    status, out, _ = derive("list")
    assert status == 0
    ids = [line.split()[0] for line in out.splitlines() if line.startswith("    ")]
    assert ids[:4] == ["hw8.q1a.gradient", "hw8.q1a.sign", "hw8.q1a.none", "hw8.q1b"]
    assert ids[-2:] == ["hw8.q4.crash", "hw8.q10.last"]
    assert "dL/dx[i] = 0" in out


def test_an_id_selects_what_belongs_to_it(derive):
    out = derive("list", "hw8.q1")[1]
    assert "hw8.q1a.sign" in out
    assert "hw8.q10" not in out
    assert "hw8.q1b" not in derive("list", "hw8.q1a")[1]


@pytest.mark.parametrize("form", ["text", "latex", "markdown", "json"])
def test_show_writes_every_format(form, derive):
    status, out, err = derive("show", "hw8.q1", "--format", form)
    assert (status, err) == (0, "")
    assert "hw8.q1a.gradient" in out


def test_show_is_no_judge(derive):
    assert derive("show", "hw8.q2")[0] == 0


def test_json_is_one_document(derive):
    found = json.loads(derive("check", "hw8.q1", "hw8.q2", "--format", "json")[1])
    assert [claim["id"] for claim in found["claims"]][-1] == "hw8.q2.wrong"


def test_a_crash_is_told_and_decides_nothing(derive):
    status, out, _ = derive("check", "hw8.q4", "hw8.q1")
    assert status == 4
    assert "! crashed" in out
    assert "KeyError" in out
    assert "hw8.q1a.gradient" in out


def test_output_into_a_pipe_has_no_colour(derive, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert "\x1b" not in derive("check", "hw8.q1")[1] + derive("show", "hw8.q1")[1]
