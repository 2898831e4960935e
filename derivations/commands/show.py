"""`derive show`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    type=click.Choice(["text", "latex", "markdown", "json", "numpy", "torch"]),
    default="text",
    show_default=True,
    help="What to write.",
)
@click.pass_obj
def show_command(catalog: Catalog | None, ids: tuple[str, ...], form: str) -> int:
    """Show derivations step by step, with verdict and evidence.

    An ID names a claim (hw4.q1.solution), a part (hw2.q7a), a question (hw2.q7) or a homework (hw2). With --format
    numpy the right side of each equality is written as a function; with --format torch the gradients of one loss as a
    torch.autograd.Function.
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
        case "numpy":
            from derivations.show.numpy import numpy

            return _show_module(selections, form, numpy)
        case "torch":
            from derivations.show.torch import torch

            return _show_module(selections, form, torch)
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


def _show_module(selections: Sequence[Selection], form: str, module: Callable[[Selection], str]) -> int:
    """Write the module; the exit status says whether what it calculates is proved."""
    from derivations.commands.exit_status import NOT_AS_EXPECTED, UNDECIDED
    from derivations.gradients import NotProved
    from derivations.show.plain import plain
    from numeric_bridge.errors import BridgeError
    from symbolic.verdict import Refuted

    if len(selections) > 1:
        raise click.UsageError(f"--format {form} writes one module: {len(selections)} questions are named")
    try:
        click.echo(module(selections[0]), nl=False)
    except BridgeError as refused:
        raise click.UsageError(str(refused)) from refused
    except NotProved as failed:
        click.echo(f"derive: {plain(failed)}", err=True)
        return NOT_AS_EXPECTED if isinstance(failed.verdict, Refuted) else UNDECIDED
    return AS_EXPECTED
