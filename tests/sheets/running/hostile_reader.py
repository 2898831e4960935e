"""A reader whose claims do to their process what a hostile sheet would: one word of the text, one claim."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.language.declare import real
from symbolic.language.relations import Equal
from symbolic.language.statements import Claim, Statement

x = real("x")


class Sleeping(Statement):
    def expressions(self):
        time.sleep(100)


class InCode(Statement):
    """Stuck in C, where no signal handler of Python runs."""

    def expressions(self):
        return (10**8) ** (10**8)


class Segfault(Statement):
    def expressions(self):
        return ctypes.string_at(0)


class Exploding(Statement):
    def expressions(self):
        return bytearray(4 * 1024**3)


class Failing(Statement):
    def expressions(self):
        return {}["x"]


CLAIMS = {
    "true": Equal(x, x),
    "false": Equal(x, x + 1),
    "sleeping": Sleeping(),
    "in_code": InCode(),
    "segfault": Segfault(),
    "exploding": Exploding(),
    "failing": Failing(),
}


def read(text: bytes, *, file: str) -> Sheet:
    words = text.decode().split()
    for word in words:
        if word.startswith("kill:"):
            _kill_this_process_once(Path(word.removeprefix("kill:")))
        if word == "read-forever":
            time.sleep(100)
        if word == "read-deep":
            _read_deep()
    stated = [(word, Claim(CLAIMS[word])) for word in words if word in CLAIMS]
    claims = tuple(SheetClaim("claim", word, 1 + n, word, claim) for n, (word, claim) in enumerate(stated))
    return Sheet(file, "", claims)


def _read_deep() -> None:
    _read_deep()


def _kill_this_process_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
