"""How many digits are right: compiled functions beside other libraries, for |z| <= 1e4, against 60 digits.

`python -m benchmarks.accuracy` prints for each function the largest relative error in units of eps = 2.2e-16, or how
often the result is nan, infinite or a false zero (0 where the true value is a normal number). It exits 1 if ours has
one of these, or more than 4 eps in a function of one number or in p - y at hard labels, for which that is promised.
What is not installed is said to be missing.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

from benchmarks.accuracy_heads import HEADS, Head, points
from benchmarks.accuracy_peers import PEERS, installed

EPS, SMALLEST = float(np.finfo(float).eps), float(np.finfo(float).tiny)
PROMISED = 4.0
WIDTH = 24


@dataclass(frozen=True, slots=True)
class Errors:
    """The largest error of the finite results in eps, and the results that are no numbers or falsely 0."""

    largest: float
    nan: int
    infinite: int
    false_zeros: int

    @property
    def is_sound(self) -> bool:
        return not (self.nan or self.infinite or self.false_zeros)

    def __str__(self) -> str:
        counts = ((self.nan, "nan"), (self.infinite, "inf"), (self.false_zeros, "zero"))
        bad = " ".join(f"{count} {word}" for count, word in counts if count)
        size = f"{self.largest:.1f}" if self.largest < 1000 else f"{self.largest:.0e}"
        return bad or size


def exact(head: Head) -> list[Any]:
    """The true values at the points of a function."""
    columns = points(head.of)
    rows = columns[0] if head.of in ("rows", "labelled") else np.stack(columns, axis=1)
    with mpmath.workdps(60):
        return [head.exact(*map(mpmath.mpf, row)) for row in rows]


def measured(found: Iterable[float], true: Sequence[Any]) -> Errors:
    """Relative errors. Where the true value is below the normal numbers, any result as small as that is right."""
    largest, nan, infinite, zeros = 0.0, 0, 0, 0
    for value, right in zip(map(float, found), true, strict=True):
        if np.isnan(value):
            nan += 1
        elif np.isinf(value):
            infinite += 1
        elif value == 0 and abs(right) >= SMALLEST:
            zeros += 1
        elif abs(right) >= SMALLEST or abs(value) >= SMALLEST:
            largest = max(largest, float(abs(value - right) / max(abs(right), SMALLEST)) / EPS)
    return Errors(largest, nan, infinite, zeros)


def environment() -> str:
    versions = [f"Python {platform.python_version()}", platform.machine()]
    for package, _ in PEERS.values():
        if installed(package):
            versions.append(f"{package} {__import__(package).__version__}")
    return ", ".join(dict.fromkeys(versions))


def main() -> int:
    print(environment())
    print("largest relative error in eps; or how many results are nan, infinite, or falsely 0")
    print("function".ljust(20) + "".join(name.rjust(WIDTH) for name in PEERS))
    broken = []
    for head in HEADS:
        true, given = exact(head), points(head.of)
        cells = []
        for name, (package, build) in PEERS.items():
            function = build(head) if installed(package) else None
            if function is None:
                cells.append("-" if installed(package) else "not installed")
                continue
            with np.errstate(all="ignore"):
                errors = measured(np.broadcast_to(function(*given), len(true)), true)
            cells.append(str(errors))
            if name == "ours" and not (errors.is_sound and (head.of == "rows" or errors.largest <= PROMISED)):
                broken.append(head.name)
        print(head.name.ljust(20) + "".join(cell.rjust(WIDTH) for cell in cells), flush=True)
    if broken:
        print(f"ours is not what it promises: {', '.join(broken)}")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
