"""Why a place of a sheet cannot be read, with the place: as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derivations.sheets.sheet import Diagnostic
from derivations.show.layout import broken
from derivations.show.plain import plain

INDENT = " " * 4


def print_diagnostic(console: Console, error: Diagnostic) -> None:
    """The code and what is wrong, the line with a caret below the place, and what to do."""
    lead = f"error[{plain(error.code)}]"
    told = f"{lead} line {error.line}, column {error.column}: {plain(error.message)}"
    for number, line in enumerate(broken(told, console.width, rest=INDENT)):
        shown = Text(line)
        if number == 0:
            shown.stylize("bold red", 0, len(lead))
        console.print(shown)
    for line in _excerpt(error, console.width):
        console.print(Text(line, style="dim"))
    if error.help:
        for line in broken(f"help: {plain(error.help)}", console.width, first=INDENT, rest=INDENT * 2):
            console.print(Text(line))


def _excerpt(error: Diagnostic, width: int) -> Iterator[str]:
    """The line of the sheet and a caret; of a long line, what is around the place."""
    if not error.source:
        return
    gutter = f"{INDENT}{error.line} | "
    room = width - len(gutter)
    before, meant = plain(error.source[: error.column - 1]), plain(error.source[error.column - 1 :])
    start = max(0, len(before) - room // 2) if len(before) + len(meant) > room else 0
    text = (before + meant)[start : start + room]
    place = cell_len(before[start:])
    carets = min(max(error.width, 1), max(len(text) - place, 1))
    yield f"{gutter}{text}"
    yield f"{' ' * (len(gutter) - 2)}| {' ' * place}{'^' * carets}"
