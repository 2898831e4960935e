"""Lines of text of a given width that break where a reader of mathematics would break them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from rich.cells import cell_len

_GLUE = "\N{NO-BREAK SPACE}"
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_TIGHT = re.compile(r" ([*/^@=]|==) ")
_SIGN = re.compile(r" ([+-]) ")


def broken(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """`text` in lines of at most `width`, with what starts the first line and the others.

    If there is room, a line breaks after a comma, before a sign or at a word, not inside `x[i, j]`, `a * b` or `K = 2`.

    >>> broken("K = 2, z[1, 2] = 0, a + b * c", 14, rest="  ")
    ['K = 2,', '  z[1, 2] = 0,', '  a + b * c']
    >>> broken("z[1, 2] = 0, y = [1, 2, 3, 4, 5]", 12, rest="  ")
    ['z[1, 2] = 0,', '  y = [1, 2,', '  3, 4, 5]']
    """
    glued = _BRACKETED.sub(lambda found: found.group().replace(" ", _GLUE), text)
    glued = _SIGN.sub(rf" \1{_GLUE}", _TIGHT.sub(rf"{_GLUE}\1{_GLUE}", glued))
    room = width - max(len(first), len(rest))
    words = (word if cell_len(word) <= room else word.replace(_GLUE, " ") for word in glued.split(" "))
    lines = wrap(" ".join(words), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return [line.replace(_GLUE, " ") for line in lines] or [first.rstrip()]


def hanging(label: str, text: str, width: int, *, label_width: int) -> Iterator[str]:
    """A label, and right of it a text that stays there when it wraps.

    >>> list(hanging("method", "by cases on x", 20, label_width=10))
    ['method    by cases', '          on x']
    """
    yield from broken(text, width, first=f"{label:<{label_width - 1}} ", rest=" " * label_width)
