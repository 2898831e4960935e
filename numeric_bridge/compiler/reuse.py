"""Matrix products written over an array of the same shape that is not needed any more.

A fresh array of more than a few pages costs as much as a pass over it. The last mention of a name in the source tells
when it is needed for the last time; names of views keep what they are views of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from numeric_bridge.compiler.arrays import Shape


@dataclass(frozen=True, slots=True)
class Product:
    """The line `name = left @ right`."""

    line: int
    name: str
    left: str
    right: str
    shape: Shape


def reused(lines: list[str], end: list[str], products: list[Product], arrays: dict[str, Shape]) -> list[str]:
    """The lines with `out=` where that can be. `arrays` are the names of new arrays, `end` the lines that follow."""
    lines = list(lines)
    viewed = {v for line in lines for v in re.findall(r"= (\w+)(?:\.T|\.reshape|\[)", line)}
    free = {name: shape for name, shape in arrays.items() if name not in viewed}
    for p in products:
        later = " ".join((*lines[p.line :], *end))
        for name, shape in free.items():
            before = any(re.match(rf"{name} = ", line) for line in lines[: p.line])
            if shape == p.shape and before and not re.search(rf"\b{name}\b", later):
                lines[p.line] = (
                    f"{p.name} = np.matmul({p.left}, {p.right}, out={name})  # {name} is not needed any more"
                )
                del free[name]
                break
    return lines
