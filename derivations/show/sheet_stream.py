"""What is found about sheets, written for programs as it comes: JSON lines, CSV, annotations; or one document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import click
from rich.console import Console

from derivations.result import Result
from derivations.sheets.report import Report
from derivations.sheets.run import Event
from derivations.show.as_json import document
from derivations.show.github import annotations_of
from derivations.show.plain import plain
from derivations.show.sheet_rows import csv_heading, csv_rows, json_lines
from derivations.show.sheet_terminal import progress


def stream(
    events: Iterable[Event], form: str, results: Sequence[Result], *, bar: Console, total: int
) -> tuple[Report, ...]:
    """Write on standard output in one of the formats `json`, `jsonl`, `csv`, `github`; the reports."""
    reports: list[Report] = []
    if form == "csv":
        click.echo(csv_heading())
    with progress(bar, total) as shown:
        task = shown.add_task("", total=total)
        for event in events:
            if not isinstance(event, Report):
                continue
            reports.append(event)
            for line in _lines(event, form):
                click.echo(line)
            shown.update(task, advance=1, description=plain(event.file))
    if form == "json":
        click.echo(json.dumps(document(results, reports), indent=2))
    return tuple(reports)


def _lines(report: Report, form: str) -> Iterator[str]:
    match form:
        case "jsonl":
            return json_lines(report)
        case "csv":
            return csv_rows(report)
        case "github":
            return annotations_of(report)
        case _:
            return iter(())
