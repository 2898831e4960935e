"""What a spot check compared, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NoReturn

TOLERANCE = 1e-11
Outcome = Literal["passed", "refuted", "inaccurate", "untested"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides at one entry. `error` is |left - right| / max(1, |left|); indices count from 1."""

    of: str
    sizes: tuple[tuple[str, int], ...]
    index: tuple[tuple[str, int], ...]
    left: float
    right: float
    error: float
    note: str = ""

    def __str__(self) -> str:
        sizes, index = (", ".join(f"{n} = {v}" for n, v in pairs) for pairs in (self.sizes, self.index))
        where = f" at {index}" if index else ""
        note = f" ({self.note})" if self.note else ""
        return f"{self.of}{where}, sizes {sizes or 'none'}: left {self.left:.15g}, right {self.right:.15g}{note}"


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """What the numbers say about a claim.

    `passed`: no difference was found, which proves nothing. `refuted`: the sides differ at 50 digits, too.
    `inaccurate`: the claim holds there, but the compiled right side misses it in float64. `untested`: no entry could be
    compared.
    """

    claim: str
    outcome: Outcome
    compared: int
    worst: Comparison | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a spot check is neither true nor false: look at its outcome")

    def __str__(self) -> str:
        return f"{self.outcome} ({self.compared} compared): {self.claim}" + (f"\n  {self.worst}" if self.worst else "")
