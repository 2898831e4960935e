"""What the engine found about one item of a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from traceback import extract_tb
from typing import TYPE_CHECKING

from derivations.item import Asserted, Erratum, Item, Prose
from derivations.status import Status, as_expected, status, unknown
from symbolic.verdict import NAMES, Examination

if TYPE_CHECKING:
    from symbolic.chain import Chain
    from symbolic.language.statements import Claim
    from symbolic.search.difference import Write


@dataclass(frozen=True, slots=True)
class Part:
    """A statement that was examined, and its role: `claim`, or `printed` and `correction` of an erratum."""

    role: str
    statement: Claim | Chain
    examination: Examination


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """An item with its examinations. `error` is set when the engine crashed, which decides nothing."""

    item: Item
    printed: Examination | None = None
    correction: Examination | None = None
    error: str = ""
    status: Status = field(init=False)

    def __post_init__(self) -> None:
        verdicts = (e.verdict if e else None for e in (self.printed, self.correction))
        object.__setattr__(self, "status", status(self.item, *verdicts))

    def __repr__(self) -> str:
        found = [f"{p.role} {NAMES[type(p.examination.verdict)]} {p.examination.scope}".rstrip() for p in self.parts()]
        return f"<{self.item.id}: {', '.join([self.status, *found])}>"

    def parts(self) -> Iterator[Part]:
        """What was examined; nothing of an item that the engine crashed on before."""
        match self.item:
            case Asserted(statement=statement) if self.printed:
                yield Part("claim", statement, self.printed)
            case Erratum(printed=printed, correct=correct):
                found = (("printed", printed, self.printed), ("correction", correct, self.correction))
                yield from (Part(role, stated, seen) for role, stated, seen in found if seen)

    @property
    def as_expected(self) -> bool:
        return not self.error and as_expected(self.item, self.status)

    @property
    def seconds(self) -> float:
        return sum(part.examination.seconds for part in self.parts())


def examine_item(item: Item, write: Write) -> Result:
    """Ask the engine about `item`; `write` sets terms as text. What the question expects is not passed on."""
    try:
        match item:
            case Asserted(statement=statement):
                return Result(item, _examine(statement, write))
            case Erratum(printed=printed, correct=correct):
                return Result(item, _examine(printed, write), _examine(correct, write))
            case Prose():
                return Result(item)
    except Exception as crash:  # one claim that crashes must not take the others with it
        where = extract_tb(crash.__traceback__)[-1]
        error = f"{type(crash).__name__} at {where.name}, line {where.lineno}: {crash}"
        return Result(item, Examination("not read", unknown(error)), error=error)


def _examine(statement: Claim | Chain, write: Write) -> Examination:
    from symbolic.chain import Chain
    from symbolic.engine import examine, examine_chain

    if isinstance(statement, Chain):
        return examine_chain(statement, write=write)
    return examine(statement, write=write)
