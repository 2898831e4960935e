"""What was found about sheets as annotations of GitHub's workflow log: they stand beside the lines of the file."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.sheets.report import Finding, Report
from derivations.sheets.source import STDIN
from derivations.show.facts import equation, failure
from derivations.show.plain import plain
from symbolic.verdict import Examination, Refuted, Undecided, Vacuous


def annotations_of(report: Report) -> Iterator[str]:
    """A command a claim that did not come out as expected, and one an error of reading."""
    for error in report.errors:
        told = f"{error.message}; {error.help}" if error.help else error.message
        yield _command("error", report.file, error.line, told, title=error.code, column=error.column)
    for finding in report.findings:
        if finding.as_expected or finding.verdict == "rejected":
            continue
        level = "warning" if finding.verdict in ("undecided", "vacuous") and not finding.crash else "error"
        title = f"{finding.entry.kind} {finding.entry.name}: {finding.verdict}"
        told = "\n".join((_why(finding, report), *finding.hints))
        yield _command(level, report.file, max(finding.entry.line, 1), told, title=title)


def _why(finding: Finding, report: Report) -> str:
    match finding.examination:
        case Examination(verdict=Refuted(), first_false_link=link, derived=derived, difference=difference) as found:
            told = [f"first false: {equation(link)}", failure(link.examination)] if link else [failure(found)]
            told += [f"derived: {derived}"] if derived else []
            return "\n".join(told + ([f"difference: {difference}"] if difference else []))
        case Examination(verdict=Undecided(reason=reason, help=help)):
            return f"{reason}; {help}" if help else reason
        case Examination(verdict=Vacuous(reason=reason)):
            return reason
        case Examination():
            return "it was expected to be refuted"
        case _:
            return report.why_unread(finding)


def _command(level: str, file: str, line: int, message: str, *, title: str, column: int = 0) -> str:
    """`::error file=..,line=..,title=..::message`, in which nothing from a sheet can end the command or its parts."""
    place = {} if file == STDIN else {"file": file}
    parts = place | {"line": str(line)} | ({"col": str(column)} if column else {}) | {"title": title}
    told = ",".join(f"{key}={_property(value)}" for key, value in parts.items())
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    r"""A message: its lines stay apart, all else that is not printed is written out.

    >>> _data("100 %\n::error::x")
    '100 %25%0A::error::x'
    """
    return "%0A".join(plain(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return plain(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
