"""How an outcome looks: a sign and a word, and a colour that says nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symbolic.verdict import NAMES, Examination, Verdict

if TYPE_CHECKING:
    from derivations.result import Result


@dataclass(frozen=True, slots=True)
class Mark:
    sign: str
    word: str
    style: str

    def __str__(self) -> str:
        return f"{self.sign} {self.word}"


_SIGNS = {
    "proved": ("✓", "green"),
    "holds": ("✓", "green"),
    "refuted": ("✗", "red"),
    "fails": ("✗", "red"),
    "undecided": ("?", "yellow"),
    "vacuous": ("∅", "cyan"),
    "not checked": ("·", "bright_black"),
    "crashed": ("!", "red"),
}


def mark(word: str) -> Mark:
    sign, style = _SIGNS[word]
    return Mark(sign, word, style)


def verdict_word(verdict: Verdict) -> str:
    return NAMES[type(verdict)]


def outcome(result: Result) -> Mark:
    """The status of a result; one that nobody expected is never green."""
    return mark("crashed" if result.error else result.status)


def verdict_words(result: Result) -> str:
    """The verdicts of a result in words, e.g. `printed refuted, correction proved`."""
    match result.printed, result.correction:
        case Examination() as printed, Examination() as correction:
            return f"printed {verdict_word(printed.verdict)}, correction {verdict_word(correction.verdict)}"
        case Examination() as printed, None:
            return f"{verdict_word(printed.verdict)} {printed.scope}".rstrip()
        case _:
            return getattr(result.item, "reason", "")
