"""What was found about sheets as one flat row a claim: JSON lines and CSV, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from derivations.sheets.report import Finding, Report
from derivations.show.as_json import claim
from derivations.show.facts import equation, place
from derivations.show.plain import plain
from symbolic.verdict import NAMES, Examination, Link, Refuted

COLUMNS = (
    *("file", "title", "name", "line", "kind", "verdict", "as_expected", "statement", "read_as", "scope", "method"),
    *("witness", "left", "right", "derived", "difference", "first_false", "links", "seconds", "message"),
)
FORMULA = ("=", "+", "-", "@")


def json_lines(report: Report) -> Iterator[str]:
    """A line a claim: what the document says, with `file`, `title`, `kind`, `as_expected`; then a line an error."""
    sheet = {"file": report.file, "title": report.reading.title}
    for finding in report.findings:
        told = {"kind": finding.entry.kind, "as_expected": finding.as_expected, **claim(finding, report)}
        yield json.dumps(sheet | told)
    for error in report.errors:
        told = {"code": error.code, "line": error.line, "column": error.column}
        yield json.dumps(sheet | {"error": told | {"message": error.message, "help": error.help}})


def csv_heading() -> str:
    return _csv(COLUMNS)


def csv_rows(report: Report) -> Iterator[str]:
    """A row a claim, and one for each error that is not on the lines of a claim."""
    for finding in report.findings:
        row = _row(finding, report)
        yield _csv([_cell(row.get(column)) for column in COLUMNS])
    for error in report.loose_errors:
        row = {"file": report.file, "title": report.reading.title, "line": error.line, "verdict": "rejected"}
        row |= {"as_expected": False, "message": f"{error.code}: {error.message}"}
        yield _csv([_cell(row.get(column)) for column in COLUMNS])


def _row(finding: Finding, report: Report) -> dict[str, Any]:
    told = claim(finding, report)
    row = {"file": report.file, "title": report.reading.title, "kind": finding.entry.kind, **told}
    row |= {"as_expected": finding.as_expected, "witness": "", "links": ""}
    match finding.examination:
        case Examination(verdict=Refuted(witness=witness), links=()):
            row |= {"witness": place(witness), "left": witness.left, "right": witness.right}
        case Examination(first_false_link=first, links=links) if links:
            row["links"] = " ".join(NAMES[type(link.examination.verdict)] for link in links)
            row |= _first_false(first) if first else {}
    return row


def _first_false(link: Link) -> dict[str, Any]:
    told = {"first_false": equation(link), "derived": link.examination.derived}
    match link.examination.verdict:
        case Refuted(witness=witness):
            told |= {"witness": place(witness), "left": witness.left, "right": witness.right}
    return told | {"difference": link.examination.difference}


def _cell(value: object) -> str | int | float:
    """A value as a spreadsheet may show it: text that it would take for a formula is quoted.

    >>> _cell("=1+1"), _cell(" -y[i]"), _cell("p[i] - y[i]"), _cell(True), _cell(7), _cell(None)
    ("'=1+1", "' -y[i]", 'p[i] - y[i]', 'true', 7, '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return value
    text = plain(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _csv(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
