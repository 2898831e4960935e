"""How an outcome looks: a sign and a word, and a colour that says nothing more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivations.item import Erratum
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
    """How an item came out, e.g. `✓ proved`, `✓ refuted, corrected`; what nobody expected is never green."""
    seen = mark("crashed" if result.error else result.status)
    match result.item, result.printed, result.correction:
        case _ if result.error:
            return seen
        case Erratum(), Examination() as printed, Examination() as correction:
            words = f"printed {verdict_word(printed.verdict)}, correction {verdict_word(correction.verdict)}"
            return replace(seen, word="refuted, corrected" if result.status == "holds" else words)
        case _, Examination(verdict=verdict), _:
            return replace(seen, word=verdict_word(verdict))
        case _:
            return seen
