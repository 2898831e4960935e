"""What to do about an error whose place looks like another notation: a table of habits, in `habits.toml`.

The table is data: what is around the place of an error is compared with it, and nothing else depends on it. Only what
is near the place is looked at, so that a long line takes no longer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.reading.vocabulary import ARRAYS, FUNCTIONS, REDUCTIONS, STATEMENTS
from symbolic.language.nodes import Real

PLACE = "‸"
NEAR = 100
"""How many characters before and after the place of an error are compared with the table."""

_KINDS = {
    "<function>": FUNCTIONS,
    "<reduction>": REDUCTIONS,
    "<array>": ARRAYS,
    "<statement>": STATEMENTS,
}
_WORD = re.compile(r"[A-Za-z]\w*")
_IN_SUBSCRIPT = re.compile(rf"\w\[[^\[\]]*{PLACE}")  # where an index stands: `z[e]` has nothing to do with exp
_OF_WORDS = ("unknown-name", "unknown-function", "unknown-statement")


@dataclass(frozen=True, slots=True)
class Answer:
    """What to write instead, of the text up to an offset of it: other errors in there are the same one."""

    help: str
    until: int


@dataclass(frozen=True, slots=True)
class Habit:
    """What is typed around the place of an error, and what to write instead; `{1}` is the first group of the match."""

    typed: re.Pattern[str]
    help: str
    codes: frozenset[str]
    names: str

    def found(self, around: str, declared: Mapping[str, object]) -> re.Match[str] | None:
        """Where this was typed."""
        found = self.typed.search(around)
        match self.names:
            case "undeclared" if found and found[1] in declared:
                return None
            case "array" if found and not _is_array(declared.get(found[1])):
                return None
            case "arrays" if found and not all(_is_array(declared.get(group)) for group in found.groups()):
                return None
        return found

    def said(self, found: re.Match[str]) -> str:
        return self.help.format("", *(" ".join((group or "").split()) for group in found.groups()))


@dataclass(frozen=True, slots=True)
class Habits:
    """The table: by words, by first words of lines, by patterns in their order."""

    words: Mapping[str, str]
    statements: Mapping[str, str]
    patterns: tuple[Habit, ...]


@cache
def table() -> Habits:
    """The table of `habits.toml`, read when there is a first error."""
    found = tomllib.loads(resources.files(__package__).joinpath("habits.toml").read_text(encoding="utf-8"))
    patterns = tuple(map(_habit, found["habit"]))
    return Habits(MappingProxyType(found["words"]), MappingProxyType(found["statements"]), patterns)


def _habit(entry: Mapping[str, Any]) -> Habit:
    codes, names = frozenset(entry.get("codes", ())), entry.get("names", "")
    return Habit(_pattern(entry["typed"]), entry["help"], codes, names)


def _pattern(typed: str) -> re.Pattern[str]:
    for kind, words in _KINDS.items():
        typed = typed.replace(kind, f"(?:{'|'.join(words)})")
    return re.compile(typed)


def _is_array(meaning: object) -> bool:
    return bool(meaning.shape if isinstance(meaning, Real) else isinstance(meaning, Let) and meaning.whole.shape)


def instead(word: str, text: str, trouble: Trouble, declared: Mapping[str, object]) -> Answer | None:
    """What to write instead of what stands at the place of an error: `word` begins the statement, `text` follows it."""
    whole, at = word + text, len(word) + trouble.span[0]
    start = max(at - NEAR, 0)
    lead = " " if start else ""  # so that `^` is the start of the statement only
    around = f"{lead}{whole[start:at]}{PLACE}{whole[at : at + NEAR]}"
    for habit in table().patterns:
        if (not habit.codes or trouble.code in habit.codes) and (found := habit.found(around, declared)):
            until = found.end() + start - len(lead) - len(PLACE) - len(word)
            return Answer(habit.said(found), max(until, trouble.span[1]))
    found = _WORD.match(whole, at)
    if found is None or trouble.code not in _OF_WORDS or _IN_SUBSCRIPT.search(around):
        return None
    words = table().statements if trouble.code == "unknown-statement" else table().words
    return Answer(words[found.group()], trouble.span[1]) if found.group() in words else None
