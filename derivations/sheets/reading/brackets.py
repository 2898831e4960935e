"""Parentheses and brackets of a statement: each is closed, in order, and not too many stand within each other."""

from __future__ import annotations

import re

from derivations.sheets.reading import limits
from derivations.sheets.reading.layout import Statement
from derivations.sheets.reading.parse import too_deep
from derivations.sheets.reading.trouble import Trouble

_SIGNS = re.compile(r'"[^"\n]*"|[()\[\]{}"]')
PARTNERS = {")": "(", "]": "[", "}": "{"}
CLOSING = {"(": ")", "[": "]", "{": "}"}


def check_brackets(s: Statement, *, mixed: bool) -> None:
    """Refuse brackets that do not match; `mixed` allows the half-open interval `(0, 1]`."""
    opened: list[tuple[str, int]] = []
    for found in _SIGNS.finditer(s.text):
        sign, at = found.group(), found.start()
        if sign == '"':
            raise Trouble(
                "unclosed", (at, at + 1), "the quotation mark has no partner", 'text stands between two " on one line'
            )
        if sign in CLOSING:
            opened.append((sign, at))
            if len(opened) > limits.NESTING:
                raise too_deep((at, at + 1))
        elif sign in PARTNERS:
            _close(s, opened, sign, at, mixed)
    if opened:
        sign, at = opened[-1]
        raise Trouble(
            "unclosed",
            (at, at + 1),
            f"`{sign}` is never closed",
            f"add `{CLOSING[sign]}`; indent lines that continue this one",
        )


def _close(s: Statement, opened: list[tuple[str, int]], sign: str, at: int, mixed: bool) -> None:
    if not opened:
        raise Trouble(
            "unclosed", (at, at + 1), f"`{sign}` closes nothing", f"delete it, or add `{PARTNERS[sign]}` before it"
        )
    begun, begin = opened.pop()
    if begun != PARTNERS[sign] and not (mixed and not opened and begun in "([" and sign in ")]"):
        (line, column), here = s.position(begin), s.position(at)[0]
        where = f"column {column}" if line == here else f"line {line}, column {column}"
        raise Trouble(
            "unclosed",
            (at, at + 1),
            f"`{sign}` closes the `{begun}` of {where}",
            f"write `{CLOSING[begun]}`",
        )


def are_around(text: str) -> bool:
    """Whether the first sign is a parenthesis that the last one closes.

    >>> [are_around(text) for text in ("(x + y)", "(x)*(y)", "x", "((x) + y)")]
    [True, False, False, True]
    """
    if not text.startswith("("):
        return False
    opened = 0
    for at, sign in enumerate(text):
        opened += (sign == "(") - (sign == ")")
        if not opened:
            return at == len(text) - 1
    return False
