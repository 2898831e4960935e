"""What an error code of a claim sheet means, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from derivations.sheets.codes import Code
from derivations.show.layout import broken, hanging

INDENT = " " * 4


def explanation(console: Console, code: Code) -> None:
    """The code, what it means, what it looks like, and how that is mended."""
    console.print(Text.assemble((code.code, "bold"), f"  {code.title}"))
    console.print()
    for line in broken(code.explanation, console.width):
        console.print(Text(line))
    for heading, example, style in (("wrong", code.wrong, "red"), ("right", code.repair, "green")):
        if example:
            console.print()
            console.print(Text(heading, style=style))
            for line in example.splitlines():
                console.print(Text(f"{INDENT}{line}"))


def overview(console: Console, codes: Iterable[Code]) -> None:
    """A line a code."""
    listed = tuple(codes)
    width = max(len(code.code) for code in listed) + 2
    for code in listed:
        for line in hanging(code.code, code.title, console.width, label_width=width):
            shown = Text(line)
            shown.stylize("bold", 0, len(code.code))
            console.print(shown)
