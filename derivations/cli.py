"""`derive`: lists, shows and checks derivations. Only what a command needs is imported, and only then."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from derivations.catalog import Catalog, Selection

MISUSE, INTERNAL_ERROR = 2, 4
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE

EXIT_STATUS = """\b
Exit status:
  0  all as expected
  1  something is not as expected
  2  misuse: unknown id, option or command
  3  nothing is wrong, but something is undecided
  4  internal error"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXIT_STATUS)
@click.version_option(package_name="derivations", prog_name="derive", message="%(prog)s %(version)s")
def derive() -> None:
    """Check derivations: every claim is proved for all sizes, or refuted with a counterexample."""


@derive.command("list")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def list_command(catalog: Catalog | None, ids: tuple[str, ...]) -> int:
    """List the homework questions and their claims."""
    from derivations.show.listing import listing

    for line in listing(_select(catalog, ids)):
        click.echo(line)
    return 0


@derive.command("show")
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "latex", "markdown", "json"]),
    default="text",
    show_default=True,
    help="What to write.",
)
@click.pass_obj
def show_command(catalog: Catalog | None, ids: tuple[str, ...], form: str) -> int:
    """Show derivations step by step, with verdict and evidence.

    An ID names a claim (hw4.q1.solution), a part (hw2.q7a), a question (hw2.q7) or a homework (hw2).
    """
    if not ids:
        raise click.UsageError('"show" needs the id of a claim or question: "derive list" shows every id')
    selections = _select(catalog, ids)
    match form:
        case "json":
            _print_json(selections)
        case "latex":
            from derivations.show.latex import latex

            click.echo("\n".join(map(latex, selections)), nl=False)
        case "markdown":
            from derivations.show.markdown import markdown

            click.echo("\n".join(map(markdown, selections)), nl=False)
        case _:
            _show_text(selections)
    from derivations.status import AS_EXPECTED, exit_status

    crashed = exit_status(_results(selections)) == INTERNAL_ERROR
    return INTERNAL_ERROR if crashed else AS_EXPECTED


@derive.command("check", epilog=EXIT_STATUS)
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to write."
)
@click.pass_obj
def check_command(catalog: Catalog | None, ids: tuple[str, ...], form: str) -> int:
    """Check the claims with these ids; without ids, everything."""
    from derivations.status import exit_status

    selections = _select(catalog, ids)
    if not selections:
        raise click.UsageError("there is nothing to check: the catalogue has no claims")
    if form == "json":
        _print_json(selections)
        return exit_status(_results(selections))
    from derivations.show.check_table import check
    from derivations.show.console import console

    return exit_status(check(console(), selections))


def _select(catalog: Catalog | None, ids: Sequence[str]) -> tuple[Selection, ...]:
    from derivations.catalog import UnknownId, default

    try:
        return (catalog or default()).select(ids)
    except UnknownId as unknown:
        raise click.UsageError(str(unknown)) from unknown


def _results(selections: Sequence[Selection]) -> tuple[Any, ...]:
    from derivations import workers

    return tuple(workers.results(selections))


def _print_json(selections: Sequence[Selection]) -> None:
    import json

    from derivations.show.as_json import document

    click.echo(json.dumps(document(_results(selections)), indent=2))


def _show_text(selections: Sequence[Selection]) -> None:
    from derivations.show.console import console
    from derivations.show.terminal import show

    target = console()
    for number, selection in enumerate(selections):
        if number:
            target.print()
        show(target, selection)


def run(arguments: Sequence[str] | None = None, *, catalog: Catalog | None = None) -> int:
    """What `derive` does with these arguments; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    typed = sys.argv[1:] if arguments is None else arguments
    try:
        # not `derive.main`, which turns a broken pipe into exit status 1
        with derive.make_context("derive", list(typed), obj=catalog) as context:
            status = derive.invoke(context)
        sys.stdout.flush()
        return int(status)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as help:
        click.echo(help.format_message(), err=True)
        return MISUSE
    except click.ClickException as misuse:
        return _complain(misuse)
    except KeyboardInterrupt:
        click.echo("derive: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # what Python still has to write at exit goes nowhere, or it would complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("derive: internal error: this is a fault of the program, please report it", err=True)
        return INTERNAL_ERROR


def _complain(misuse: click.ClickException) -> int:
    from derivations.show.plain import plain

    context = getattr(misuse, "ctx", None)
    command = context.command_path if context else "derive"
    message = plain(misuse.format_message()).rstrip(".")
    hint = "" if '"derive list"' in message else f'; "{command} --help" shows what can be given'
    click.echo(f"derive: {message}{hint}", err=True)
    return MISUSE


def main() -> None:
    sys.exit(run())


if __name__ == "__main__":
    main()
