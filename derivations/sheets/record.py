"""Findings and readings as JSON: for the way between processes, and for the cache.

Theorems and terms stay behind: a record says what was found, it is no proof. What is not exactly a record is a
ValueError, since a cache file may hold anything.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from symbolic.language.errors import brief
from symbolic.verdict import NAMES

LONGEST = 4000
"""Characters of a text in a record: a term can print as something of any size."""

_LEFT_BEHIND: dict[str, Any] = {"theorems": (), "steps": (), "assignment": None}
_VERDICTS = {name: kind for kind, name in NAMES.items()}
T = TypeVar("T")


def encode(value: Any) -> Any:
    """A dataclass as a dict, tuples as lists; a verdict has its name under `is`."""
    match value:
        case str():
            return brief(value, LONGEST)
        case None | bool() | int() | float():
            return value
        case tuple():
            return [encode(part) for part in value]
    named = {"is": NAMES[type(value)]} if type(value) in NAMES else {}
    return named | {f.name: encode(getattr(value, f.name)) for f in fields(value) if f.name not in _LEFT_BEHIND}


def decode(kind: type[T], record: Any) -> T:
    """The value of this type that `encode` made a record of.

    >>> from symbolic.verdict import Undecided
    >>> decode(Undecided, encode(Undecided("no rule", "a domain")))
    Undecided: no rule (a domain)
    >>> decode(Undecided, {"is": "undecided", "reason": 3, "help": ""})
    Traceback (most recent call last):
    ValueError: 3 is no str
    """
    value: T = _decoded(kind, record)
    return value


def _decoded(kind: Any, record: Any) -> Any:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return _decoded(_member(get_args(kind), record), record)
    if origin is tuple:
        return _tuple(get_args(kind), record)
    if origin is Literal:
        return _checked(record in get_args(kind), record, kind)
    if is_dataclass(kind):
        return _dataclass(kind, record)
    if kind is float and type(record) is int:
        return float(record)
    return _checked(type(record) is kind, record, kind)


def _member(kinds: tuple[Any, ...], record: Any) -> Any:
    """Which type of a union a record is of: None, the verdict that it names, or the one that is left."""
    if record is None and type(None) in kinds:
        return type(None)
    named = _VERDICTS.get(str(record.get("is"))) if isinstance(record, dict) else None
    return named if named in kinds else next(kind for kind in kinds if kind is not type(None))


def _tuple(kinds: tuple[Any, ...], record: Any) -> tuple[Any, ...]:
    _checked(isinstance(record, list), record, tuple)
    if kinds[-1] is Ellipsis:
        return tuple(_decoded(kinds[0], part) for part in record)
    _checked(len(record) == len(kinds), record, tuple)
    return tuple(_decoded(kind, part) for kind, part in zip(kinds, record, strict=True))


def _dataclass(kind: Any, record: Any) -> Any:
    _checked(isinstance(record, dict), record, kind)
    types_of = _types(kind)
    expected = types_of.keys() | ({"is"} if kind in NAMES else set())
    _checked(record.keys() == expected and record.get("is") in (None, NAMES.get(kind)), record, kind)
    given = {name: _decoded(types_of[name], part) for name, part in record.items() if name != "is"}
    return kind(**given, **{f.name: _LEFT_BEHIND[f.name] for f in fields(kind) if f.name in _LEFT_BEHIND})


@cache
def _types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.name not in _LEFT_BEHIND}


def _checked(true: bool, record: Any, kind: Any) -> Any:
    if not true:
        raise ValueError(f"{brief(record)} is no {getattr(kind, '__name__', kind)}")
    return record
