"""Verdicts that a project relies on, in a file under version control: one that is lost fails visibly."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivations.sheets.report import Report
from derivations.sheets.source import STDIN

SCHEMA = 1
DECIDED = ("proved", "refuted")

Verdicts = Mapping[str, str]  # by the name of the claim


class BadLock(ValueError):
    """The file is no lock."""


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
        match json.loads(path.read_text(encoding="utf-8")):
            case {"schema": 1, "sheets": dict(sheets)} if all(map(_are_verdicts, sheets.values())):
                return sheets
    except (ValueError, RecursionError) as error:
        raise BadLock(f"{path} is no lock: {error}") from error
    raise BadLock(f'{path} is no lock: it has no "schema": 1 and "sheets"')


def write(path: Path, reports: Iterable[Report], before: Mapping[str, Verdicts]) -> None:
    """Keep the verdicts of these sheets, and what the lock said of others that are still there."""
    kept = {file: verdicts for file, verdicts in before.items() if (path.parent / file).exists()}
    sheets = kept | {_key(report.file, path): _verdicts(report) for report in reports}
    text = json.dumps({"schema": SCHEMA, "sheets": sheets}, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


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


def _are_verdicts(verdicts: Any) -> bool:
    return isinstance(verdicts, dict) and all(isinstance(verdict, str) for verdict in verdicts.values())
