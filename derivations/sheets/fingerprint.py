"""Names for contents: of a claim, whatever it was written as, and of the program that decides it."""

from __future__ import annotations

import platform
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("symbolic", "derivations/sheets")
SUFFIXES = (".py", ".lark", ".toml")
LIBRARIES = ("sympy", "mpmath", "lark")
_VALUES = (str, int, float, bool, Fraction, type(None))


@cache
def engine() -> str:
    """A hash of the sources that read and decide, and of the libraries under them."""
    digest = sha256(platform.python_version().encode())
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    root = Path(__file__).parents[2]
    for path in sorted(path for package in PACKAGES for path in (root / package).rglob("*") if path.suffix in SUFFIXES):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def of_bytes(*parts: bytes) -> str:
    """A name for these contents, in this order, as this program sees them."""
    digest = sha256(engine().encode())
    for part in parts:
        digest.update(f"{len(part)}:".encode())
        digest.update(part)
    return digest.hexdigest()


def of_claim(claim: Any, definitions: Any = ()) -> str:
    """A name for a claim or chain: its typed tree, with every declaration and domain, and the names to tell it in.

    Equal names mean equal trees, with the same parts shared. The empty name says that the tree has something in it that
    cannot be named, so that a verdict on it is not kept.
    """
    try:
        return of_bytes("\n".join(_flattened((claim, definitions))).encode("utf-8", "surrogatepass"))
    except (TypeError, RecursionError):
        return ""


def _flattened(claim: Any) -> list[str]:
    """The tree in the order of reading; a part that was met before is a number."""
    seen: dict[int, int] = {}
    lines: list[str] = []

    def visit(part: Any) -> None:
        if isinstance(part, _VALUES):
            lines.append(f"{type(part).__name__} {part!r}")
        elif id(part) in seen:
            lines.append(f"the {seen[id(part)]}th")
        elif isinstance(part, tuple):
            lines.append(f"tuple {len(part)}")
            for inner in part:
                visit(inner)
        elif isinstance(part, frozenset):
            inner_lines = sorted("\n".join(_flattened(inner)) for inner in part)
            lines.append(f"set {inner_lines!r}")
        elif is_dataclass(part) and not isinstance(part, type):
            seen[id(part)] = len(seen)
            lines.append(type(part).__qualname__)
            for field in fields(part):
                visit(getattr(part, field.name))
        else:
            raise TypeError(f"{type(part).__name__} has no name")

    visit(claim)
    return lines
