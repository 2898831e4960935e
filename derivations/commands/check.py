"""`derive check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from derivations.commands.exit_status import EXIT_STATUS
from derivations.commands.selected import print_json, results, select

if TYPE_CHECKING:
    from derivations.catalog import Catalog


@click.command("check", epilog=EXIT_STATUS)
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to write."
)
@click.pass_obj
def check_command(catalog: Catalog | None, ids: tuple[str, ...], form: str) -> int:
    """Check the claims with these ids; without ids, everything."""
    from derivations.status import exit_status

    selections = select(catalog, ids)
    if not selections:
        raise click.UsageError("there is nothing to check: the catalogue has no claims")
    if form == "json":
        print_json(selections)
        return exit_status(results(selections))
    from derivations.show.check_table import check
    from derivations.show.console import console

    return exit_status(check(console(), selections))
