"""Why a place in a statement cannot be read, on its way to the list of errors of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

A = TypeVar("A")
B = TypeVar("B")

Span: TypeAlias = tuple[int, int]
"""Start and end in the text of a statement."""


MOST = 5
"""Errors that are told of one statement."""


class Trouble(Exception):
    """A statement that cannot be read: a code of the catalogue, where, what was found, and what to do.

    Help that takes a search is given as a function: only the first errors of a sheet are told. `others` are what else
    is wrong with the statement, independently.
    """

    def __init__(self, code: str, span: Span, message: str, help: str | Callable[[], str]) -> None:
        super().__init__(message)
        self.code, self.span, self.message = code, span, message
        self._help = help
        self.others: tuple[Trouble, ...] = ()

    @property
    def help(self) -> str:
        return self._help if isinstance(self._help, str) else self._help()


class TooLarge(Exception):
    """Definitions that take too many steps to put in place."""


class Dependent(Exception):
    """A statement that is well-formed but uses a name whose own declaration cannot be read."""

    def __init__(self, name: str, line: int, span: Span) -> None:
        super().__init__(name)
        self.name, self.line, self.span = name, line, span


class Gathered:
    """What is wrong with several parts of a statement, each read in a `with` of its own; at last, `check` raises it."""

    def __init__(self) -> None:
        self._troubles: dict[str, Trouble] = {}  # by what is said: a name that is not declared is told once
        self._dependent: Dependent | None = None

    def __enter__(self) -> None:
        if len(self._troubles) >= MOST:
            self.check()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        match error:
            case Trouble():
                for trouble in (error, *error.others):
                    self._troubles.setdefault(trouble.message, trouble)
            case Dependent():
                self._dependent = self._dependent or error
        return isinstance(error, Trouble | Dependent)

    def check(self) -> None:
        """Raises Trouble, or Dependent where nothing else is wrong."""
        if self._troubles:
            first, *others = self._troubles.values()
            first.others = tuple(others)
            raise first
        if self._dependent:
            raise self._dependent


def all_of(read: Callable[[A], B], parts: Iterable[A]) -> tuple[B, ...]:
    """What `read` makes of each part, in their order. Raises as `Gathered.check`."""
    found: list[B] = []
    gathered = Gathered()
    for part in parts:
        with gathered:
            found.append(read(part))
    gathered.check()
    return tuple(found)
