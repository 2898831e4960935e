"""What an algebra has learnt from a context, kept so that the next algebra of the same context need not learn it again.

Learning is a function of the context alone, and what is kept is copied before anybody can add to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symbolic.kernel.judgements import Context, Equal, Hypothesis, Sequent
from symbolic.kernel.terms import Term

MOST_CONTEXTS = 256
RECORDS = (Context, Hypothesis, Sequent, Equal)


class Memory:
    """The state of algebras that have just learnt a context, by their class and the context."""

    def __init__(self) -> None:
        self.kept: dict[tuple[type, Context], dict[str, Any]] = {}

    def recall(self, algebra: object, context: Context) -> bool:
        """Give `algebra` the state of one of its class that has learnt this context; False if there was none."""
        state = self.kept.get((type(algebra), context))
        vars(algebra).update(_copied(state or {}))
        return state is not None

    def keep(self, algebra: object, context: Context) -> None:
        """Remember the state of `algebra`, which has just learnt this context and nothing else."""
        if len(self.kept) >= MOST_CONTEXTS:
            self.kept.clear()
        if is_plain(context):
            self.kept[type(algebra), context] = _copied(vars(algebra))


def _copied(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state with containers of its own; what they hold is never changed."""
    return {name: v.copy() if isinstance(v, dict | list | set) else v for name, v in state.items()}


def is_plain(data: object) -> bool:
    """No subclass takes part that could be equal to other data and say something else."""
    if type(data) in (str, int, type(None)):
        return True
    if isinstance(data, tuple | frozenset) and type(data) in (tuple, frozenset):
        return all(map(is_plain, data))
    if isinstance(data, Context | Hypothesis | Sequent | Equal) and type(data) in RECORDS:
        return all(is_plain(getattr(data, name)) for name in data.__match_args__)
    return isinstance(data, Term) and type(data).__eq__ is object.__eq__ and type(data).__hash__ is object.__hash__
