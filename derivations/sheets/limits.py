"""What a stranger's sheet may cost: wall time and memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one claim, and of reading one sheet: `seconds` of wall time, `memory` in bytes of its process."""

    seconds: float = 10.0
    memory: int = 2 * 1024**3

    @property
    def memory_text(self) -> str:
        """`2 GiB`, `512 MiB`."""
        size, unit = (self.memory / 1024**3, "GiB") if self.memory >= 1024**3 else (self.memory / 1024**2, "MiB")
        return f"{size:g} {unit}"
