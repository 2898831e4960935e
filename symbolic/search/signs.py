"""A proof in each case of the signs of terms; cases that the hypotheses exclude are proved from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial
from symbolic.kernel.algebra.signs import NULL
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import cases
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.steps import by, contradiction

MOST_SIGNS = 5
"""By the signs of how many terms a claim may be split."""


def is_null(algebra: Algebra, p: Polynomial) -> bool:
    """Do the hypotheses say that `p` is 0?"""
    with suppress(Undefined):
        return algebra.sign(p) == NULL or vanishes(algebra, p)
    return False


def in_each_case(
    goal: Sequent,
    terms: Callable[[Algebra], Iterable[Term]],
    prove: Callable[[Sequent], Theorem],
    left: int = MOST_SIGNS,
) -> Theorem:
    """A proof for each sign of the first term that may be 0 and other than 0, and so on. Raises Rejected."""
    with suppress(Rejected):
        return contradiction(goal)
    algebra = Algebra(goal.context)
    for p in map(algebra.normal, terms(algebra) if left else ()):
        if algebra.sign(p) & NULL and not is_null(algebra, p):
            name, s = f"sign {left}", term_of(algebra, p)  # without the brackets that are decided
            parts = (in_each_case(part, terms, prove, left - 1) for part in cases.split(goal, s, name))
            return by("cases", goal, tuple(parts), (s, name))
    return prove(goal)
