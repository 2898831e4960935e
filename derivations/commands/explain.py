"""`derive explain`."""

from __future__ import annotations

import click

from derivations.commands.exit_status import AS_EXPECTED


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> int:
    """Explain an error of a claim sheet by its CODE, with an example; without one, list all codes."""
    from derivations.sheets.codes import CODES
    from derivations.show.console import console
    from derivations.show.explanation import explanation, overview

    target = console()
    if code is None:
        overview(target, CODES.values())
        return AS_EXPECTED
    known = CODES.get(code.strip().removeprefix("error[").removesuffix("]"))
    if known is None:
        from difflib import get_close_matches

        near = get_close_matches(code, CODES, n=3)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise click.UsageError(f'there is no code "{code}"{meant}; "derive explain" lists them')
    explanation(target, known)
    return AS_EXPECTED
