"""What hypotheses about square roots say of the radicands: norm(u) == 1 says that the squares of u add up to 1.

With a and b free of roots but for a factor,

    a + b = 0 gives a^2 - b^2 = (a - b) (a + b) = 0;
    a + b >= 0 where b <= 0 gives a^2 - b^2 = (a + b) ((a + b) - 2 b) >= 0.

Hypotheses replace generators, and what replaces a root leaves its radicand as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.gate import holds
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent, Sign
from symbolic.kernel.rules import linear_combination
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import Add, Mul, Power, Term, add, multiply, negate, number, power, walk
from symbolic.kernel.theorem import Theorem
from symbolic.search.steps import by

HALF = Fraction(1, 2)

Prover = Callable[[Sequent], Theorem]


@dataclass(frozen=True, slots=True)
class Rooted:
    """The hypothesis at `position` as a + b; `squared` is what it says of the radicands, without a name."""

    position: int
    hypothesis: Hypothesis
    a: Term
    b: Term
    squared: Hypothesis

    def proved(self, goal: Sequent, prove: Prover) -> Theorem:
        """A proof of what is `squared`, at the hypothesis' own indices. Raises Rejected."""
        told = self.hypothesis.term
        if isinstance(goal.judgement, Equal):
            chosen = tuple(i for i, _ in self.hypothesis.indices)
            multiples = ((self.position, chosen, (), add(self.a, negate(self.b))),)
            premise = linear_combination.premise_for(goal, multiples)
            others = (h for n, h in enumerate(goal.context.hypotheses) if n != self.position)
            plain = prove(Sequent(goal.context.with_hypotheses(others), premise.judgement))
            return by("linear_combination", goal, (by("weakening", premise, (plain,)),), multiples)
        (difference,) = goal.judgement.children()
        product = multiply(told, add(told, multiply(number(-2), self.b)))
        equal = prove(Sequent(goal.context, Equal(difference, product)))
        return by("rewriting", goal, (equal, by("sign", Sequent(goal.context, Sign(">=", product)))))


def rooted(goal: Sequent) -> Iterator[Rooted]:
    """The hypotheses that say something of radicands."""
    taken = {i for i, _ in goal.context.indices}
    for position, h in enumerate(goal.context.hypotheses):
        parts = None if has_derivative(h.term) else _parts(h.term)
        if parts is None or h.relation == "!=" or not taken.isdisjoint(i for i, _ in h.indices):
            continue
        relation, algebra = "==" if h.relation == "==" else ">=", Algebra(goal.context)
        for a, b in (parts, parts[::-1]):
            if relation == "==" or holds(algebra, ">=", negate(b)):
                difference = add(_squared(a), negate(_squared(b)))
                yield Rooted(position, h, a, b, Hypothesis("", relation, difference, h.indices))
                break


def _parts(term: Term) -> tuple[Term, Term] | None:
    """The term as a sum of two, a square root times a factor and all the rest, which has no root but for a factor."""
    terms = term.terms if isinstance(term, Add) else (term,)
    for root in (t for t in terms if _roots(t)):
        rest = add(*(t for t in terms if t is not root))
        if _roots(root) == 1 and _root_of(root) is not None and (not _roots(rest) or _root_of(rest) is not None):
            return root, rest
        break
    return None


def _roots(term: Term) -> int:
    return sum(isinstance(t, Power) and t.exponent.denominator > 1 for t in walk(term))


def _root_of(term: Term) -> Power | None:
    """The square root that is a factor of the term, if it is the only root in it."""
    factors = term.factors if isinstance(term, Mul) else (term,)
    found = [f for f in factors if isinstance(f, Power) and f.exponent == HALF]
    return found[0] if len(found) == _roots(term) == 1 else None


def _squared(term: Term) -> Term:
    root = _root_of(term)
    if root is None:
        return power(term, 2)
    factors = term.factors if isinstance(term, Mul) else (term,)
    return multiply(*(root.base if f is root else power(f, 2) for f in factors))
