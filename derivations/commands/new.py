"""`derive new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from derivations.commands.exit_status import AS_EXPECTED
from derivations.commands.selected import select

if TYPE_CHECKING:
    from derivations.catalog import Catalog


@click.command("new")
@click.option("--from", "id", metavar="ID", help="A question of the catalogue, or claims of it, as a sheet.")
@click.pass_obj
def new_command(catalog: Catalog | None, id: str | None) -> int:
    """Write a claim sheet to start from: derive new > mine.claims."""
    if id is None:
        from derivations.sheets.starter import STARTER

        click.echo(STARTER, nl=False)
        return AS_EXPECTED
    from derivations.show.as_sheet import sheet_of

    found = select(catalog, (id,))
    selections = tuple(selection for selection in found if selection.question.id == id) or found
    if len(selections) > 1:
        several = ", ".join(selection.question.id for selection in selections)
        raise click.UsageError(f'"{id}" has several questions: {several}; a sheet is one of them')
    text = sheet_of(selections[0])
    if not any(line.startswith(("claim", "refute", "chain")) for line in text.splitlines()):
        why = "; ".join(line.removeprefix("# ") for line in text.splitlines() if "cannot be said" in line)
        raise click.UsageError(f'nothing of "{id}" can be said in a sheet: {why or "it has no claims"}')
    click.echo(text, nl=False)
    return AS_EXPECTED
