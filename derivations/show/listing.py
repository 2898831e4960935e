"""The list of everything that can be shown and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.catalog import Selection
from derivations.item import Asserted, Item, Prose, kind
from derivations.show.definitions import Vocabulary
from derivations.show.overview import statement
from derivations.show.plain import plain


def listing(selections: Iterable[Selection]) -> Iterator[str]:
    """A line a question and a line an item, aligned."""
    chosen = tuple(selections)
    width = max((len(item.id) for selection in chosen for item in selection.items), default=0)
    sheet = ""
    for selection in chosen:
        question = selection.question
        vocabulary = Vocabulary.of(question.where)
        if question.sheet != sheet:
            if sheet:
                yield ""
            sheet = question.sheet
            yield plain(sheet)
        yield f"  {plain(question.id)}  {plain(question.title)}"
        for item in selection.items:
            yield f"    {plain(item.id):<{width}}  {kind(item):<7}  {_about(item, vocabulary)}".rstrip()


def _about(item: Item, vocabulary: Vocabulary) -> str:
    """What the sheet says in words, or else the statement."""
    said = plain(item.says or statement(item, vocabulary))
    match item:
        case Prose(readable=False):
            return f"not readable: {said}"
        case Asserted(vacuous=True):
            return f"vacuous: {said}"
        case _:
            return said
