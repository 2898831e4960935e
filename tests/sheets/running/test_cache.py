"""Verdicts are found again by content, whatever else lies in the file; a damaged cache costs time and nothing else."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from derivations.sheets import fingerprint, reader
from derivations.sheets.cache import FILE, Cache, digest
from derivations.sheets.cache import folder as default_folder
from derivations.sheets.record import decode, encode
from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source
from symbolic.engine import examine
from symbolic.language.declare import real
from symbolic.language.relations import Equal
from symbolic.verdict import Examination, Proved, Undecided

TEXT = """real x
assume positive: x > 0
claim a: x + x == 2*x
refute b: x == 2*x
chain c:
    x
    == x + 0
    == 2*x
"""


class NoWorkers:
    """Whoever asks these for anything fails."""

    jobs = 1


def report(text: str, workers, cache=None) -> Report:
    *_, found = check([Source("a.claims", text.encode())], workers, cache)
    return found


@pytest.fixture
def folder(tmp_path, workers):
    """A folder with a cache that knows the sheet above."""
    with Cache(tmp_path / "kept") as cache:
        report(TEXT, workers, cache)
    return tmp_path / "kept"


def test_what_is_known_needs_no_process_and_is_the_same(folder, workers):
    with Cache(folder) as cache:
        known = report(TEXT, NoWorkers(), cache)
    assert encode(known) | {"findings": []} == encode(report(TEXT, workers)) | {"findings": []}
    assert [f.verdict for f in known.findings] == ["proved", "refuted", "refuted"]
    assert known.findings[2].examination.links[1].examination.verdict.witness.right


def test_a_verdict_is_known_by_its_claim_and_not_by_its_sheet(folder, workers):
    other = TEXT.replace("real x", "# the same claims\n\nreal  x").replace("claim a:", "claim another_name:")
    before = [entry.key for entry in report(TEXT, workers).reading.entries]
    assert [entry.key for entry in report(other, workers).reading.entries] == before


@pytest.mark.parametrize(
    "change",
    [
        ("real x", "real x > 0"),
        ("real x", "real x in [0, 5]"),
        ("x > 0", "x >= 0"),
        ("positive", "other"),
        ("2*x", "x*2"),
    ],
)
def test_another_claim_has_another_key(change):
    before, after = (reader.read(text, file="-").claims[0].claim for text in (TEXT, TEXT.replace(*change)))
    assert fingerprint.of_claim(before) != fingerprint.of_claim(after)


def test_other_sources_of_the_engine_have_other_keys(monkeypatch):
    claim = Equal(real("x"), 0)
    before = fingerprint.of_claim(claim)
    monkeypatch.setattr(fingerprint, "engine", lambda: "another version")
    assert fingerprint.of_claim(claim) != before


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_replaced(damage, folder, workers):
    (folder / FILE).write_bytes(damage)
    with Cache(folder) as cache:
        report(TEXT, workers, cache)
        assert [f.verdict for f in report(TEXT, NoWorkers(), cache).findings] == ["proved", "refuted", "refuted"]


HOSTILE = [
    "",
    "null",
    "[]",
    '{"is": "proved"}',
    "[" * 100_000,
    '{"read_as": "x", "verdict": {"is": "proved", "method": 1, "point": null, "scope": ""}}',
    json.dumps(encode(examine(Equal(real("x"), real("x")))) | {"seconds": "0"}),
    json.dumps(encode(examine(Equal(real("x"), real("x")))) | {"__class__": "os.system"}),
    json.dumps(encode(Undecided("not an examination"))),
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_record_is_decided_anew(value, folder, workers):
    database = sqlite3.connect(folder / FILE)
    with database:
        for (key,) in database.execute("SELECT key FROM records").fetchall():
            database.execute("UPDATE records SET value = ?, digest = ? WHERE key = ?", (value, digest(key, value), key))
    database.close()
    with Cache(folder) as cache:
        assert [f.verdict for f in report(TEXT, workers, cache).findings] == ["proved", "refuted", "refuted"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE records SET value = replace(value, '1', '7')",
        "UPDATE records SET digest = NULL",
        "UPDATE records SET value = CAST(value AS BLOB)",
    ],
)
def test_a_record_that_is_not_as_it_was_written_is_decided_anew(damage, folder, workers):
    database = sqlite3.connect(folder / FILE)
    with database:
        database.execute(damage)
    database.close()
    with Cache(folder) as cache:
        again = report(TEXT, workers, cache)
        assert encode(again) == encode(report(TEXT, NoWorkers(), cache))
    read_as = [f.examination.read_as for f in again.findings[:2]]
    assert read_as == [f"{claimed}, given positive: x > 0" for claimed in ("x + x == 2*x", "x == 2*x")]


@pytest.mark.parametrize(
    "hostile", ["CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM records; END", "CREATE TABLE other (x)"]
)
def test_a_file_with_more_in_it_than_records_is_replaced(hostile, folder):
    database = sqlite3.connect(folder / FILE)
    database.execute(hostile)
    database.close()
    with Cache(folder) as cache:
        cache.put("key", Undecided("kept"))
        assert cache.get(Undecided, "key") == Undecided("kept")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, workers):
    (tmp_path / "file").touch()
    with Cache(tmp_path / "file" / "below") as cache:
        assert [f.verdict for f in report(TEXT, workers, cache).findings] == ["proved", "refuted", "refuted"]


@pytest.mark.parametrize("place", ["/dev/null", "file/below"])
def test_a_cache_that_was_asked_for_and_keeps_nothing_is_told(place, derive, tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "a.claims").write_text("real x\nclaim a: x == x\n")
    status, _, err = derive("check", tmp_path / "a.claims", "--cache", tmp_path / place)
    assert status == 0
    assert len(err.splitlines()) == 1
    assert "nothing can be kept there" in err


def test_a_user_without_a_home_has_no_cache(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert default_folder() is None


def test_two_runs_may_use_one_file(tmp_path):
    with Cache(tmp_path) as one, Cache(tmp_path) as other:
        one.put("a", Undecided("1"))
        other.put("b", Undecided("2"))
        assert (one.get(Undecided, "b"), other.get(Undecided, "a")) == (Undecided("2"), Undecided("1"))


def test_a_record_has_no_theorem_and_says_the_same():
    found = examine(Equal(real("x") + 0, real("x")))
    again = decode(Examination, json.loads(json.dumps(encode(found))))
    assert isinstance(again.verdict, Proved)
    assert again.verdict.theorems == ()
    assert encode(again) == encode(found)
    assert len(encode("x" * 10**6)) < 5000
