"""Which hypotheses contradict the others: a look at all of them together before each is looked at on its own."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.signs import OF_RELATION
from symbolic.kernel.gate import sign
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.rules.convexity import for_any
from symbolic.kernel.theorem import Rejected


def suspects(context: Context) -> list[str]:
    """The names of hypotheses that may contradict the others, the last first.

    An equation is always suspected, since it is used to rewrite the terms in which it would be seen to fail.
    """
    try:
        algebra = Algebra(context)
    except (Undefined, TooLarge, TypeError, Rejected):
        return list(dict.fromkeys(h.name for h in reversed(context.hypotheses)))
    return list(dict.fromkeys(_suspected(algebra, context)))


def _suspected(algebra: Algebra, context: Context) -> Iterator[str]:
    for h in reversed(context.hypotheses):
        if h.relation == "==" or _seems_to_fail(algebra, h):
            yield h.name


def _seems_to_fail(algebra: Algebra, h: Hypothesis) -> bool:
    """Whether all hypotheses together leave its term no sign that fits."""
    try:
        return not sign(algebra, for_any(h)) & OF_RELATION[h.relation]
    except (Undefined, TooLarge, TypeError):
        return True
