"""`derive check` for sheets: where they are, what they may cost, and how it is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from derivations.commands.exit_status import NOT_AS_EXPECTED, UNREADABLE

if TYPE_CHECKING:
    from derivations.catalog import Selection
    from derivations.sheets.cache import Cache
    from derivations.sheets.report import Report
    from derivations.sheets.run import Event
    from derivations.sheets.source import Source


def check_sheets(
    files: Sequence[str],
    selections: Sequence[Selection],
    form: str,
    *,
    given: str | None,
    lock: str | None,
    update_lock: bool,
    **cost: Any,
) -> int:
    """Check these files and folders, and what was selected of the catalogue; the exit status."""
    if os.name != "posix":
        raise click.UsageError("sheets need processes that can be limited and killed, as POSIX has them: use WSL")
    from derivations.commands.lock_file import LockFile
    from derivations.sheets.report import most_severe
    from derivations.sheets.source import load
    from derivations.status import exit_status

    paths = tuple(chain.from_iterable(map(_sheets, files)))
    lock_file = LockFile.opened(lock, update=update_lock)
    sources = (load(path, problem=problem) for problem in [load(given) if given else None] for path in paths)
    results = _check_selections(selections, form) if selections else ()
    start = perf_counter()
    with ExitStack() as stack:
        events = _events(sources, stack, **cost)
        reports = _tell(events, form, len(paths), results)
    lost = lock_file.lost(reports) if lock_file else 0
    if form == "text":
        _sum_up(reports, perf_counter() - start, lost)
    found = [report.exit_status for report in reports] + [exit_status(results)] + [NOT_AS_EXPECTED] * (lost > 0)
    if not results and not any(report.findings for report in reports):
        found.append(UNREADABLE)
    return most_severe(found)


def _sheets(file: str) -> Iterator[str]:
    """A file by itself, the sheets of a folder."""
    from derivations.sheets.source import STDIN, sheets_in

    if os.path.isdir(file):
        found = tuple(map(str, sheets_in(Path(file))))
        if not found:
            kinds = "files .claims, and Markdown with a block of claims"
            raise click.UsageError(f'there is no sheet in "{file}": sheets are {kinds}')
        yield from found
    elif file == STDIN or os.path.exists(file):
        yield file
    else:
        raise click.UsageError(f'there is no file "{file}"')


def _events(
    sources: Iterable[Source],
    stack: ExitStack,
    *,
    seconds: float,
    memory: int,
    jobs: int | None,
    cluster: str | None,
    cache: str | None,
    no_cache: bool,
) -> Iterator[Event]:
    """Check the sheets here or on a cluster; the processes end with the stack."""
    from derivations.cores import cores
    from derivations.sheets.limits import Limits

    limits = Limits(seconds, memory)
    kept = None if no_cache else _cache(stack, cache)
    if cluster is not None:
        try:
            from derivations.sheets.cluster import OtherVersion, check_on, connect

            stack.enter_context(_misuse(OtherVersion))
            return check_on(stack.enter_context(connect(cluster)), sources, limits, kept)
        except ImportError as missing:
            raise click.UsageError(f"--cluster needs Dask: pip install 'derivations[cluster]' ({missing})") from missing
        except (OSError, ValueError) as error:
            raise click.UsageError(f'there is no cluster at "{cluster}": {error}') from error
    from derivations.sheets.run import check
    from derivations.sheets.workers import Workers

    return check(sources, stack.enter_context(Workers(jobs or cores(), limits)), kept)


def _cache(stack: ExitStack, typed: str | None) -> Cache | None:
    """Where verdicts are kept; if nothing can be kept in the folder that was asked for, that is told."""
    from derivations.sheets.cache import Cache, folder
    from derivations.show.plain import plain

    if typed == "":
        raise click.UsageError("--cache is the name of no folder; --no-cache keeps nothing")
    place = Path(typed) if typed else folder()
    kept = stack.enter_context(Cache(place)) if place else None
    if kept and typed and not kept.usable:
        click.echo(f"derive: --cache {plain(typed)}: nothing can be kept there; all is decided anew", err=True)
    return kept


@contextmanager
def _misuse(kind: type[Exception]) -> Iterator[None]:
    """Errors of this kind are told in a line."""
    try:
        yield
    except kind as error:
        raise click.UsageError(str(error)) from error


def _check_selections(selections: Sequence[Selection], form: str) -> tuple[Any, ...]:
    from derivations.commands.selected import results
    from derivations.show.check_table import check
    from derivations.show.console import console

    if form != "text":
        return results(selections)
    target = console()
    found = check(target, selections)
    target.print()
    return found


def _tell(events: Iterable[Event], form: str, total: int, results: Sequence[Any]) -> tuple[Report, ...]:
    """Write what is found, as it is found; the reports."""
    from derivations.show.console import console

    if form == "text":
        from derivations.show.sheet_terminal import show_sheets

        return show_sheets(console(), events, total=total)
    from derivations.show.sheet_stream import stream

    return stream(events, form, results, bar=console(sys.stderr), total=total)


def _sum_up(reports: Sequence[Report], seconds: float, lost: int) -> None:
    """The table of several sheets, the counts, and what is not as expected."""
    from derivations.show.console import console
    from derivations.show.sheet_terminal import print_summary

    target = console()
    if len(reports) > 1:
        from derivations.show.sheet_table import print_table

        print_table(target, reports)
    print_summary(target, reports, seconds, lost=lost)
