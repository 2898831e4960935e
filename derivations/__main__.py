"""`derive`, and `python -m derivations`."""

from __future__ import annotations

import signal


def main() -> None:
    """Run `derive`. An interrupt while it is imported ends the process as one of the shell's own would end."""
    interrupted = signal.getsignal(signal.SIGINT)
    if interrupted is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from derivations.cli import main as derive

    signal.signal(signal.SIGINT, interrupted)
    derive()


if __name__ == "__main__":
    main()
