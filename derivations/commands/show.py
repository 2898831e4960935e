"""`derive show`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from derivations.commands.exit_status import AS_EXPECTED, INTERNAL_ERROR
from derivations.commands.selected import print_json, results, select

if TYPE_CHECKING:
    from derivations.catalog import Catalog, Selection


@click.command("show")
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
    selections = select(catalog, ids)
    match form:
        case "json":
            print_json(selections)
        case "latex":
            from derivations.show.latex import latex

            click.echo("\n".join(map(latex, selections)), nl=False)
        case "markdown":
            from derivations.show.markdown import markdown

            click.echo("\n".join(map(markdown, selections)), nl=False)
        case _:
            _show_text(selections)
    from derivations.status import exit_status

    crashed = exit_status(results(selections)) == INTERNAL_ERROR
    return INTERNAL_ERROR if crashed else AS_EXPECTED


def _show_text(selections: Sequence[Selection]) -> None:
    from derivations.show.console import console
    from derivations.show.terminal import show

    target = console()
    for number, selection in enumerate(selections):
        if number:
            target.print()
        show(target, selection)
