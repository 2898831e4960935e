"""The text of a sheet, before anything of it is read as mathematics; and where sheets are found."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derivations.sheets.reading.layout import lines_of
from derivations.sheets.reading.limits import FILE

STDIN = "-"
MARKDOWN = (".md", ".markdown")
SUFFIXES = (".claims", *MARKDOWN)
_ID = re.compile(r"hw\d+(\.|$)")


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet as bytes. `file` is how it was named; a hand-in also has its `problem`.

    `fault` says why there are none: the file cannot be opened.
    """

    file: str
    content: bytes = b""
    problem: Source | None = None
    fault: str = ""


def names_a_file(typed: str) -> bool:
    """Whether an argument of `derive check` names a file or folder, and not an id of the catalogue.

    What looks like an id is one, even if a folder is called so: that is `hw2/`.

    >>> [names_a_file(typed) for typed in ("-", "a.claims", "a.md", "hw2.q7a", "hw2", "hw2/", "no/folder")]
    [True, True, True, False, False, True, True]
    """
    if typed == STDIN or typed.endswith(SUFFIXES) or "/" in typed or os.sep in typed:
        return True
    return not names_a_claim(typed) and os.path.exists(typed)


def names_a_claim(typed: str) -> bool:
    """Whether an argument looks like an id of the catalogue."""
    return _ID.match(typed) is not None


def sheets_in(folder: Path) -> Iterator[Path]:
    """The sheets in a folder and those below it, in order: `.claims`, and Markdown with a block of claims."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        for path in (Path(place, name) for name in sorted(files, key=_natural)):
            is_there = path.is_file() or not path.exists()  # a link to nothing is told, and not passed by
            if is_there and (path.suffix == ".claims" or (path.suffix in MARKDOWN and _has_claims(path))):
                yield path


def load(file: str, *, problem: Source | None = None) -> Source:
    """The sheet in a file, or on standard input for `-`; no more of it than shows that it is too long."""
    if file == STDIN and sys.stdin is None:
        return Source(file, problem=problem, fault="standard input is closed")
    try:
        content = sys.stdin.buffer.read(FILE + 1) if file == STDIN else _head(Path(file))
    except OSError as error:
        return Source(file, problem=problem, fault=f"it cannot be opened: {error.strerror or error}")
    return Source(file, content, problem)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(FILE + 1)


def _has_claims(path: Path) -> bool:
    try:
        return any(lines_of(_head(path).decode(errors="replace"), markdown=True).belongs)
    except OSError:
        return True  # which is then reported


def _natural(name: str) -> list[tuple[int, str]]:
    """`hand-in-2` before `hand-in-10`."""
    return [(int(run), "") if run.isdecimal() else (-1, run) for run in re.split(r"(\d+)", name)]
