"""The table of a check: a row as soon as it is decided, and what there is to say about it below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from derivations import workers
from derivations.catalog import Selection
from derivations.item import Erratum, Item, kind
from derivations.result import Result
from derivations.show.facts import LONGEST_REASON, equation, failure, mistake
from derivations.show.layout import broken
from derivations.show.mark import mark, outcome
from derivations.show.plain import plain
from symbolic.language.errors import brief
from symbolic.verdict import Examination, Refuted, Undecided, Vacuous

COLUMNS = ("id", "kind", "verdict", "seconds", "scope")
VERDICT_WIDTH = 20  # `✓ refuted, corrected`
WIDE = 110
"""From here on there is room for the scope."""


def check(console: Console, selections: Iterable[Selection]) -> tuple[Result, ...]:
    """Examine the selected items, printing each row when it is there."""
    selections = tuple(selections)
    ids = [item.id for selection in selections for item in selection.items]
    id_width = max(map(len, ids), default=2)
    start, examined = perf_counter(), workers.results(selections)
    _print_row(console, id_width, *(Text(name, style="bold") for name in COLUMNS))
    results = []
    with _progress(console, len(ids)) as progress:
        task = progress.add_task("", total=len(ids))
        for result in examined:
            progress.update(task, description=plain(result.item.id))
            results.append(result)
            _print_result(progress.console, id_width, result)
            progress.advance(task)
    console.print()
    _print_summary(console, results, perf_counter() - start)
    return tuple(results)


def _print_summary(console: Console, found: Sequence[Result], seconds: float) -> None:
    """The counts, and whether all came out as expected."""
    counts = Counter("crashed" if result.error else result.status for result in found)
    words = ("holds", "fails", "undecided", "vacuous", "not checked", "crashed")
    told = ", ".join(f"{counts[word]} {word}" for word in words if counts[word]) or "nothing to check"
    surprises = [result.item.id for result in found if not result.as_expected]
    verdict = mark("fails" if surprises else "holds")
    end = f"not as expected: {', '.join(map(plain, surprises))}" if surprises else "all as expected"
    console.print(Text(f"{told} in {seconds:.2f} s"))
    for line in broken(f"{verdict.sign} {end}", console.width, rest="  "):
        console.print(Text(line, style=f"bold {verdict.style}"))


def _print_result(console: Console, id_width: int, result: Result) -> None:
    item, seen = result.item, outcome(result)
    seconds = f"{result.seconds:.2f}" if result.printed else ""
    proved = result.correction or result.printed
    scope = proved.scope if proved else ""
    cells = (plain(item.id), kind(item), str(seen), seconds, plain(scope))
    _print_row(console, id_width, *(Text(word, style=seen.style if word == str(seen) else "") for word in cells))
    for note in _notes(item, result):
        for line in broken(note, console.width, first=" " * 4, rest=" " * 6):
            console.print(Text(line, style="dim"))


def _notes(item: Item, result: Result) -> Iterator[str]:
    """For an erratum, why the printed line is false; for what was not expected, why."""
    if isinstance(item, Erratum):
        yield from _why("", result.printed)
        if mistake(result) and result.printed and not result.printed.difference:
            yield f"mistake: {plain(mistake(result))}"
        if not result.as_expected:
            yield from _why("correction ", result.correction)
    elif not result.as_expected:
        yield from _why("", result.printed)


def _why(role: str, found: Examination | None) -> Iterator[str]:
    match found:
        case Examination(verdict=Refuted()):
            link = found.first_false_link
            yield f"{role}{equation(link)} {failure(link.examination)}" if link else f"{role}{failure(found)}"
            if found.difference:
                yield f"difference: {plain(found.difference)}"
        case Examination(verdict=Undecided(reason=reason, help=help)):
            yield f"{role}undecided: {brief(plain(reason), LONGEST_REASON)}" + (f"; {plain(help)}" if help else "")
        case Examination(verdict=Vacuous(reason=reason)):
            yield f"{role}vacuous: {plain(reason)}"


def _print_row(console: Console, id_width: int, *cells: Text) -> None:
    """One row of the table; every row has the same widths, so rows can be printed one by one."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=id_width, overflow="fold")
    grid.add_column(width=7, no_wrap=True)
    room = console.width - id_width - 7 - 7 - 6
    grid.add_column(width=max(min(room, VERDICT_WIDTH), 13), overflow="fold")
    grid.add_column(width=7, justify="right", no_wrap=True)
    if console.width >= WIDE:
        grid.add_column(overflow="fold")
    grid.add_row(*cells[: len(grid.columns)])
    console.print(grid)


def _progress(console: Console, total: int) -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal or total == 0)
