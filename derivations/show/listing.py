"""The list of everything that can be shown and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.catalog import Selection
from derivations.item import Asserted, Erratum, Item, Prose, kind
from derivations.show.plain import plain


def listing(selections: Iterable[Selection]) -> Iterator[str]:
    """A line a question and a line an item, aligned."""
    chosen = tuple(selections)
    width = max((len(item.id) for selection in chosen for item in selection.items), default=0)
    sheet = ""
    for selection in chosen:
        question = selection.question
        if question.sheet != sheet:
            if sheet:
                yield ""
            sheet = question.sheet
            yield plain(sheet)
        yield f"  {plain(question.id)}  {plain(question.title)}"
        for item in selection.items:
            yield f"    {plain(item.id):<{width}}  {kind(item):<7}  {_about(item)}".rstrip()


def _about(item: Item) -> str:
    match item:
        case Prose(readable=False):
            return f"not readable: {plain(item.says)}"
        case Asserted(vacuous=True):
            return f"vacuous: {plain(item.says)}".rstrip(": ")
        case Asserted() | Erratum() | Prose():
            return plain(item.says)
