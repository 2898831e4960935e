"""The items of the catalogue that ids on the command line name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from derivations.catalog import Catalog, Selection


def select(catalog: Catalog | None, ids: Sequence[str]) -> tuple[Selection, ...]:
    """What the ids name; without ids, everything. Raises UsageError for an unknown id."""
    from derivations.catalog import UnknownId, default
    from derivations.sheets.source import names_a_file

    for id in ids:
        if names_a_file(id):
            raise click.UsageError(
                f'"{id}" is no id but a file or folder: what is in it can only be checked, derive check {id}; '
                '"derive list" shows every id'
            )
    try:
        return (catalog or default()).select(ids)
    except UnknownId as unknown:
        raise click.UsageError(str(unknown)) from unknown


def results(selections: Sequence[Selection]) -> tuple[Any, ...]:
    """What the engine finds about each item."""
    from derivations import workers

    return tuple(workers.results(selections))


def print_json(selections: Sequence[Selection]) -> None:
    """Print the JSON document about the items."""
    import json

    from derivations.show.as_json import document

    click.echo(json.dumps(document(results(selections)), indent=2))
