"""Readable names for indices that nobody named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

USUAL: Mapping[str, str] = {"K": "kjil", "N": "nml", "D": "dij", "C": "c", "H": "hij", "B": "b", "T": "ts", "d": "ij"}


def candidates(size: str, preferred: Sequence[str] = ()) -> Iterator[str]:
    """Names for an index over `size`: those that people gave, the letters usual for the size, any letters, `i1`, ..."""
    yield from preferred
    yield from USUAL.get(size, "")
    yield from "ijklmnpqrstuv"
    yield from (f"{letter}{n}" for n in count(1) for letter in "ijk")


def choose(size: str, taken: Collection[str], preferred: Sequence[str] = ()) -> str:
    """The first candidate that is not taken."""
    return next(name for name in candidates(size, preferred) if name not in taken)
