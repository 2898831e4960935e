"""Finds homework, questions and claims by id. Importing a question proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from derivations.item import Item
from derivations.question import Question


class UnknownId(LookupError):
    """No homework, question or claim has this id."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some items of one question, in the order of the sheet."""

    question: Question
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The questions of a package: the `question` of each module in its folders `hw<number>_<name>`."""

    package: str = "derivations"

    def questions(self, homework: str | None = None) -> tuple[Question, ...]:
        """All questions in order, or those of one homework (`hw2`), whose modules alone are then imported."""
        found = tuple(self._import(homework))
        _unique(item.id for question in found for item in question)
        return found

    def question(self, id: str) -> Question:
        """The question with this id, e.g. `hw2.q7`."""
        for question in self.questions(_homework(id)):
            if question.id == id:
                return question
        raise UnknownId(f'there is no question "{id}"{self._advice(id)}')

    def item(self, id: str) -> Item:
        """The claim, erratum or prose with this id, e.g. `hw4.q1.solution`."""
        for question in self.questions(_homework(id)):
            for item in question:
                if item.id == id:
                    return item
        raise UnknownId(f'there is no claim "{id}"{self._advice(id)}')

    def select(self, ids: Sequence[str] = ()) -> tuple[Selection, ...]:
        """What the ids name: a claim, or all of a part, a question or a homework; without ids, everything."""
        homework = {_homework(id) for id in ids}
        questions = self.questions(homework.pop() if len(homework) == 1 else None)
        for id in ids:
            if not any(selects(id, item.id) for question in questions for item in question):
                raise UnknownId(f'no claim is called "{id}"{self._advice(id)}')
        picked = (
            Selection(question, tuple(i for i in question if not ids or any(selects(id, i.id) for id in ids)))
            for question in questions
        )
        return tuple(selection for selection in picked if selection.items)

    def _import(self, homework: str | None) -> Iterator[Question]:
        spec = find_spec(self.package)
        folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
        for folder in sorted((f for place in folders for f in place.glob("hw*_*") if f.is_dir()), key=_natural):
            if homework is not None and not folder.name.startswith(f"{homework}_"):
                continue
            for module in sorted(folder.glob("*.py"), key=_natural):
                question = getattr(import_module(f"{self.package}.{folder.name}.{module.stem}"), "question", None)
                if isinstance(question, Question):
                    yield question

    def _advice(self, id: str) -> str:
        close = get_close_matches(id, self._names(), n=3, cutoff=0.5)
        meant = f"; did you mean {' or '.join(close)}" if close else ""
        return f'{meant}? "derive list" shows every id' if meant else '; "derive list" shows every id'

    def _names(self) -> list[str]:
        names = [name for question in self.questions() for item in question for name in _prefixes(question.id, item.id)]
        return list(dict.fromkeys(names))


def selects(typed: str, id: str) -> bool:
    """Whether the `id` of an item is `typed`, or belongs to it.

    >>> [selects(typed, "hw2.q7a.gradient") for typed in ("hw2", "hw2.q7", "hw2.q7a", "hw2.q7a.gradient")]
    [True, True, True, True]
    >>> [selects(typed, "hw4.q10.solution") for typed in ("hw", "hw4.q1", "hw4.q10.sol")]
    [False, False, False]
    """
    if not typed or not id.startswith(typed):
        return False
    rest = id[len(typed) :]
    part = r"|_\d|[a-z](\.|$)" if typed[-1].isdigit() else ""
    return not rest or re.match(rf"\.{part}", rest) is not None


def _prefixes(question: str, id: str) -> Iterator[str]:
    """A homework, a question, a part and a claim: the names that select something."""
    yield question.partition(".")[0]
    yield question
    if id[len(question) : len(question) + 1].isalpha():
        yield id[: len(question) + 1]
    yield id


def _homework(id: str) -> str | None:
    found = re.match(r"hw\d+(?=\.|$)", id)
    return found.group() if found else None


def _natural(path: Path) -> list[tuple[int, str]]:
    """q2 before q10."""
    return [(int(run), "") if run.isdigit() else (-1, run) for run in re.split(r"(\d+)", path.name)]


def _unique(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise ValueError(f"two questions both state {id}: an id names one claim")
        seen.add(id)


@cache
def default() -> Catalog:
    return Catalog()


def questions() -> tuple[Question, ...]:
    """Every question of the homework."""
    return default().questions()


def question(id: str) -> Question:
    """The question with this id, e.g. `question("hw2.q7")`, with its loss, claims, steps and verdicts."""
    return default().question(id)


def item(id: str) -> Item:
    """The claim, erratum or prose with this id, e.g. `item("hw4.q1.solution")`."""
    return default().item(id)
