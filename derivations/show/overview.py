"""A question at a glance, for a REPL: its title, its names, its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivations.item import Asserted, Erratum, Item, Prose
from derivations.show.definitions import Vocabulary
from derivations.show.plain import plain
from symbolic.chain import Chain

if TYPE_CHECKING:
    from derivations.question import Question
    from symbolic.language.statements import Claim

SEVERAL = 2


def overview(question: Question) -> Iterator[str]:
    """The lines: nothing is proved."""
    from symbolic.language.plain_text import written as text

    vocabulary = Vocabulary.of(question.where)
    yield plain(f"{question.id}  {question.title}")
    for definition in vocabulary.definitions:
        yield plain(f"  {definition.left} = {text(definition.body)}")
    width = max((len(item.id) for item in question), default=0)
    for item in question:
        kind = "  (erratum)" if isinstance(item, Erratum) else ""
        yield plain(f"  {item.id:<{width}}  {statement(item, vocabulary)}{kind}")


def statement(item: Item, vocabulary: Vocabulary) -> str:
    """What an item says, without its hypotheses; of an erratum, the printed line."""
    match item:
        case Asserted(statement=stated) | Erratum(printed=stated):
            return _statement(stated, vocabulary)
        case Prose(says=says):
            return says


def _statement(stated: Claim | Chain, vocabulary: Vocabulary) -> str:
    """The statement without its hypotheses; of a chain, the two ends."""
    from symbolic.language.plain_text import written as text
    from symbolic.language.tree import coerce

    if not isinstance(stated, Chain):
        return text(vocabulary.of_tree(stated.statement))
    start, end = (text(vocabulary.of_tree(coerce(e))) for e in (stated.start, stated.lines[-1].expression))
    return f"{start} {'== ... ' if len(stated.lines) >= SEVERAL else ''}{stated.lines[-1].relation} {end}"
