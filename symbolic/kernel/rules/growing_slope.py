r"""Growing slope: a function of one real variable with kinks and switches is convex where its slope never falls.

Proof. The set is an interval (`check_convex_set`). Let Z be the points of it at which an argument of a bracket or relu
is 0 that mentions the variable. These arguments are continuous, and at each such point their one-sided slopes are not
0: the points of Z are isolated, and Z is closed. Off Z the function is smooth, with f'' >= 0. On Z it is continuous,
as both limits are its value, and has one-sided slopes (`switch`), with f'_- <= f'_+. On each piece it is then convex,
ends included, and f' tends to the one-sided slopes there; so f'_+ never falls on the whole interval, and a continuous
function whose right slope never falls is convex. With f'' > 0 the slope grows, and the function is strictly convex.
"""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import derivative, right_derivative
from symbolic.kernel.gate import conditions, holds, moves
from symbolic.kernel.judgements import Convex, Equal, Hypothesis, Sequent, Sign
from symbolic.kernel.rules.convexity import check_convex_set
from symbolic.kernel.rules.differentiation import check_defined, has_derivative
from symbolic.kernel.rules.switch import arguments, limits_and_slopes, one_sided
from symbolic.kernel.terms import Derivative, add
from symbolic.kernel.theorem import Rejected

NAME = "at a kink"


def parts(claim: Sequent) -> tuple[Derivative, str]:
    """The derivative of the function by its variable, and the sign that the second one is to have."""
    match claim.judgement:
        case Convex(term=term, variables=(name,), strict=strict) if dict(claim.context.arrays).get(name) == ():
            if not has_derivative(term):
                return Derivative(term, name), ">" if strict else ">="
    raise Rejected("this rule proves that a function of one scalar is convex")


def premises_for(claim: Sequent) -> tuple[Sequent, ...]:
    """f is continuous, its slope does not fall at kinks, f'' has its sign; and at a kink its argument has speed."""
    (node, relation), context = parts(claim), claim.context
    limits, slopes = limits_and_slopes(node)
    second = derivative(derivative(node.body, node.array, ()), node.array, ())
    everywhere: tuple[Equal | Sign, ...]
    everywhere = (*(Equal(side, node.body) for side in limits), Sign(">=", add(*slopes)), Sign(relation, second))
    found = [Sequent(context, judgement) for judgement in everywhere]
    for s, ranges in arguments(node, "relu", "step"):
        if ranges:
            raise Rejected("a kink inside a sum may meet others")
        here = context.assuming([Hypothesis(NAME, "==", s)])
        found += (Sequent(here, Sign("!=", slope)) for slope in one_sided(right_derivative, s, node))
    return tuple(dict.fromkeys(found))


def rule(claim: Sequent, *premises: Sequent, certificate: None = None) -> None:
    r"""f_\pm = f, \; f'_+ \ge f'_-, \; f'' \ge 0 \ (> 0), \; s = 0 \vdash s'_\pm \ne 0 \text{ yield } f \text{ convex}.

    Rejects when the set may not be an interval, the function may end on it or be undefined, a kink is inside a sum, or
    a premise is missing.
    """
    if premises != premises_for(claim):
        raise Rejected("the premises are not that the slope never falls")
    node, context = parts(claim)[0], claim.context
    check_convex_set(context, (node.array,))
    for premise in premises:
        check_defined(premise.context, *premise.judgement.children())
    ends = (c.term for c in conditions(node.body) if c.relation == ">=" and moves(c.term, (node.array,)))
    if not all(holds(Algebra(context), ">", s) for s in ends):
        raise Rejected("a root of {} may end", node.body)
