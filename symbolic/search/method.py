"""How a theorem was proved, in words for a reader."""

from __future__ import annotations

from symbolic.kernel.theorem import Theorem

WORDS = {
    "differentiation": "the derivative table",
    "kink": "one-sided derivatives at the kink",
    "growing_slope": "a slope that never falls, kinks included",
    "affine_parts": "convex functions of affine ones",
    "switch": "one-sided derivatives where brackets change",
    "alone": "the one summand that mentions the variable",
    "nearby": "an equal function near the point",
    "convex_sum": "the summands, whose kinks cannot cancel",
    "corner": "a direction in which the one-sided derivatives differ",
    "edge": "one-sided slopes where a root is 0",
    "semidefinite": "the quadratic form",
    "definite": "a sum of independent squares",
    "composition": "the way it is put together from convex functions",
    "monotony": "the sign of the derivative on an interval",
    "convexity": "the second derivative along every line",
    "stationary": "the gradient",
    "second_order": "the gradient and the Hessian",
    "minimum": "a stationary point of a convex function",
    "strict_sum": "a strictly convex part and a convex one",
    "lower_bound": "a lower bound that is attained",
    "sign": "signs of the parts",
    "linear_combination": "multiples of the hypotheses",
    "rewriting": "an equal form whose sign can be read off",
    "approach": "a path that tends to infinity",
    "quotient": "l'Hopital's rule",
    "limit": "continuity, and the limits of the functions at infinity",
    "cases": "the cases of a sign",
    "cut": "facts proved on the way",
    "absurd": "contradictory hypotheses",
}


def method_of(theorem: Theorem) -> str:
    """The rules of a proof in the order in which they are met, and the sizes looked at."""
    found: dict[str, None] = {}

    def visit(step: Theorem) -> None:
        if step.rule == "identity":
            found[_identity(step)] = None
        elif step.rule in WORDS:
            found[WORDS[step.rule]] = None
        for premise in step.premises:
            visit(premise)

    visit(theorem)
    return "; ".join(found)


def _identity(step: Theorem) -> str:
    if not step.certificate:
        return "sum algebra at every size" if step.claim.context.sizes else "algebra"
    parts = [
        f"true for {w.size} = {w.first}..{w.first + w.order}, no term relates more than {w.order} of its values"
        for w in step.certificate
    ]
    return f"the size theorem: {'; '.join(parts)}"
