"""`derive list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from derivations.commands.selected import select

if TYPE_CHECKING:
    from derivations.catalog import Catalog


@click.command("list")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def list_command(catalog: Catalog | None, ids: tuple[str, ...]) -> int:
    """List the homework questions and their claims."""
    from derivations.show.listing import listing

    for line in listing(select(catalog, ids)):
        click.echo(line)
    return 0
