"""Lower bound: a point at which a function takes a value that it nowhere undercuts is a global minimiser."""

from __future__ import annotations

from symbolic.kernel.gate import moves
from symbolic.kernel.judgements import Minimizer, Sequent, Sign, ranging
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.stationary import at, check_admissible
from symbolic.kernel.terms import Entry, Term, add, multiply, negate, power, subtract, sum_over
from symbolic.kernel.theorem import Rejected


def distance(claim: Sequent) -> Term:
    """The sum of the squares of all entries of x - x*."""
    axes, parts = dict(claim.context.arrays), []
    for array, names, value in claim.judgement.point:  # type: ignore[union-attr]
        square = power(subtract(Entry(array, names), value), 2)
        for name, size in zip(names, axes[array], strict=True):
            if not isinstance(size, str):
                raise Rejected(f"{array} has an axis of known length: name its entries as scalars")
            square = sum_over(name, size, square)
        parts.append(square)
    return add(*parts)


def premises_for(claim: Sequent, rate: Term | None) -> tuple[Sequent, ...]:
    """f - f(x*) >= 0, or for a unique minimiser f - f(x*) - c |x - x*|^2 >= 0 with a rate c > 0."""
    match claim.judgement, rate:
        case Minimizer(term=term, point=point, unique=False), None:
            return (Sequent(claim.context, Sign(">=", subtract(term, at(term, point)))),)
        case Minimizer(term=term, point=point, unique=True), Term():
            gap = add(subtract(term, at(term, point)), negate(multiply(rate, distance(claim))))
            return Sequent(claim.context, Sign(">=", gap)), Sequent(claim.context, Sign(">", rate))
    raise Rejected("this rule proves that a point is a minimiser, and the only one by a rate of growth")


def rule(claim: Sequent, *premises: Sequent, certificate: Term | None = None) -> None:
    r"""f(x) - f(x^*) \ge 0 \vdash x^* \in \arg\min f; \quad
    f(x) - f(x^*) \ge c \|x - x^*\|^2, \; c > 0 \vdash \{x^*\} = \arg\min f.

    Rejects when the point is not known to satisfy the hypotheses on its variables, or the rate depends on them.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the lower bound")
    if certificate is not None and (moves(certificate, ranging(claim.judgement)) or has_derivative(certificate)):
        raise Rejected("the rate {} may not depend on the variables, nor hold a derivative", certificate)
    check_admissible(claim, claim.judgement.point)  # type: ignore[union-attr]
