"""Mathematics told in the names that a sheet defines: `p[i] - y[i]` rather than quotients of exponentials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from derivations.sheets.sheet import Sheet
from derivations.show.definitions import Vocabulary
from symbolic.kernel.terms import Term
from symbolic.language.printing import text
from symbolic.language.tree import Expr
from symbolic.search.difference import Write


def writer(sheet: Sheet) -> Write:
    """How the sheet's author would write a term. Nothing is prepared before the first one."""
    if not sheet.definitions:
        return text

    def write(term: Term, indices: Mapping[str, Sequence[str]]) -> str:
        return _vocabulary(sheet.definitions).write(term, indices)

    return write


@lru_cache(maxsize=4)
def _vocabulary(definitions: tuple[tuple[str, Expr], ...]) -> Vocabulary:
    return Vocabulary.of(dict(definitions))
