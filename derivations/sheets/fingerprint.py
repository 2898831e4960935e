"""Names for contents: of a claim, whatever it was written as, and of the program that decides it."""

from __future__ import annotations

import platform
from dataclasses import fields
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("symbolic", "derivations/sheets")
SUFFIXES = (".py", ".lark", ".toml")
LIBRARIES = ("sympy", "mpmath", "lark")
_VALUES = frozenset((str, int, float, bool, Fraction, type(None)))


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


def of_claim(claim: Any, told_in: str = "its own names") -> str:
    """A name for a claim or chain: its typed tree, with every declaration and domain.

    `told_in` is the name, as this function gives it, of the names to tell it in. Equal names mean equal trees, with the
    same parts shared. The empty name says that the tree has something in it that cannot be named, so that a verdict on
    it is not kept.
    """
    try:
        return told_in and of_bytes(told_in.encode(), "\n".join(_flattened(claim)).encode("utf-8", "surrogatepass"))
    except (TypeError, RecursionError):
        return ""


def _flattened(claim: Any) -> list[str]:
    """The tree in the order of reading; a part that was met before is a number."""
    seen: dict[int, int] = {}
    lines: list[str] = []

    def visit(part: Any) -> None:
        kind: Any = type(part)
        if kind in _VALUES:
            lines.append(f"{kind.__name__} {part!r}")
        elif id(part) in seen:
            lines.append(f"the {seen[id(part)]}th")
        elif kind is tuple:
            lines.append(f"tuple {len(part)}")
            for inner in part:
                visit(inner)
        elif kind is frozenset:
            inner_lines = sorted("\n".join(_flattened(inner)) for inner in part)
            lines.append(f"set {inner_lines!r}")
        else:
            names = _fields(kind)
            seen[id(part)] = len(seen)
            lines.append(kind.__qualname__)
            for name in names:
                visit(getattr(part, name))

    visit(claim)
    return lines


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass. Raises TypeError for another type."""
    return tuple(field.name for field in fields(kind))
