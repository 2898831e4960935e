"""Check sheets: read each, decide each of its claims in a process that can be killed, and tell it in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeAlias

from derivations.sheets import fingerprint
from derivations.sheets.cache import Cache
from derivations.sheets.record import decode
from derivations.sheets.report import Entry, Finding, Reading, Report
from derivations.sheets.sheet import Diagnostic
from derivations.sheets.source import Source
from derivations.sheets.workers import Stopped, Task, Workers
from symbolic.verdict import Examination, Undecided

Record: TypeAlias = dict[str, Any]

UNOPENED, TOO_EXPENSIVE, NO_MEANING = NOT_KEPT = ("unreadable-file", "too-expensive", "no-meaning")
"""Codes of errors that are found here and not by the reader."""

AHEAD = 4
"""Sheets that are under way for each process."""

Event: TypeAlias = Reading | Finding | Report
"""A sheet gives its Reading, then the Finding about each of its claims, then all of it as a Report."""


def check(sources: Iterable[Source], workers: Workers, cache: Cache | None = None) -> Iterator[Event]:
    """What is found about the sheets, in their order, whichever is done first."""
    run = _Run(workers, cache)
    waiting = iter(sources)
    window: deque[_Sheet] = deque()
    while True:
        while len(window) < AHEAD * workers.jobs and (source := next(waiting, None)):
            window.append(run.begin(source))
        if not window:
            return
        yield from window[0].news()
        if window[0].complete:
            window.popleft()
        else:
            run.advance()


@dataclass(slots=True, eq=False)
class _Sheet:
    """A sheet under way."""

    source: Source
    reading: Reading | None = None
    findings: list[Finding | None] = field(default_factory=list)
    told: int = -1  # findings that were told; the reading was not

    @property
    def complete(self) -> bool:
        return self.reading is not None and self.told == len(self.findings)

    def entry(self, number: int) -> Entry:
        if self.reading is None:
            raise ValueError(f"{self.source.file} was not read")
        return self.reading.entries[number]

    def news(self) -> Iterator[Event]:
        """What is there and was not told yet."""
        if self.reading is None:
            return
        if self.told < 0:
            yield self.reading
            self.told = 0
        while self.told < len(self.findings) and (finding := self.findings[self.told]):
            yield finding
            self.told += 1
        if self.complete:
            yield Report(self.reading, tuple(finding for finding in self.findings if finding))


class _Run:
    """Gives the workers what a sheet needs next, and keeps what they find."""

    def __init__(self, workers: Workers, cache: Cache | None) -> None:
        self._workers, self._cache = workers, cache
        self._done: SimpleQueue[Task[_Sheet]] = SimpleQueue()

    def begin(self, source: Source) -> _Sheet:
        """Start with a sheet: with what is known of it, or by reading it."""
        sheet = _Sheet(source)
        if source.fault:
            self._adopt(sheet, unreadable(source, UNOPENED, source.fault, "check its name and your rights"))
        elif self._cache and (known := self._cache.get(Reading, name_of(source))):
            self._adopt(sheet, replace(known, file=source.file))
        else:
            self._submit(Task(source, None, sheet))
        return sheet

    def advance(self) -> None:
        """Wait until a task is done, and take up what it found."""
        task = self._done.get()
        found = self._workers.result(task)
        if found is None:
            self._submit(task)
        elif task.number is None:
            self._read(task.owner, found)
        else:
            self._decided(task.owner, task.number, found)

    def _submit(self, task: Task[_Sheet]) -> None:
        self._workers.submit(task, self._done.put)

    def _read(self, sheet: _Sheet, found: Record | Stopped) -> None:
        reading = reading_of(sheet.source, found)
        keep(sheet.source, Report(reading, ()), self._cache)
        self._adopt(sheet, reading)

    def _adopt(self, sheet: _Sheet, reading: Reading) -> None:
        """Go on to the claims of a sheet that was read."""
        sheet.reading = reading
        for number, entry in enumerate(reading.entries):
            known = self._cache.get(Examination, entry.key) if self._cache else None
            sheet.findings.append(Finding(entry, known) if known or entry.state != "readable" else None)
            if sheet.findings[number] is None:
                self._submit(Task(sheet.source, number, sheet))

    def _decided(self, sheet: _Sheet, number: int, found: Record | Stopped) -> None:
        entry = sheet.entry(number)
        finding = finding_of(entry, found)
        sheet.findings[number] = finding
        if self._cache and finding.settled and finding.examination:
            self._cache.put(entry.key, finding.examination)


def known(source: Source, cache: Cache | None) -> Report | None:
    """The report on a sheet, if all of it was found before."""
    reading = cache.get(Reading, name_of(source)) if cache else None
    if cache is None or reading is None:
        return None
    findings = [Finding(entry, cache.get(Examination, entry.key)) for entry in reading.entries]
    if any(finding.examination is None and finding.entry.state == "readable" for finding in findings):
        return None
    return Report(replace(reading, file=source.file), tuple(findings))


def keep(source: Source, report: Report, cache: Cache | None) -> None:
    """Keep what was found about a sheet, and was not cut short."""
    if cache is None or report.reading.crash:
        return
    if not any(error.code in NOT_KEPT for error in report.reading.errors):
        cache.put(name_of(source), report.reading)
    for finding in report.findings:
        if finding.settled and finding.examination:
            cache.put(finding.entry.key, finding.examination)


def read(source: Source, workers: Workers) -> Reading:
    """A sheet as read; its claims are not decided."""
    return reading_of(source, workers.ask(Task(source, None, None)))


def decide(source: Source, reading: Reading, number: int, workers: Workers) -> Finding:
    """What is found about one claim of a sheet that was read."""
    entry = reading.entries[number]
    return finding_of(entry, workers.ask(Task(source, number, None))) if entry.state == "readable" else Finding(entry)


def reading_of(source: Source, found: Record | Stopped) -> Reading:
    """What a worker's record, or the end of its work, says about a sheet."""
    if isinstance(found, Stopped):
        reading = unreadable(source, TOO_EXPENSIVE, found.reason, found.help)
        return replace(reading, crash=found.reason if found.crash else "")
    return decode(Reading, found)


def finding_of(entry: Entry, found: Record | Stopped) -> Finding:
    """What a worker's record, or the end of its work, says about a claim."""
    match found:
        case Stopped(reason=reason, help=help, seconds=seconds, crash=crash):
            examination = Examination(entry.statement, Undecided(reason, help), seconds=seconds)
            return Finding(entry, examination, settled=False, crash=reason if crash else "")
        case {"stopped": "no meaning", "why": str(why)}:
            return Finding(entry, rejection=Diagnostic(NO_MEANING, entry.line, 1, why, "say it in another way"))
        case _:
            return Finding(entry, decode(Examination, found))


def unreadable(source: Source, code: str, message: str, help: str) -> Reading:
    """A sheet of which nothing could be read."""
    return Reading(source.file, errors=(Diagnostic(code, 1, 1, message, help),))


def name_of(source: Source) -> str:
    """The key of what is read in a source: its content, and whether that is Markdown."""
    given = source.problem
    parts = [Path(source.file).suffix.encode(), source.content]
    return fingerprint.of_bytes(*parts, *((given.file.encode(), given.content) if given else ()))
