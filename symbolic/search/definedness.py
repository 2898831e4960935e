"""Of which points a claim speaks: those at which its left side is defined."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import conditions, holds
from symbolic.kernel.judgements import (
    Convex,
    Equal,
    Hypothesis,
    Limit,
    LocalMinimizer,
    Minimizer,
    NotDifferentiable,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import Term, substitute
from symbolic.language.printing import text


def claimed(sequent: Sequent) -> Term | None:
    """The part of the judgement whose definedness decides of which points it speaks."""
    match sequent.judgement:
        case Equal(left=left):
            return left
        case Sign(term=term) | Limit(term=term) | Convex(term=term) | NotDifferentiable(term=term):
            return term
        case Stationary(term=term) | Minimizer(term=term) | LocalMinimizer(term=term):
            return term
    return None


def defined(sequent: Sequent) -> tuple[Hypothesis, ...]:
    """The conditions under which the left side is defined and which the hypotheses do not grant, as hypotheses."""
    term = claimed(sequent)
    if term is None:
        return ()
    found: list[Hypothesis] = []
    algebra: Algebra | None = None
    for c in conditions(term):
        try:
            algebra = algebra or Algebra(sequent.context.assuming(found))
            granted = holds(algebra, c.relation, unfold(c.term))
        except (Undefined, TooLarge, TypeError):
            granted = False
        if not granted:
            found.append(Hypothesis(f"defined: {shown(c.term)} {c.relation} 0", c.relation, c.term, c.indices))
            algebra = None  # it has to know the new hypothesis
    return tuple(found)


def extended(sequent: Sequent) -> Sequent:
    """The sequent under the conditions of its left side, too."""
    return Sequent(sequent.context.assuming(defined(sequent)), sequent.judgement)


def shown(term: Term) -> str:
    """A term whose bound indices were opened, as it is read."""
    return text(opened(term))


def opened(term: Term) -> Term:
    """A term whose bound indices were opened, with letters for them."""
    names = sorted(i for i in term.free if i.endswith("'") or i.startswith("summand_"))
    letters = [letter for letter in ("k", "n", "m", "l") if letter not in term.free]
    return substitute(term, dict(zip(names, letters, strict=False)))
