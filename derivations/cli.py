"""`derive`: lists, shows and checks derivations. Only what a command needs is imported, and only then."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from derivations.commands.check import check_command
from derivations.commands.check_backward import check_backward_command
from derivations.commands.exit_status import BROKEN_PIPE, EXIT_STATUS, INTERNAL_ERROR, INTERRUPTED, MISUSE
from derivations.commands.explain import explain_command
from derivations.commands.list import list_command
from derivations.commands.new import new_command
from derivations.commands.show import show_command

if TYPE_CHECKING:
    from derivations.catalog import Catalog


CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXIT_STATUS)
@click.version_option(package_name="derivations", prog_name="derive", message="%(prog)s %(version)s")
def derive() -> None:
    """Check derivations: every claim is proved for all sizes, or refuted with a counterexample."""


for command in (list_command, show_command, check_command, new_command, explain_command, check_backward_command):
    derive.add_command(command)


def run(arguments: Sequence[str] | None = None, *, catalog: Catalog | None = None) -> int:
    """What `derive` does with these arguments; the exit status."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    typed = sys.argv[1:] if arguments is None else [*arguments]
    try:
        # not `derive.main`, which turns a broken pipe into exit status 1
        with derive.make_context("derive", typed, obj=catalog) as context:
            status = derive.invoke(context)
        sys.stdout.flush()
        return int(status)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as help:
        click.echo(help.format_message(), err=True)
        return MISUSE
    except click.ClickException as misuse:
        return _complain(misuse)
    except KeyboardInterrupt:
        click.echo("derive: interrupted", err=True)
        return INTERRUPTED
    except Stopped as stop:
        click.echo(f"derive: stopped by {stop.by.name}", err=True)
        return 128 + stop.by
    except BrokenPipeError:
        # what Python still has to write at exit goes nowhere, or it would complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in CANNOT_WRITE:
            return _cannot_write(error)
        import traceback

        traceback.print_exc()
        click.echo("derive: internal error: this is a fault of the program, please report it", err=True)
        return INTERNAL_ERROR


def _cannot_write(error: OSError) -> int:
    """A disk that is full, told in a line; what Python still has to write at exit goes nowhere."""
    from derivations.show.plain import plain

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    where = f" {plain(error.filename)}" if error.filename else ""
    click.echo(f"derive: cannot write{where}: {error.strerror}", err=True)
    return MISUSE


def _complain(misuse: click.ClickException) -> int:
    from derivations.show.plain import plain

    context = getattr(misuse, "ctx", None)
    typed = context.command_path if context else "derive"
    message = plain(misuse.format_message()).rstrip(".")
    hint = "" if '"derive list"' in message else f'; "{typed} --help" shows what can be given'
    click.echo(f"derive: {message}{hint}", err=True)
    return MISUSE


class Stopped(BaseException):
    """A signal ends the program. No KeyboardInterrupt: with one in an import, Python ends as if SIGINT had come."""

    def __init__(self, by: signal.Signals) -> None:
        super().__init__(by)
        self.by = by


def _stop(number: int, frame: object) -> None:
    """End as an interrupt does, which leaves no process behind."""
    raise Stopped(signal.Signals(number))


def main() -> None:
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, _stop)
    sys.exit(run())
