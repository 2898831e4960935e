"""Tangents of exp: e^u - 1 - u >= 0 pays for logarithms and exponentials; what is left is to be a rational sign.

    -log v = (e^u - 1 - u) + 1 - v/c - log c         u = log v - log c
     log v = (e^u - 1 - u) + 1 - c/v + log c         u = log c - log v
     e^a   = e^b (e^u - 1 - u) + e^b (1 + a - b)     u = a - b

The constant c, or the point b, is what makes the rest cancel: for Gibbs' inequality the other distribution, for
entropies the number of outcomes, for Jensen's inequality the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial
from symbolic.kernel.terms import MINUS_ONE, Add, Apply, Term, multiply, negate
from symbolic.search.certificates.readable.readback import Scope, summed, term_of
from symbolic.search.certificates.readable.spread import gathered


@dataclass(frozen=True, slots=True)
class Tangent:
    """The sum over `scope` of weight * (e^u - 1 - u), with weight >= 0."""

    scope: Scope
    weight: Polynomial
    u: Polynomial

    def value(self, algebra: Algebra) -> Polynomial:
        return gathered(algebra, self.scope, self.weight * (algebra.exp(self.u) - ONE - self.u))

    def term(self, algebra: Algebra) -> Term:
        u = term_of(algebra, self.u)
        above = Add((Apply("exp", (u,)), MINUS_ONE, negate(u)))
        return summed(multiply(term_of(algebra, self.weight), above), self.scope)


def left_over(algebra: Algebra, p: Polynomial, tangents: Sequence[Tangent]) -> Polynomial:
    """What p is above the tangents."""
    return p - sum((t.value(algebra) for t in tangents), start=ZERO)
