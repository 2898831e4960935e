"""Which hypotheses contradict the others: a look at all of them together before each is looked at on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.signs import OF_RELATION
from symbolic.kernel.gate import sign
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.rules.convexity import for_any
from symbolic.search.effort import spend


def can_differ(context: Context) -> bool:
    """Whether there are enough index values for the indices that are to differ: the bounded ones can be given some."""
    limit = {name: high for name, _, high in context.sizes if high is not None}
    bounded = [(index, limit[size]) for index, size in context.indices if size in limit]
    for values in product(*(range(min(high, len(bounded))) for _, high in bounded)):
        value = dict(zip((index for index, _ in bounded), values, strict=True))
        if not any(len({value.get(i, i) for i in pair}) < len(pair) for pair in context.distinct):
            return True
    return False


def suspects(context: Context) -> Iterator[str]:
    """The names of hypotheses that may contradict the others, the last first; a step for each that is looked at.

    Equations are looked at without the others, too: they rewrite the terms in which they would be seen to fail.
    """
    plain = context.with_hypotheses(h for h in context.hypotheses if h.relation != "==")
    algebra, without_equations = cache(lambda: Algebra(context)), cache(lambda: Algebra(plain))
    for h in reversed(context.hypotheses):
        spend()
        if _seems_to_fail(algebra, h) or (h.relation == "==" and _seems_to_fail(without_equations, h)):
            yield h.name


def _seems_to_fail(algebra: Callable[[], Algebra], h: Hypothesis) -> bool:
    """Whether no sign that its term may have fits."""
    try:
        return not sign(algebra(), for_any(h)) & OF_RELATION[h.relation]
    except (Undefined, TooLarge, TypeError):
        return True
