"""`derive check-backward`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from derivations.commands.exit_status import AS_EXPECTED, EXIT_STATUS, NOT_AS_EXPECTED, UNDECIDED

if TYPE_CHECKING:
    from derivations.catalog import Catalog
    from derivations.gradients import Gradients
    from numeric_bridge.own_code.backward import Held


@click.command("check-backward", epilog=EXIT_STATUS)
@click.argument("function", metavar="MODULE:FUNCTION")
@click.option("--against", required=True, metavar="ID|SHEET", help="A question or claim, or sheet.claims[:claim].")
@click.option("--map", "renamed", multiple=True, metavar="PARAM=NAME", help="What a parameter is in the question.")
@click.option("--returns", default="", metavar="W1,b1", help="The order in which gradients are returned.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to write."
)
@click.pass_obj
def check_backward_command(
    catalog: Catalog | None, function: str, against: str, renamed: Sequence[str], returns: str, form: str
) -> int:
    """Hold your own backward pass against a proved gradient.

    MODULE:FUNCTION is imported and called with float64 arrays of NumPy, or tensors if it works on PyTorch; labels are
    integers from 0. Its parameters are named as in the question, or by --map (x=a1, or x=a1.T for the transpose); the
    names there (psi, Delta, ..) can be parameters, too. It returns one gradient, several in the order of the question
    or of --returns, or a dict by name. `torch` or `jax` alone stands for what that library finds by itself.

    What is found is that it differs, or that it was not seen to differ: numbers never prove.
    """
    from numeric_bridge.errors import BridgeError

    try:
        gradients = _proved(catalog, against)
        if isinstance(gradients, int):
            return gradients
        found = _held(function, gradients, renamed, returns)
    except BridgeError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    ids = {s.gradient.array: s.id for s in gradients.stated}
    write = _print_json if form == "json" else _print_text
    write(function, against, ids, found)
    outcomes = {held.outcome for held in found}
    return NOT_AS_EXPECTED if "refuted" in outcomes else UNDECIDED if "untested" in outcomes else AS_EXPECTED


def _proved(catalog: Catalog | None, typed: str) -> Gradients | int:
    """The gradients, or the exit status if one of them is not proved."""
    from derivations import gradients
    from derivations.catalog import UnknownId, default
    from derivations.show.plain import plain
    from symbolic.verdict import Refuted

    try:
        return gradients.against(typed, catalog or default()).proved()
    except UnknownId as unknown:
        raise click.UsageError(str(unknown)) from unknown
    except gradients.NotProved as failed:
        click.echo(plain(failed))
        return NOT_AS_EXPECTED if isinstance(failed.verdict, Refuted) else UNDECIDED


def _held(name: str, gradients: Gradients, renamed: Sequence[str], returns: str) -> tuple[Held, ...]:
    from numeric_bridge.own_code.autodiff import PEERS, autodiff
    from numeric_bridge.own_code.backward import check_backward
    from numeric_bridge.own_code.loading import loaded
    from numeric_bridge.torch_export.calls import is_autograd_function, speaks_torch, tensor, through_autograd

    claims = [s.claim for s in gradients.stated]
    if name in PEERS:
        return tuple(held for c in claims for held in check_backward(autodiff(name, [c]), [c]))
    function: Callable[..., Any] = loaded(name)
    wrap: Callable[[Any], Any] = tensor if speaks_torch(function) else lambda value: value
    if is_autograd_function(function):
        function = through_autograd(function)
    mapped = dict(_pair(p) for p in renamed)
    order = [n.strip() for n in returns.split(",") if n.strip()]
    return check_backward(function, claims, where=gradients.where, renamed=mapped, returns=order, wrap=wrap)


def _pair(typed: str) -> tuple[str, str]:
    parameter, sign, name = typed.partition("=")
    if not (parameter and sign and name):
        raise click.UsageError(f'--map "{typed}": write PARAMETER=NAME')
    return parameter.strip(), name.strip()


def _print_text(function: str, against: str, ids: Mapping[str, str], found: Sequence[Held]) -> None:
    """A line for each gradient, and below it what is wrong."""
    from derivations.show.plain import plain

    click.echo(f"{plain(function)} against {plain(against)}, proved for every size; positions count from 0")
    signs = {"passed": "✓", "refuted": "✗", "untested": "?"}
    for held in found:
        kinks = f", {held.on_kinks} of them on a kink" if held.on_kinks else ""
        worst = f", error at most {held.worst.error:.1e}" if held.worst and held.outcome == "passed" else ""
        told = f"{held.compared} entries compared{kinks}{worst}"
        click.echo(f"{signs[held.outcome]} {held.of}  {held.outcome}  ({plain(ids[held.of])}; {told})")
        wrong = (held.wrong_shape, str(held.worst or ""), held.diagnosis) if held.outcome != "passed" else ()
        for line in (*wrong, held.note):
            if line:
                click.echo(f"    {plain(line)}")


def _print_json(function: str, against: str, ids: Mapping[str, str], found: Sequence[Held]) -> None:
    """One object; an entry that is not finite is null."""
    import json
    from dataclasses import asdict
    from math import isfinite

    def finite(value: Any) -> Any:
        match value:
            case float():
                return value if isfinite(value) else None
            case dict():
                return {key: finite(v) for key, v in value.items()}
            case list() | tuple():
                return [finite(v) for v in value]
        return value

    held = [{"id": ids[h.of], "outcome": h.outcome, **asdict(h)} for h in found]
    click.echo(json.dumps({"function": function, "against": against, "gradients": finite(held)}, indent=2))
