"""What is found about a sheet: how it was read, and the outcome of each of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivations.sheets.sheet import Diagnostic, Kind
from symbolic.verdict import NAMES, Examination, Proved, Refuted, Undecided, Vacuous

State: TypeAlias = Literal["readable", "rejected", "missing"]
Word: TypeAlias = Literal["proved", "refuted", "undecided", "vacuous", "rejected", "missing"]

AS_EXPECTED, NOT_AS_EXPECTED, UNREADABLE, NOT_DECIDED, INTERNAL_ERROR = 0, 1, 2, 3, 4
PRECEDENCE = (INTERNAL_ERROR, UNREADABLE, NOT_AS_EXPECTED, NOT_DECIDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of a sheet before it is decided. `key` names its content; without one its verdict is not kept.

    `hints` are what is in order in it and perhaps not what was meant.
    """

    kind: Kind
    name: str
    line: int
    statement: str
    state: State = "readable"
    key: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as read, without its mathematics. `crash` is set when the program failed to read it."""

    file: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    errors: tuple[Diagnostic, ...] = ()
    crash: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one claim.

    `settled` is False where a limit of time or memory, or a crash, ended the work: another run may find more. `crash`
    is set when the engine failed, `rejection` when it finds that the claim has no meaning.
    """

    entry: Entry
    examination: Examination | None = None
    settled: bool = True
    crash: str = ""
    rejection: Diagnostic | None = None

    @property
    def verdict(self) -> Word:
        match self.examination, self.entry.state:
            case Examination(verdict=verdict), _:
                return _word(verdict)
            case _, "missing":
                return "missing"
            case _:
                return "rejected"

    @property
    def why_missing(self) -> str:
        """How a hand-in lacks a claim of its problem."""
        return "the problem states it otherwise" if self.entry.line else "the problem asks for it"

    @property
    def as_expected(self) -> bool:
        """A claim or chain that is proved, or a `refute` that is refuted."""
        return self.verdict == ("refuted" if self.entry.kind == "refute" else "proved")

    @property
    def hints(self) -> tuple[str, ...]:
        """What was perhaps not meant, where the verdict is not what was expected."""
        return () if self.as_expected or self.crash else self.entry.hints

    @property
    def exit_status(self) -> int:
        match self.verdict:
            case _ if self.crash:
                return INTERNAL_ERROR
            case "rejected":
                return UNREADABLE
            case _ if self.as_expected:
                return AS_EXPECTED
            case "undecided" | "vacuous":
                return NOT_DECIDED
            case _:
                return NOT_AS_EXPECTED


@dataclass(frozen=True, slots=True)
class Report:
    """A sheet and the findings about its claims, in its order."""

    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def file(self) -> str:
        return self.reading.file

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Why places of the sheet cannot be read, in their order."""
        found = (*self.reading.errors, *(f.rejection for f in self.findings if f.rejection))
        return tuple(sorted(found, key=lambda error: (error.line, error.column)))

    def errors_of(self, finding: Finding) -> tuple[Diagnostic, ...]:
        """The errors on the lines of a claim; if it was not read and there are none, all that there are."""
        own = tuple(error for error in self.errors if self._owner(error) == finding.entry)
        return own or (self.errors if finding.verdict == "rejected" else ())

    def why_unread(self, finding: Finding) -> str:
        """What these errors say, or how a claim that the problem asks for is missing."""
        if finding.verdict == "missing":
            return finding.why_missing
        return "; ".join(error.message for error in self.errors_of(finding))

    @property
    def loose_errors(self) -> tuple[Diagnostic, ...]:
        """The errors that are on the lines of no claim that could not be read."""
        unread = [finding.entry for finding in self.findings if finding.examination is None]
        return tuple(error for error in self.errors if self._owner(error) not in unread)

    def _owner(self, error: Diagnostic) -> Entry | None:
        """The last claim that starts on or above the line; one that a hand-in lacks is on none."""
        return next((entry for entry in reversed(self.reading.entries) if 0 < entry.line <= error.line), None)

    @property
    def exit_status(self) -> int:
        own = INTERNAL_ERROR if self.reading.crash else UNREADABLE if self.errors else AS_EXPECTED
        return most_severe((own, *(finding.exit_status for finding in self.findings)))


def most_severe(statuses: Iterable[int]) -> int:
    """4 an internal error, else 2 unreadable, else 1 not as expected, else 3 undecided, else 0."""
    found = set(statuses)
    return next((status for status in PRECEDENCE if status in found), AS_EXPECTED)


def _word(verdict: Proved | Refuted | Undecided | Vacuous) -> Word:
    word: Word = NAMES[type(verdict)]  # type: ignore[assignment]  # the four names are among them
    return word
