"""Convexity by the second derivative along every line, on a convex set on which the function is C^2."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.derivative import along, unfold
from symbolic.kernel.gate import conditions, jumps, moves, ramps
from symbolic.kernel.judgements import Context, Convex, Hypothesis, PositiveForm, Sequent, Sign
from symbolic.kernel.rules.differentiation import check_defined, check_smooth, has_derivative
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Term, substitute
from symbolic.kernel.theorem import Rejected

UNNAMEABLE = "v "
"""The prefix of directions of which no hypothesis can speak: no declared name has a blank."""


def directions(variables: tuple[str, ...], prefix: str = "v_") -> dict[str, str]:
    return {x: f"{prefix}{x}" for x in variables}


def second_derivative(claim: Sequent, prefix: str = "v_") -> Sequent:
    """D^2 f [v, v] >= 0 (definite, if strict) for a fresh direction v of each variable."""
    if not isinstance(claim.judgement, Convex):
        raise Rejected("this rule proves convexity")
    axes, names = dict(claim.context.arrays), directions(claim.judgement.variables, prefix)
    if not fresh(claim.context, tuple(names.values())):
        raise Rejected(f"the directions {', '.join(names.values())} must be new names")
    context = claim.context.declaring((v, axes[x]) for x, v in names.items())
    second = along(along(claim.judgement.term, names), names)
    strict = claim.judgement.strict
    return Sequent(context, PositiveForm(second, tuple(names.values())) if strict else Sign(">=", second))


def for_any(h: Hypothesis) -> Term:
    """The term of a hypothesis, its own indices called as nothing else is: the context may know their names."""
    return substitute(h.term, {i: f"any {i}" for i, _ in h.indices})


def check_convex_set(context: Context, variables: tuple[str, ...]) -> None:
    """Every hypothesis about the variables is an affine equation or inequality in them."""
    names = directions(variables, UNNAMEABLE)
    for h in context.hypotheses:
        if not moves(h.term, variables):
            continue
        partial = any(moves(c.term, variables) for c in conditions(h.term))
        if h.relation == "!=" or jumps(h.term) or ramps(h.term) or partial or has_derivative(h.term):
            raise Rejected(f"the set given by {h.name!r} may not be convex")
        try:
            bends = Algebra(context.with_hypotheses(())).normal(along(along(for_any(h), names), names))
        except (Undefined, TypeError) as stopped:
            raise Rejected(f"{h.name!r} is out of reach: {stopped}") from stopped
        if bends:
            raise Rejected(f"{h.name!r} is not affine in {', '.join(variables)}")


def rule(claim: Sequent, premise: Sequent, *, certificate: str = "v_") -> None:
    r"""D^2 f[v, v] \ge 0 \;\forall v \vdash f \text{ convex}.

    Rejects when the set of the hypotheses is not known to be convex, or f is not known to be defined and smooth on it.
    """
    if premise != second_derivative(claim, certificate):
        raise Rejected("the premise is not the second derivative along a fresh direction")
    term, variables = claim.judgement.term, claim.judgement.variables  # type: ignore[union-attr]
    check_convex_set(claim.context, variables)
    check_smooth(claim.context, term)
    kinks = [s for s in (*jumps(unfold(term)), *ramps(unfold(term))) if moves(s, variables)]
    if kinks:
        raise Rejected("not smooth where {} is 0", kinks[0])
    check_defined(premise.context, term, premise.judgement.children()[0])
