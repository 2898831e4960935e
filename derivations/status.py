"""What the verdicts on an item mean for the homework, and for the exit status of a check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from derivations.item import Asserted, Erratum, Item, Prose
from symbolic.verdict import Proved, Refuted, Undecided, Vacuous, Verdict

if TYPE_CHECKING:
    from derivations.result import Result

Status: TypeAlias = Literal["holds", "fails", "undecided", "vacuous", "not checked"]

AS_EXPECTED, NOT_AS_EXPECTED, MISUSE, UNDECIDED, INTERNAL_ERROR = 0, 1, 2, 3, 4


def status(item: Item, printed: Verdict | None, correction: Verdict | None = None) -> Status:
    """Whether `item` holds, given the verdict on what is printed and, for an erratum, on its correction.

    An erratum holds when the printed form is refuted and the correction is proved; it fails when the printed form is
    proved or the correction refuted. A claim expected to be vacuous fails when it is proved or refuted.
    """
    match item, printed, correction:
        case Prose(), _, _:
            return "not checked"
        case Erratum(), Refuted(), Proved():
            return "holds"
        case (Erratum(), Proved(), _) | (Erratum(), _, Refuted()):
            return "fails"
        case Asserted(), Vacuous(), _:
            return "vacuous"
        case Asserted(vacuous=False), Proved(), _:
            return "holds"
        case (Asserted(vacuous=True), Proved(), _) | (Asserted(), Refuted(), _):
            return "fails"
        case _:
            return "undecided"


def as_expected(item: Item, outcome: Status) -> bool:
    """Whether a reader who trusts the catalogue would have expected this outcome."""
    match item:
        case Prose():
            return True
        case Asserted(vacuous=True):
            return outcome == "vacuous"
        case _:
            return outcome == "holds"


def exit_status(results: Iterable[Result]) -> int:
    """4 an internal error, else 1 something fails, else 3 something is not decided, else 0."""
    codes = {_code(result) for result in results}
    return next((code for code in (INTERNAL_ERROR, NOT_AS_EXPECTED, UNDECIDED) if code in codes), AS_EXPECTED)


def _code(result: Result) -> int:
    if result.error:
        return INTERNAL_ERROR
    if result.as_expected:
        return AS_EXPECTED
    return NOT_AS_EXPECTED if result.status == "fails" else UNDECIDED


def unknown(error: str) -> Undecided:
    """A crash is no evidence either way."""
    return Undecided(f"internal error: {error}", help="please report it: this is a fault of the program")
