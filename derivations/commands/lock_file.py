"""`--lock` and `--update-lock` of `derive check`: what is said of verdicts that were written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from derivations.sheets import lock
from derivations.sheets.report import Report
from derivations.show.plain import plain


@dataclass(frozen=True, slots=True)
class LockFile:
    """The file of `--lock`, and what it said before this run; `update` writes what is found now."""

    path: Path
    before: Mapping[str, lock.Verdicts]
    update: bool

    @classmethod
    def opened(cls, typed: str | None, *, update: bool) -> LockFile | None:
        """The file that is named, if one is. Raises UsageError for what is no lock, or can be none."""
        if typed is None:
            if update:
                raise click.UsageError("--update-lock needs the file: --lock verdicts.json")
            return None
        path = Path(typed)
        try:
            if update:
                lock.check_place(path)
            before = lock.read(path)
        except FileNotFoundError:
            if not update:
                raise click.UsageError(f'there is no file "{typed}": add --update-lock to write it') from None
            before = {}
        except (lock.BadLock, OSError) as error:
            raise click.UsageError(str(error)) from error
        if not before and not update:
            raise click.UsageError(f"{typed} holds no verdicts: add --update-lock to write them")
        return cls(path, before, update)

    def lost(self, reports: Sequence[Report]) -> int:
        """Say on standard error what differs; how many verdicts are lost: none where they are written anew."""
        changes = tuple(lock.changes(self.path, reports, self.before))
        shown = plain(self.path)
        for change in changes:
            click.echo(f"derive: {shown}: {plain(change)}", err=True)
        if self.update:
            lock.write(self.path, reports, self.before)
            return 0
        new = [plain(file) for file in lock.unknown(self.path, reports, self.before)]
        if new:
            click.echo(f"derive: {shown} says nothing of {', '.join(new[:3])}{' ..' * (len(new) > 3)}", err=True)
        if new or changes:
            again = f"derive check ... --lock {shown} --update-lock"
            click.echo(f"derive: if that is right, write it down: {again}", err=True)
        return len(changes)
