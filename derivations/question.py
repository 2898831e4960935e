"""A question of a homework sheet: what it asks about, and what it claims, in the order of the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from derivations.item import Asserted, Erratum, Item, Prose, kind
from derivations.result import Result, examine_item
from symbolic.chain import Chain
from symbolic.verdict import Examination, Step, Verdict

if TYPE_CHECKING:
    from derivations.item import Stated
    from derivations.show.definitions import Vocabulary
    from symbolic.kernel.terms import Term
    from symbolic.language.statements import Claim

_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]*)?")
_PART = re.compile(r"[a-z]\.")


def full_id(question: str, name: str) -> str:
    """The id of the claim `name` of `question`. A letter and a dot at its start name a part of the question.

    >>> full_id("hw4.q1", "solution"), full_id("hw2.q7", "a.gradient"), full_id("hw2.q2", "a."), full_id("hw4.q4", "")
    ('hw4.q1.solution', 'hw2.q7a.gradient', 'hw2.q2a', 'hw4.q4')
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{question}: {name!r} is no name for a claim: letters, digits, and . _ - between them")
    if _PART.match(name):
        return (question + name).rstrip(".")
    return f"{question}.{name}" if name else question


class Question:
    """Collects claims. Nothing is proved before a verdict is asked for, and then once.

    `loss` is what the question is about; `where` are the names that are used when a claim is shown, such as
    `{"yh": softmax(z), "L": L}`. `question["a.gradient"]` is an item, by name or by id.
    """

    def __init__(
        self, id: str, title: str, *, sheet: str, loss: Any = None, where: Mapping[str, Any] | None = None
    ) -> None:
        self.id, self.title, self.sheet, self.loss = id, title, sheet, loss
        self.where = dict(where or {})
        for name, e in self.where.items():
            if e.free:
                raise ValueError(f"{id}: {name} depends on {', '.join(map(str, e.free))}: name an array(.., index)")
        self._items: dict[str, Item] = {}
        self._results: dict[str, Result] = {}
        self._vocabulary: Vocabulary | None = None

    def claim(self, name: str, statement: Stated, *, says: str = "") -> None:
        """A claim or chain of the sheet. `says` is the printed text, where it differs from the statement."""
        self._add(Asserted(full_id(self.id, name), self._stated(name, statement), says))

    def chain(
        self,
        name: str,
        start: Any,
        *lines: tuple[str, Any] | tuple[str, Any, str],
        given: Mapping[str, Any] | None = None,
        where: Sequence[Any] = (),
        says: str = "",
    ) -> None:
        """A derivation on paper: `start`, then `(relation, expression, reason)` for each line."""
        self.claim(name, Chain.of(start, *lines).given(**(given or {})).where(*where), says=says)

    def erratum(self, name: str, *, printed: Stated, correct: Stated, says: str = "", mistake: str = "") -> None:
        """A line of the sheet that is false, and what it should have been. `mistake` says what went wrong."""
        id = full_id(self.id, name)
        self._add(Erratum(id, self._stated(name, printed), self._stated(name, correct), says, mistake))

    def vacuous(self, name: str, statement: Stated, *, says: str = "") -> None:
        """A claim that speaks of an empty set of cases."""
        self._add(Asserted(full_id(self.id, name), self._stated(name, statement), says, vacuous=True))

    def prose(self, name: str, says: str, *, reason: str) -> None:
        """Text without mathematical content to decide. It is listed, and never counted as passed."""
        self._add(Prose(full_id(self.id, name), says, reason))

    def unreadable(self, name: str, says: str, *, reason: str) -> None:
        """A line that the transcription lost. `reason` gives the reading that is true, if there is one."""
        self._add(Prose(full_id(self.id, name), says, reason, readable=False))

    def _stated(self, name: str, statement: Stated) -> Claim | Chain:
        """What is claimed, or an error for what is no claim, such as the False that `a == b` became."""
        from symbolic.language.errors import LanguageError
        from symbolic.language.statements import as_claim

        if isinstance(statement, Chain):
            return statement
        try:
            return as_claim(statement)
        except LanguageError as wrong:
            raise LanguageError(f"{full_id(self.id, name)}: {wrong}") from wrong

    def _add(self, item: Item) -> None:
        if item.id in self._items:
            raise ValueError(f"{item.id} is stated twice: give one of the two {kind(item)}s another name")
        self._items[item.id] = item

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._items.values())

    @property
    def claims(self) -> dict[str, Any]:
        """What is claimed, by id; for an erratum, what is claimed instead of the printed line."""
        stated = {id: _claimed(item) for id, item in self._items.items()}
        return {id: statement for id, statement in stated.items() if statement is not None}

    @property
    def results(self) -> tuple[Result, ...]:
        return tuple(map(self.result, self._items))

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on each claim, by id; for an erratum, the one on its correction."""
        return {id: found.verdict for id, found in self._examinations()}

    @property
    def steps(self) -> dict[str, tuple[Step, ...]]:
        """How each claim is derived, by id."""
        return {id: found.steps for id, found in self._examinations()}

    def result(self, name: str) -> Result:
        """What the engine found about one item; asked once."""
        item = self[name]
        if item.id not in self._results:
            self._results[item.id] = examine_item(item, self._write)
        return self._results[item.id]

    def _write(self, term: Term, indices: Mapping[str, Sequence[str]]) -> str:
        """A kernel term as text, in the names of the question."""
        if self._vocabulary is None:
            from derivations.show.definitions import Vocabulary

            self._vocabulary = Vocabulary.of(self.where)
        return self._vocabulary.write(term, indices)

    def adopt(self, name: str, found: tuple[Any, ...]) -> None:
        """Take over what another process found about one item."""
        item = self[name]
        self._results[item.id] = Result(item, *found)

    def _examinations(self) -> Iterator[tuple[str, Examination]]:
        for result in self.results:
            found = result.correction or result.printed
            if found:
                yield result.item.id, found

    def __getitem__(self, name: str) -> Item:
        found = self._items.get(name) or self._items.get(full_id(self.id, name))
        if found is None:
            raise KeyError(f"{self.id} has no {name!r}; it has {', '.join(self._items)}")
        return found

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        """The title, what the names stand for, and what is claimed: nothing is proved to print it."""
        from derivations.show.overview import overview

        return "\n".join(overview(self))

    def show(self, *names: str) -> None:
        """Print the derivations, or those of the named items, as `derive show` does."""
        from derivations.catalog import Selection
        from derivations.show.console import console
        from derivations.show.terminal import show

        show(console(), Selection(self, tuple(self[name] for name in names) or self.items))

    def _repr_latex_(self) -> str:
        from derivations.show.latex import statements

        return statements(self)


def _claimed(item: Item) -> Claim | Chain | None:
    match item:
        case Asserted(statement=statement) | Erratum(correct=statement):
            return statement
        case Prose():
            return None
