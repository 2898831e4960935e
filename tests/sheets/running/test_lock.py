"""`--lock`: a verdict that is lost fails visibly; `--update-lock` writes down what is found."""

from __future__ import annotations

import errno
import json
import os

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
    found, out, err = derive("check", sheet(text, "sheets/one.claims"), "--lock", lock)
    assert found == status
    assert "all as expected" not in out
    assert f"sheets/one.claims: {said}" in err
    assert "--update-lock" in err
    assert lock.read_text() == before


def test_an_update_writes_it_down(derive, sheet, lock):
    path = sheet(REFUTED, "sheets/one.claims")
    assert derive("check", path, "--lock", lock, "--update-lock")[0] == 1
    assert "now refuted" not in derive("check", path, "--lock", lock)[2]


def test_sheets_that_are_not_checked_count_only_if_they_are_gone(derive, sheet, lock):
    other = sheet(PROVED, "sheets/two.claims")
    status, _, err = derive("check", other, "--lock", lock)
    assert status == 0
    assert "says nothing of" in err
    assert "two.claims" in err
    (lock.parent / "sheets" / "one.claims").unlink()
    assert "one.claims: a was proved, now gone" in derive("check", other, "--lock", lock)[2]


NO_LOCKS = ["", "[]", '{"schema": 2, "sheets": {}}', '{"schema": 1, "sheets": {"a": 1}}', "[" * 100_000]
NO_LOCKS += ['{"schema": 1, "sheets": {"s.claims": {"a": "provd"}}}', '{"schema": 1, "sheets": {"s": {"a": []}}}']


@pytest.mark.parametrize("text", NO_LOCKS, ids=range(len(NO_LOCKS)))
def test_what_is_no_lock(text, derive, sheet, tmp_path):
    (tmp_path / "lock.json").write_text(text)
    status, _, err = derive("check", sheet(PROVED), "--lock", tmp_path / "lock.json")
    assert status == 2
    assert "is no lock" in err
    assert "--update-lock" in err


def test_a_lock_without_a_verdict_guards_nothing(derive, sheet, tmp_path):
    (tmp_path / "lock.json").write_text('{"schema": 1, "sheets": {}}')
    status, out, err = derive("check", sheet(PROVED), "--lock", tmp_path / "lock.json")
    assert (status, out) == (2, "")
    assert "holds no verdicts: add --update-lock" in err
    assert derive("check", sheet(PROVED), "--lock", tmp_path / "lock.json", "--update-lock")[0] == 0


@pytest.mark.parametrize("update", [[], ["--update-lock"]])
@pytest.mark.parametrize("place", ["/dev/zero", "/dev/full"])
def test_what_is_no_file_is_not_read(place, update, derive, sheet):
    status, out, err = derive("check", sheet(PROVED), "--lock", place, *update)
    assert (status, out) == (2, "")
    assert "no regular file" in err


def test_a_huge_lock_is_not_read(derive, sheet, tmp_path, monkeypatch):
    monkeypatch.setattr("derivations.sheets.lock.MOST", 10)
    (tmp_path / "lock.json").write_text('{"schema": 1, "sheets": {}}')
    status, _, err = derive("check", sheet(PROVED), "--lock", tmp_path / "lock.json")
    assert status == 2
    assert "has more than" in err


def test_where_no_lock_can_be_written_is_said_before_anything_is_checked(derive, sheet, tmp_path):
    status, out, err = derive("check", sheet(PROVED), "--lock", tmp_path / "none" / "x.json", "--update-lock")
    assert (status, out) == (2, "")
    assert f"there is no folder {tmp_path / 'none'}" in err


def test_a_lock_survives_a_full_disk(derive, sheet, lock, monkeypatch):
    before = lock.read_text()

    def full(path, text, **_):
        path.open("w").close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(type(lock), "write_text", full)
    status, _, err = derive("check", lock.parent / "sheets" / "one.claims", "--lock", lock, "--update-lock")
    assert (status, err.splitlines()[-1]) == (2, f"derive: cannot write {lock}: No space left on device")
    assert lock.read_text() == before
    assert sorted(path.name for path in lock.parent.iterdir()) == ["sheets", "verdicts.json"]


def test_an_update_keeps_the_link_and_the_rights_of_the_file(derive, sheet, lock):
    lock.chmod(0o640)
    link = lock.with_name("link.json")
    link.symlink_to(lock)
    assert derive("check", sheet(REFUTED, "sheets/one.claims"), "--lock", link, "--update-lock")[0] == 1
    assert link.is_symlink()
    assert lock.stat().st_mode & 0o777 == 0o640
    assert json.loads(lock.read_text())["sheets"] == {"sheets/one.claims": {"a": "refuted", "b": "proved"}}
