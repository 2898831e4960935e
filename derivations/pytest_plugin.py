"""Claim sheets as tests: `pytest sheet.claims` has one test a claim, which fails with the report on it.

Sheets are collected when they are named on the command line, or when the ini option `claims_files` says so:

    [tool.pytest.ini_options]
    claims_files = ["*.claims"]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from derivations.sheets.report import Reading, Report
    from derivations.sheets.source import Source
    from derivations.sheets.workers import Workers

SUFFIX = ".claims"
WIDTH = 100


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("claims_files", "claim sheets that are collected without being named", type="args", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SheetFile | None:
    if file_path.suffix == SUFFIX and (_is_named(file_path, parent.config) or _is_wanted(file_path, parent.config)):
        sheet: SheetFile = SheetFile.from_parent(parent, path=file_path)
        return sheet
    return None


def _is_named(path: Path, config: pytest.Config) -> bool:
    """Whether it is an argument of the command line, perhaps with the name of a claim."""
    names = (argument.partition("::")[0] for argument in config.args)
    return any((config.invocation_params.dir / name).resolve() == path.resolve() for name in names)


def _is_wanted(path: Path, config: pytest.Config) -> bool:
    return any(path.match(pattern) for pattern in config.getini("claims_files"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if workers := config.stash.get(_WORKERS, None):
        workers.close()


class SheetFile(pytest.File):
    """A sheet: a test for each of its claims, and one for each error outside of them."""

    def collect(self) -> Iterator[pytest.Item]:
        from derivations.sheets.run import read
        from derivations.sheets.source import load

        source = load(str(self.path))
        reading = read(source, _workers(self.config))
        for number, entry in enumerate(reading.entries):
            yield ClaimItem.from_parent(self, name=entry.name, source=source, reading=reading, number=number)
        if not reading.entries:
            yield ClaimItem.from_parent(self, name="sheet", source=source, reading=reading, number=None)


class ClaimItem(pytest.Item):
    """A claim, chain or `refute` of a sheet, which is to come out as written; or a sheet that claims nothing."""

    def __init__(self, *, source: Source, reading: Reading, number: int | None, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.source, self.reading, self.number = source, reading, number

    def runtest(self) -> None:
        from derivations.sheets.report import Report
        from derivations.sheets.run import decide

        if self.number is None:
            raise ClaimFails(Report(self.reading, ()))
        finding = decide(self.source, self.reading, self.number, _workers(self.config))
        if not finding.as_expected:
            raise ClaimFails(Report(self.reading, (finding,)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ClaimFails):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = self.reading.entries[self.number].line - 1 if self.number is not None else None
        return self.path, line, f"{self.path.name}: {self.name}"


class ClaimFails(Exception):
    """A claim did not come out as written; the message is the report on it."""

    def __init__(self, report: Report) -> None:
        from io import StringIO

        from derivations.show.console import console
        from derivations.show.sheet_terminal import print_errors, print_finding

        told = StringIO()
        target = console(told, width=WIDTH)
        for finding in report.findings:
            print_finding(target, finding)
            print_errors(target, report.errors_of(finding))
        if not report.findings:
            print_errors(target, report.errors)
        super().__init__(told.getvalue().rstrip())


def _workers(config: pytest.Config) -> Workers:
    """The processes in which sheets are read and claims decided: started when there is something to do."""
    if _WORKERS not in config.stash:
        from derivations.sheets.limits import Limits
        from derivations.sheets.workers import Workers

        config.stash[_WORKERS] = Workers(1, Limits())
    return config.stash[_WORKERS]


_WORKERS: pytest.StashKey[Workers] = pytest.StashKey()
