"""Proved right sides as a module of NumPy functions, to be pasted where they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivations.catalog import Selection
from derivations.gradients import NotProved
from derivations.item import Asserted, Erratum, Item
from derivations.show.definitions import Vocabulary
from numeric_bridge.errors import BridgeError
from symbolic.chain import Chain
from symbolic.verdict import Proved

if TYPE_CHECKING:
    from derivations.question import Question
    from symbolic.language.statements import Claim


def numpy(selection: Selection) -> str:
    """A function for each selected equality, named by its id; of an erratum its correction, of a chain its last line.

    A question may have items that are no equality; they are left out. Raises BridgeError if nothing is left, NotProved
    for what is not proved.
    """
    functions, reasons = [], []
    vocabulary = Vocabulary.of(selection.question.where)
    for item in selection.items:
        try:
            functions.append(_function(selection.question, item, vocabulary))
        except BridgeError as reason:
            reasons.append(f"{item.id}: {reason}")
    if not functions:
        raise BridgeError(reasons[0])
    return "\n\n".join(("import numpy as np\n", *functions))


def _function(question: Question, item: Item, vocabulary: Vocabulary) -> str:
    from numeric_bridge import compile as compiled

    claim = _claim(item)
    formula = "\n".join(_formula(claim, item.id, vocabulary))
    source = compiled(claim, name=item.id, formula=formula).source
    *_, part = question.result(item.id).parts()
    if not isinstance(part.examination.verdict, Proved):
        raise NotProved(item.id, part.examination.verdict)
    return source


def _claim(item: Item) -> Claim:
    """The equality whose right side is to be calculated."""
    from symbolic.language import Equal
    from symbolic.language.relations import Relation
    from symbolic.language.statements import as_claim

    match item:
        case Asserted(statement=stated) | Erratum(correct=stated):
            if isinstance(stated, Chain):
                if all(line.relation == "==" for line in stated.lines):
                    return as_claim(Equal(stated.start, stated.lines[-1].expression))
            elif isinstance(stated.statement, Relation):
                return stated
    raise BridgeError("states no equality")


def _formula(claim: Claim, id: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The claim in the names of its question, and what these names stand for."""
    from symbolic.language.plain_text import written

    shown = written(vocabulary.of_tree(claim.statement))
    yield f"{id}: {shown}"
    texts = {d.name: f"{d.left} = {written(d.body)}" for d in vocabulary.definitions}
    wanted = _names(shown) & texts.keys()
    while more := {n for name in wanted for n in _names(texts[name])} & texts.keys() - wanted:
        wanted |= more
    if wanted:
        yield ""
        yield from (f"    {text}" for name, text in texts.items() if name in wanted)


def _names(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
