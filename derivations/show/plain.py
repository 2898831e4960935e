"""Text from elsewhere, made safe to print on one line."""

from __future__ import annotations

from unicodedata import category

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def plain(text: object) -> str:
    r"""`text` with line breaks as spaces, and control, direction and other invisible characters written out.

    >>> plain("x[i]\n\x1b[31m")
    'x[i] \\x1b[31m'
    """
    return "".join(map(_safe, str(text).replace("\r\n", "\n")))


def _safe(character: str) -> str:
    if character in "\n\t":
        return " "
    return character.encode("unicode_escape").decode() if category(character) in _UNSAFE else character
