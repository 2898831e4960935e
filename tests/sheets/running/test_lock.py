"""`--lock`: a verdict that is lost fails visibly; `--update-lock` writes down what is found."""

from __future__ import annotations

import json

import pytest

PROVED, REFUTED = "real x\nclaim a: x + x == 2*x\nclaim b: x == x\n", "real x\nclaim a: x + x == 3*x\nclaim b: x == x\n"


@pytest.fixture
def lock(derive, sheet, tmp_path):
    """A lock that says that `a` and `b` of sheets/one.claims are proved."""
    path = tmp_path / "verdicts.json"
    assert derive("check", sheet(PROVED, "sheets/one.claims"), "--lock", path, "--update-lock")[0] == 0
    assert json.loads(path.read_text()) == {
        "schema": 1,
        "sheets": {"sheets/one.claims": {"a": "proved", "b": "proved"}},
    }
    return path


def test_nothing_is_lost(derive, sheet, lock):
    assert derive("check", sheet(PROVED, "sheets/one.claims"), "--lock", lock)[::2] == (0, "")


@pytest.mark.parametrize(
    ("text", "said", "status"),
    [
        (REFUTED, "a was proved, now refuted", 1),
        ("real x\nassume no: x^2 < 0\nclaim a: x + x == 2*x\nclaim b: x == x\n", "b was proved, now vacuous", 1),
        ("real x\nclaim a: x + x == 2*x\n", "b was proved, now gone", 1),
        ("real x\nclaim a: x + x == 2*y\nclaim b: x == x\n", "a was proved, now rejected", 2),
        (REFUTED.replace("claim a", "refute a"), "a was proved, now refuted", 1),
    ],
)
def test_a_lost_verdict_fails_and_is_named(text, said, status, derive, sheet, lock):
    before = lock.read_text()
    found, _, err = derive("check", sheet(text, "sheets/one.claims"), "--lock", lock)
    assert found == status
    assert f"sheets/one.claims: {said}" in err
    assert "--update-lock" in err
    assert lock.read_text() == before


def test_an_update_writes_it_down(derive, sheet, lock):
    path = sheet(REFUTED, "sheets/one.claims")
    assert derive("check", path, "--lock", lock, "--update-lock")[0] == 1
    assert "now refuted" not in derive("check", path, "--lock", lock)[2]


def test_sheets_that_are_not_checked_count_only_if_they_are_gone(derive, sheet, lock):
    other = sheet(PROVED, "sheets/two.claims")
    assert derive("check", other, "--lock", lock)[0] == 0
    (lock.parent / "sheets" / "one.claims").unlink()
    assert "one.claims: a was proved, now gone" in derive("check", other, "--lock", lock)[2]


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 2, "sheets": {}}', '{"schema": 1, "sheets": {"a": 1}}'])
def test_what_is_no_lock(text, derive, sheet, tmp_path):
    (tmp_path / "lock.json").write_text(text)
    status, _, err = derive("check", sheet(PROVED), "--lock", tmp_path / "lock.json")
    assert status == 2
    assert "is no lock" in err
