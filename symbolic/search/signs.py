"""A proof in each case of the signs of terms; cases that the hypotheses exclude are proved from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

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
from symbolic.search.refutation.floats import Look
from symbolic.search.refutation.samples import Samples, few_samples
from symbolic.search.steps import by, contradiction

MOST_SIGNS, MOST_POINTS = 5, 4
"""By the signs of how many terms a claim may be split, and at how many points it is looked which cases there are."""


def is_null(algebra: Algebra, p: Polynomial) -> bool:
    """Do the hypotheses say that `p` is 0?"""
    with suppress(Undefined):
        return algebra.sign(p) == NULL or vanishes(algebra, p)
    return False


def in_each_case(
    goal: Sequent, terms: Callable[[Algebra], Iterable[Term]], prove: Callable[[Sequent], Theorem]
) -> Theorem:
    """A proof for each sign of the first term that may be 0 and other than 0, and so on. Raises Rejected."""
    samples = few_samples(goal.context, goal.judgement.children())
    return _Cases(terms, prove, samples).proved(goal, MOST_SIGNS, list(islice(samples.each(), MOST_POINTS)))


@dataclass(frozen=True, slots=True)
class _Cases:
    """What to tell the cases of one claim by."""

    terms: Callable[[Algebra], Iterable[Term]]
    prove: Callable[[Sequent], Theorem]
    samples: Samples

    def proved(self, goal: Sequent, left: int, looks: Sequence[Look]) -> Theorem:
        """`looks` are points at which the hypotheses hold: where there is one, they do not exclude each other."""
        with suppress(Rejected):
            if not looks:
                return contradiction(goal)
        algebra = Algebra(goal.context)
        for p in map(algebra.normal, self.terms(algebra) if left else ()):
            if algebra.sign(p) & NULL and not is_null(algebra, p):
                name, s = f"sign {left}", term_of(algebra, p)  # without the brackets that are decided
                signs = [(self.samples.sign(s, look), look) for look in looks]
                parts = (
                    self.proved(part, left - 1, [look for own, look in signs if own == sign])
                    for part, sign in zip(cases.split(goal, s, name), (1, 0, -1), strict=True)
                )
                return by("cases", goal, tuple(parts), (s, name))
        return self.prove(goal)
