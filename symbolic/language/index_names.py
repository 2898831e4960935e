"""Readable names for indices that nobody named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

SUMMED: Mapping[str, str] = {"K": "kjil", "N": "nm", "C": "c", "B": "b", "T": "ts", "L": "l"}
FREE: Mapping[str, str] = {"N": "nm", "B": "b", "T": "ts", "L": "l"}
"""The letters usual for an index over a size: in a sum, and of an entry of an array."""


def candidates(size: str, preferred: Sequence[str] = (), usual: Mapping[str, str] = SUMMED) -> Iterator[str]:
    """Names for an index over `size`: those that people gave, the letters usual for the size, any letters, `i1`, ..."""
    yield from preferred
    yield from usual.get(size, "")
    yield from "ijklmnpqrstuv"
    yield from (f"{letter}{n}" for n in count(1) for letter in "ijk")


def choose(size: str, taken: Collection[str], preferred: Sequence[str] = (), usual: Mapping[str, str] = SUMMED) -> str:
    """The first candidate that is not taken."""
    return next(name for name in candidates(size, preferred, usual) if name not in taken)
