"""`derive check`."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from derivations.commands.exit_status import EXIT_STATUS
from derivations.commands.selected import print_json, results, select

if TYPE_CHECKING:
    from derivations.catalog import Catalog, Selection

FORMATS = ("text", "json", "jsonl", "csv", "github")
FOR_SHEETS = ("given", "lock", "update_lock", "cluster", "cache")
"""Options that say what is checked or where: without a sheet they would be dropped in silence."""
UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3, "": 1}


def _bytes(_context: click.Context, _parameter: click.Parameter, typed: str) -> int:
    """`2GiB`, `512M`, `1000000`: a number of bytes."""
    number = typed.lower().removesuffix("ib").removesuffix("b")
    digits = number.rstrip("kmg")
    try:
        size = int(float(digits) * UNITS[number[len(digits) :].strip()])
    except (KeyError, ValueError, OverflowError):
        raise click.BadParameter(f'"{typed}" is no size; write 512MiB or 2GiB') from None
    if size < 256 * 1024**2:
        raise click.BadParameter(f'"{typed}" is less than 256MiB, which the program itself needs')
    return size


def _finite(context: click.Context, parameter: click.Parameter, seconds: float) -> float:
    if not isfinite(seconds):
        raise click.BadParameter(f"{seconds} is no number of seconds")
    return seconds


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("named", nargs=-1, metavar="[ID|FILE|FOLDER|-]..."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="The output."),
    click.option("--given", type=click.Path(exists=True, dir_okay=False), help="The problem that sheets hand in to."),
    click.option("--time", "seconds", type=click.FloatRange(0, 86_400, min_open=True), callback=_finite, default=10.0,
                 show_default=True,
                 help="Seconds for each claim of a sheet."),
    click.option("--memory", callback=_bytes, default="2GiB", show_default=True, help="Memory for each of them."),
    click.option("--jobs", type=click.IntRange(1, 256), help="Claims of sheets at a time.  [default: the cores]"),
    click.option("--cluster", metavar="ADDRESS", help="Check sheets on a Dask cluster, such as tcp://host:8786."),
    click.option("--cache", type=click.Path(file_okay=False), help="Where verdicts on sheets are kept."),
    click.option("--no-cache", is_flag=True, help="Decide everything anew, and keep nothing."),
    click.option("--lock", type=click.Path(dir_okay=False), help="Fail if a verdict in this file is lost."),
    click.option("--update-lock", is_flag=True, help="Write the verdicts into the file of --lock."),
)  # fmt: skip


def _with_options(command: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command("check", epilog=EXIT_STATUS)
@_with_options
@click.pass_obj
def check_command(catalog: Catalog | None, /, named: tuple[str, ...], form: str, **options: Any) -> int:
    """Check claims of the catalogue by id, and claim sheets; without either, the whole catalogue.

    A FILE is a sheet (.claims, or Markdown with blocks of claims), a FOLDER all sheets in it, - standard input.
    """
    from derivations.sheets.source import names_a_claim, names_a_file

    files = [name for name in named if names_a_file(name)]
    ids = [name for name in named if name not in files]
    for name in ids:
        if not names_a_claim(name):
            raise click.UsageError(f'no claim, file or folder is called "{name}"; "derive list" shows every id')
    selections = select(catalog, ids) if ids or not files else ()
    if not files and not selections:
        raise click.UsageError("there is nothing to check: the catalogue has no claims")
    if selections and form not in ("text", "json"):
        raise click.UsageError(f'"--format {form}" is for sheets: ids can be checked with text and json')
    if not files:
        _refuse_idle(options)
    if files:
        from derivations.commands.check_sheets import check_sheets

        return check_sheets(files, selections, form, **options)
    return _check_catalogue(selections, form)


def _refuse_idle(options: dict[str, Any]) -> None:
    idle = [f"--{name.replace('_', '-')}" for name in FOR_SHEETS if options[name] not in (None, False)]
    if idle:
        verb = "is" if len(idle) == 1 else "are"
        raise click.UsageError(f"{' and '.join(idle)} {verb} for sheets: name the files or folders to check")


def _check_catalogue(selections: tuple[Selection, ...], form: str) -> int:
    from derivations.status import exit_status

    if form == "json":
        print_json(selections)
        return exit_status(results(selections))
    from derivations.show.check_table import check
    from derivations.show.console import console

    return exit_status(check(console(), selections))
