"""Verdicts that a project relies on, in a file under version control: one that is lost fails visibly."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copymode
from typing import Any, get_args

from derivations.sheets.report import Report, Word
from derivations.sheets.source import STDIN

SCHEMA = 1
DECIDED = ("proved", "refuted")
MOST = 16 * 1024 * 1024
"""Bytes of a lock: 100,000 verdicts have a tenth of that."""
ANEW = "delete it and write it anew with --update-lock"

Verdicts = Mapping[str, str]  # by the name of the claim


class BadLock(ValueError):
    """The file is no lock; says what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that was decided when the lock was written, and what it is now."""

    file: str
    name: str
    before: str
    now: str

    def __str__(self) -> str:
        return f"{self.file}: {self.name} was {self.before}, now {self.now}"


def read(path: Path) -> dict[str, Verdicts]:
    """The verdicts by sheet, a path from the folder of the lock. Raises BadLock, and OSError if there is no file."""
    try:
        found = json.loads(_content(path))
    except (ValueError, RecursionError) as error:
        raise BadLock(f"{path} is no lock: {error}; {ANEW}") from error
    match found:
        case {"schema": 1, "sheets": dict(sheets)}:
            for file, verdicts in sheets.items():
                _check_verdicts(f"{path} is no lock: what it says of {file}", verdicts)
            return sheets
    raise BadLock(f'{path} is no lock: it has no "schema": 1 and "sheets"; {ANEW}')


def check_place(path: Path) -> None:
    """Refuse a place where no lock can be written, before anything is decided. Raises BadLock."""
    if not path.parent.is_dir():
        raise BadLock(f"{path} cannot be written: there is no folder {path.parent}; make it first")
    if path.exists() and not path.is_file():
        raise BadLock(f"{path} cannot be written: it is no regular file; name another")
    if not all(os.access(part, os.W_OK) for part in (path.resolve().parent, path) if part.exists()):
        raise BadLock(f"{path} cannot be written: you have no right to; name another place")


def _content(path: Path) -> bytes:
    """The bytes of a lock: of nothing else than a file, and of no file without end."""
    if path.exists() and not path.is_file():
        raise BadLock(f"{path} is no lock: it is no regular file; name another")
    with path.open("rb") as stream:
        content = stream.read(MOST + 1)
    if len(content) > MOST:
        raise BadLock(f"{path} is no lock: it has more than {MOST // 1024**2} MiB; name another")
    return content


def write(path: Path, reports: Iterable[Report], before: Mapping[str, Verdicts]) -> None:
    """Keep the verdicts of these sheets, and what the lock said of others that are still there."""
    kept = {file: verdicts for file, verdicts in before.items() if (path.parent / file).exists()}
    sheets = kept | {_key(report.file, path): _verdicts(report) for report in reports}
    text = json.dumps({"schema": SCHEMA, "sheets": sheets}, indent=2, sort_keys=True, ensure_ascii=False)
    _replace(path, f"{text}\n")


def _replace(path: Path, text: str) -> None:
    """Write a file anew: all of it, or nothing where the disk is full. Raises OSError, which names the file."""
    target = path.resolve()
    new = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        if target.exists():
            copymode(target, new)
        new.replace(target)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def unknown(path: Path, reports: Iterable[Report], before: Mapping[str, Verdicts]) -> Iterator[str]:
    """The sheets of which the lock says nothing."""
    return (report.file for report in reports if _key(report.file, path) not in before)


def changes(path: Path, reports: Iterable[Report], before: Mapping[str, Verdicts]) -> Iterator[Change]:
    """What was decided and is not so any more; a sheet that was not checked now counts only if its file is gone."""
    now = {_key(report.file, path): _verdicts(report) for report in reports}
    for file, verdicts in before.items():
        if file not in now and (file == STDIN or (path.parent / file).exists()):
            continue
        for name, verdict in verdicts.items():
            found = now.get(file, {}).get(name, "gone")
            if verdict in DECIDED and found != verdict:
                yield Change(file, name, verdict, found)


def _verdicts(report: Report) -> dict[str, str]:
    return {finding.entry.name: finding.verdict for finding in report.findings}


def _key(file: str, lock: Path) -> str:
    return file if file == STDIN else Path(os.path.relpath(file, lock.parent)).as_posix()


def _check_verdicts(of: str, verdicts: Any) -> None:
    if not isinstance(verdicts, dict):
        raise BadLock(f"{of} is no table of verdicts; {ANEW}")
    for name, verdict in verdicts.items():
        if verdict not in get_args(Word):
            raise BadLock(f"{of}: {name} is {json.dumps(verdict)}, which is no verdict; {ANEW}")
