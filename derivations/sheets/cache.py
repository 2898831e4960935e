"""Verdicts that were found before, by the content of what was decided: a table on disk that runs may share.

One SQLite file of JSON texts: runs at the same time may read and write it, a run that is killed loses nothing that was
decided, and nothing in it is ever executed. A file that is damaged is replaced, and what is not a record is not used:
each has a digest of its key and value beside it, which no forger is stopped by, but any damage of the disk.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from derivations.sheets.record import decode, encode

T = TypeVar("T")
FILE = "verdicts.sqlite3"
BUSY_SECONDS = 5.0
LONGEST_RECORD = 1024 * 1024
TABLE = "CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, value TEXT, digest TEXT) WITHOUT ROWID"


def folder() -> Path | None:
    """Where verdicts are kept if nothing else is said: `derivations` in the user's cache folder, if there is one."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "derivations"
    except RuntimeError:  # a user without a home, as in some containers
        return None


class Cache:
    """Records by key. Nothing here raises for what the disk does: without a record, a claim is decided again."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._database = _opened(path) or _replaced(path)
        except (OSError, sqlite3.Error):
            self._database = None

    @property
    def usable(self) -> bool:
        """Whether anything can be kept in the folder."""
        return self._database is not None

    def get(self, kind: type[T], key: str) -> T | None:
        """The value of this type under a key."""
        if self._database is None or not key:
            return None
        try:
            row = self._database.execute("SELECT value, digest FROM records WHERE key = ?", (key,)).fetchone()
            if row is None or row[1] != digest(key, row[0]):
                return None
            return decode(kind, json.loads(row[0]))
        except (sqlite3.Error, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key; without a key, nothing."""
        if self._database is None or not key:
            return
        text = json.dumps(encode(value), separators=(",", ":"))
        with suppress(sqlite3.Error):
            self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (key, text, digest(key, text)))

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *error: object) -> None:
        if self._database is not None:
            self._database.close()


def digest(key: str, text: str) -> str:
    """What stands beside a record that is as it was written."""
    return sha256(f"{key}\n{text}".encode()).hexdigest()


def _opened(path: Path) -> sqlite3.Connection | None:
    """The database, if it is one and holds our table and nothing else. Raises sqlite3.Error where it cannot be used."""
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_RECORD)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(TABLE)
        if database.execute("SELECT sql FROM sqlite_master").fetchall() == [(TABLE.replace(" IF NOT EXISTS", ""),)]:
            return database
    except sqlite3.OperationalError:  # another run holds it, or it cannot be written: the file is not at fault
        database.close()
        raise
    except sqlite3.DatabaseError:
        pass
    database.close()
    return None


def _replaced(path: Path) -> sqlite3.Connection | None:
    for part in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
        part.unlink(missing_ok=True)
    return _opened(path)
