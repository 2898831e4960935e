"""Why a place in a statement cannot be read, on its way to the list of errors of the sheet."""

from __future__ import annotations

from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end in the text of a statement."""


class Trouble(Exception):
    """A statement that cannot be read: a code of the catalogue, where, what was found, and what to do."""

    def __init__(self, code: str, span: Span, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.span, self.message, self.help = code, span, message, help


class TooLarge(Exception):
    """Definitions that take too many steps to put in place."""


class Dependent(Exception):
    """A statement that is well-formed but uses a name whose own declaration cannot be read."""

    def __init__(self, name: str, line: int, span: Span) -> None:
        super().__init__(name)
        self.name, self.line, self.span = name, line, span
