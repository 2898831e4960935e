"""Which lines of a Markdown file belong to its sheet: those in blocks of claims, where a page has them.

What a page keeps from its readers, such as a comment of HTML, claims nothing. Blocks are those of CommonMark, but for
those in items of lists: there a block of claims and a comment may be indented by any number of blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"( *)(`{3,}(?=[^`]*$)|~{3,})\s*(\S*)")
DEEPEST = 3
"""Blanks before a fence; with more, it is text in a block of code, unless it begins a block of claims in a list."""
_HTML = (
    (re.compile(r" *<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
    (
        re.compile(r" {0,3}<(script|pre|style|textarea)([ \t>]|$)", re.IGNORECASE),
        re.compile("</(script|pre|style|textarea)>", re.IGNORECASE),
    ),
)
"""How HTML begins in which no block of Markdown can stand, and what its last line holds."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a line is of the sheet. `shift` is by how much its block is indented."""

    belongs: bool = False
    starts: bool = False  # the first line of its block
    shift: int = 0


OUTSIDE = Place()


def places(texts: Sequence[str]) -> Iterator[Place]:
    """The place of each line."""
    lines = iter(texts)
    for line in lines:
        yield OUTSIDE
        found = _FENCE.match(line)
        is_claims = found is not None and found[3].lower() == "claims"
        if found and (is_claims or len(found[1]) <= DEEPEST):
            yield from _block(lines, found[2], len(found[1]) if is_claims else None)
        elif end := next((end for begin, end in _HTML if begin.match(line)), None):
            yield from _html(lines, line, end)


def _block(lines: Iterator[str], fence: str, shift: int | None) -> Iterator[Place]:
    """The lines after a fence, up to the one that closes it; `shift` is None in a block of something else."""
    starts = True
    for line in lines:
        if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            yield OUTSIDE
            return
        yield OUTSIDE if shift is None else Place(True, starts, min(shift, len(line) - len(line.lstrip(" "))))
        starts = False


def _html(lines: Iterator[str], line: str, end: re.Pattern[str]) -> Iterator[Place]:
    """The lines after one with which HTML begins, up to the one with which it ends."""
    while not end.search(line):
        try:
            line = next(lines)
        except StopIteration:
            return
        yield OUTSIDE
