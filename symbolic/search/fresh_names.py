"""Names that a sequent does not use yet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from symbolic.kernel.judgements import Sequent


def fresh_name(goal: Sequent, *wanted: str) -> str:
    """The first of the wanted names that is free, or the last one with a number."""
    taken = _taken(goal)
    return next(name for name in chain(wanted, (f"{wanted[-1]}{n}" for n in count(1))) if name not in taken)


def fresh_prefix(goal: Sequent, variables: Iterable[str]) -> str:
    """What to put before the variables' names for directions in which they move."""
    taken, names = _taken(goal), tuple(variables)
    prefixes = ("v_", "u_", "direction_", *(f"direction{n}_" for n in range(1, len(taken) + 2)))
    return next(p for p in prefixes if taken.isdisjoint(p + name for name in names))


def _taken(goal: Sequent) -> set[str]:
    context = goal.context
    return {name for group in (context.sizes, context.arrays, context.indices, context.labels) for name, *_ in group}
