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

    selections = select(catalog, (id,))
    if len(selections) > 1:
        several = ", ".join(selection.question.id for selection in selections)
        raise click.UsageError(f'"{id}" has several questions: {several}; a sheet is one of them')
    click.echo(sheet_of(selections[0]), nl=False)
    return AS_EXPECTED
