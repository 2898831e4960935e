"""The console that everything is printed on: brackets are no markup, and a pipe gets the same text everywhere."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from rich.console import Console

PIPE_WIDTH = 80


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to `derive`; rich would exit with status 1, which says that a claim fails."""
        raise BrokenPipeError


def console(file: TextIO | None = None, *, width: int | None = None) -> Console:
    """A console for `file` (standard output). Into a pipe it is 80 wide unless COLUMNS says otherwise."""
    target = file or sys.stdout
    if width is None and not target.isatty():
        columns = os.environ.get("COLUMNS", "")
        width = max(int(columns), 40) if columns.isdecimal() else PIPE_WIDTH
    return _Console(file=target, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)
