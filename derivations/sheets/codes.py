"""The catalogue of error codes: what `derive explain CODE` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """A reason why a place of a sheet cannot be read.

    `wrong` is a sheet with exactly this error, `repair` the same without it; both are empty where no text shows it.
    `problem` is the sheet that they are handed in for, for errors of hand-ins.
    """

    code: str
    title: str
    explanation: str
    wrong: str = ""
    repair: str = ""
    problem: str = ""


def _catalogue() -> Mapping[str, Code]:
    text = resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: Code(code, **fields) for code, fields in tomllib.loads(text).items()})


CODES = _catalogue()
"""Every code, by its name; read when this module is imported, which only explanations do."""
