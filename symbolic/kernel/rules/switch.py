r"""Switch: a derivative where brackets change, by the two one-sided derivatives; meeting switches and kinks included.

Proof. Fix a point of the context and let one variable change by t > 0, or by -t. An argument s of a bracket holds no
bracket that changes, so it is continuous: s(t) = s + t s' + o(t). If s is not 0, or s' is not, it has one sign for all
small t > 0; and if s does not change at all, neither does the bracket. So a bracket is constant for small t > 0, and
the function is, as in `kink`, R + t D + o(t) for t > 0 and R' + t D' + o(t) for -t, with R, R' its limits (`beside`)
and D, D' its `right_derivative`s. It has a derivative if and only if R, R' are its value and D + D' = 0, and then it
is D. Where R is not the value the function jumps; where s = 0 = s' and s changes, nothing is said.

Whether s changes is asked under the hypotheses that do not: they hold along the line. If the table's derivative of s is
0 there, s is constant: s has no roots that may end, and where a relu in it is at its kink, either that kink is alone on
some stretch of the line, or relu has the slope 0 of the table; a continuous function with the slope 0 off isolated
points is constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import NULL
from symbolic.kernel.derivative import Velocity, beside, right_derivative, towards, unfold
from symbolic.kernel.gate import MOST_TERMS, Ranges, conditions, first_undefined, holds, jumps, moves, opened
from symbolic.kernel.judgements import Context, Equal, Hypothesis, Sequent
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.kink import NAME, instead
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Apply, Bracket, Derivative, Term, add, subtract
from symbolic.kernel.theorem import Rejected

SIDES = (ONE, MINUS_ONE)


def one_sided(f: Callable[[Term, Velocity], Term], term: Term, node: Derivative) -> tuple[Term, ...]:
    """`beside` or `right_derivative` along the variable of the derivative, and against it."""
    return tuple(f(term, towards(node.array, node.indices, speed)) for speed in SIDES)


@lru_cache(maxsize=MOST_TERMS)
def limits_and_slopes(node: Derivative) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """R, R' and D, D' of the body."""
    return one_sided(beside, node.body, node), one_sided(right_derivative, node.body, node)


def arguments(node: Derivative, *functions: str) -> Iterator[tuple[Term, Ranges]]:
    """What brackets and these functions of the body are of, if it mentions the variable. It may not jump or end."""
    own = (node.array,)
    for t, ranges in opened(node.body, Bracket, Apply):
        if moves(t, own) and (not isinstance(t, Apply) or t.function in functions):
            (s,) = t.children()
            if any(moves(part, own) for part in (*jumps(s), *(c.term for c in conditions(s) if c.relation == ">="))):
                raise Rejected("the argument {} of a bracket may jump or end", s)
            yield s, ranges


def premises_for(claim: Sequent, node: Derivative) -> tuple[Sequent, ...]:
    """The claim with D for the derivative, where that exists; with the derivative as right side, that it exists."""
    limits, slopes = limits_and_slopes(node)
    null = (*(subtract(side, node.body) for side in limits), add(*slopes))
    match claim.judgement:
        case Equal(left=left, right=right) if right is node and not has_derivative(left):
            found = (Equal(left, slopes[0]), *(Equal(t, ZERO) for t in null))
            return tuple(Sequent(claim.context, judgement) for judgement in found)
    exists = claim.context.assuming(Hypothesis(NAME, "==", t) for t in null)
    return (Sequent(exists, instead(claim, node, slopes[0])),)


def check_switches(context: Context, node: Derivative) -> None:
    """Reject unless each bracket has one value beside the point, on either side."""
    near = Algebra(context.with_hypotheses(h for h in context.hypotheses if not moves(h.term, (node.array,))))
    for s, ranges in arguments(node, "step"):
        if near.sign(near.normal(unfold(Derivative(s, node.array, node.indices)))) == NULL:
            continue
        inside = context.declaring(indices=ranges)
        here, on = Algebra(inside), Algebra(inside.assuming([Hypothesis(NAME, "==", s)]))
        stands = not all(holds(on, "!=", slope) for slope in one_sided(right_derivative, s, node))
        if here.sign(here.normal(s)) & NULL and stands:
            raise Rejected("the bracket of {} may jump inside a derivative", s)


def rule(claim: Sequent, *premises: Sequent, certificate: Derivative) -> None:
    r"""f'_+ = f'_-, \; f_+ = f = f_- \vdash J[f'_+] yields \vdash J[\partial f].

    With the derivative on the right side, that it exists is shown, and not assumed.

    Rejects when a bracket may be at its switch while its argument has no speed, when a one-sided derivative may be
    undefined, or when the claim is of another form.
    """
    if premises != premises_for(claim, certificate) or any(h.name == NAME for h in claim.context.hypotheses):
        raise Rejected("the premises are not the claim for the one-sided derivatives")
    if has_derivative(certificate.body) or certificate.loose:
        raise Rejected("the left side must be one first derivative")
    check_switches(claim.context, certificate)
    limits, slopes = limits_and_slopes(certificate)
    missing = first_undefined(claim.context, certificate.body, *limits, *slopes)
    if missing is not None:
        raise Rejected(f"a one-sided derivative may be undefined: {{}} {missing.relation} 0", missing.term)
    ends = (c.term for t in limits for c in conditions(t) if c.relation == ">=" and moves(c.term, (certificate.array,)))
    if len(premises) > 1 and not all(holds(Algebra(claim.context), ">", s) for s in ends):
        raise Rejected("a derivative may not exist: a root may end")
