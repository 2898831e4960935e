"""The text of a sheet as statements: lines, comments, continuation lines, blocks of claims in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from derivations.sheets.reading.markdown import places
from derivations.sheets.reading.trouble import Span

_COMMENT = re.compile(r'("[^"\n]*")|#[^\n]*')
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LABEL = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]{0,39})")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file; of Markdown, only those in blocks of claims belong to the sheet."""

    texts: tuple[str, ...]
    belongs: tuple[bool, ...]
    starts: tuple[bool, ...]  # whether a line is the first of its block
    shifts: tuple[int, ...]  # by how much its block is indented

    @property
    def size(self) -> int:
        """Bytes of the sheet."""
        return sum(len(text.encode()) + 1 for text, its in zip(self.texts, self.belongs, strict=True) if its)

    def source(self, number: int) -> str:
        """A line, counted from 1."""
        return self.texts[number - 1] if 1 <= number <= len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The word that begins a statement, and the text after it, in which comments are blanks.

    `line` and `column` (from 1) are the place of the word; `text` keeps its line breaks, `raw` its comments.
    """

    word: str
    text: str
    raw: str
    line: int
    column: int
    shifts: tuple[int, ...]  # by how much each of its lines was moved to the left

    @property
    def indent(self) -> int:
        """How many blanks stand before the word."""
        return self.column - 1 - self.shifts[0]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in `text`."""
        if offset < 0:
            return self.line, self.column + len(self.word) + offset
        before = self.text[:offset]
        breaks = before.count("\n")
        if breaks:
            return self.line + breaks, self.shifts[breaks] + len(before) - before.rfind("\n")
        return self.line, self.column + len(self.word) + len(before)

    def width(self, span: Span) -> int:
        """How many characters of its first line a span covers."""
        if span[0] < 0:
            return span[1] - span[0]
        return max(1, len(self.text[span[0] : span[1]].split("\n", 1)[0].rstrip()))

    @property
    def label(self) -> str:
        """The name that follows the word, if one does."""
        found = _LABEL.match(self.text)
        return found.group(1) if found else ""

    @property
    def shown(self) -> str:
        """What was written after the name, on one line."""
        body = re.sub(r"\s+", " ", self.text).strip()
        name, colon, rest = body.partition(":")
        return rest.strip() if colon and name.split(" ", 1)[0] == self.label else body

    def names(self) -> Iterator[str]:
        """Every name that occurs."""
        return (m.group() for m in _WORD.finditer(self.text))


def lines_of(text: str, *, markdown: bool) -> Lines:
    """The lines of a sheet; `\\r\\n` ends a line as `\\n` does."""
    texts = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if not markdown:
        return Lines(texts, (True,) * len(texts), (False,) * len(texts), (0,) * len(texts))
    found = tuple(places(texts))
    belongs, starts = tuple(p.belongs for p in found), tuple(p.starts for p in found)
    return Lines(texts, belongs, starts, tuple(p.shift for p in found))


def statements_of(lines: Lines) -> list[Statement]:
    """The statements: each line that does not begin with a blank, and the indented lines below it."""
    found: list[Statement] = []
    group: list[str] = []
    begin = 0

    def finish() -> None:
        if group:
            found.append(_statement(group, begin, lines.shifts[begin - 1 : begin - 1 + len(group)]))
            group.clear()

    for number, text in enumerate(lines.texts, 1):
        line = _without_comment(text[lines.shifts[number - 1] :]) if lines.belongs[number - 1] else ""
        if lines.starts[number - 1]:
            finish()
        if not line.strip() or (line[0] in " \t" and group):
            if group:
                group.append(line)
        else:
            finish()
            group.append(line)
            begin = number
    finish()
    return found


def _without_comment(line: str) -> str:
    return _COMMENT.sub(lambda m: m.group(1) or " " * len(m.group()), line).rstrip()


def _statement(group: list[str], begin: int, shifts: tuple[int, ...]) -> Statement:
    text = "\n".join(group).rstrip()
    indent = len(text) - len(text.lstrip())
    match = _WORD.match(text, indent)
    word = match.group() if match else ""
    return Statement(word, text[indent + len(word) :], text, begin, shifts[0] + indent + 1, shifts)
