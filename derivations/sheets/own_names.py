"""What was found, told in the names that a sheet defines: `p[i] - y[i]` rather than quotients of exponentials."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from derivations.sheets.sheet import Sheet
from derivations.show.definitions import Vocabulary
from symbolic.language.indices import IndexSymbol
from symbolic.language.plain_text import plain
from symbolic.language.tree import Expr
from symbolic.verdict import Examination

Definitions = tuple[tuple[str, Expr], ...]


def in_names_of(sheet: Sheet, found: Examination) -> Examination:
    """The derived form of the left side, and of each link of a chain, in the sheet's own names."""
    if not sheet.definitions:
        return found
    links = tuple(replace(link, examination=in_names_of(sheet, link.examination)) for link in found.links)
    derived = found.derived
    if derived is not None and found.steps:
        derived = plain(_vocabulary(sheet.definitions).of_term(found.steps[-1].term, _indices(sheet.definitions)))
    return replace(found, derived=derived, links=links)


@lru_cache(maxsize=4)
def _vocabulary(definitions: Definitions) -> Vocabulary:
    return Vocabulary.of(dict(definitions))


@lru_cache(maxsize=4)
def _indices(definitions: Definitions) -> dict[str, tuple[str, ...]]:
    """For each size, the names that the definitions give to indices over it."""
    from symbolic.language.nodes import Table

    found: dict[str, dict[str, None]] = {}
    for _, e in definitions:
        for index in e.indices if isinstance(e, Table) else ():
            found.setdefault(_size(index), {})[index.name] = None
    return {size: tuple(names) for size, names in found.items()}


def _size(index: IndexSymbol) -> str:
    return str(index.size)
