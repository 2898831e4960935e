"""Edge: a derivative claim where the radicand S of a root is 0, and the table's formula says nothing.

Let S be smooth along the variable, S >= 0 near the point and S = 0 there. Then S' = 0 and sqrt(S) has the one-sided
slopes +-r with r^2 = S''/2, while S^a with a > 1/2 has slope 0. With the root replaced by c (x - x_0), the one-sided
slopes of the whole are A + B c for c = +-r: the derivative exists iff B r = 0, and is A then. Where S' != 0 it ends.
"""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import NEGATIVE, NULL
from symbolic.kernel.derivative import derivative
from symbolic.kernel.gate import opened
from symbolic.kernel.judgements import Equal, Hypothesis, Sequent, Sign
from symbolic.kernel.rules.differentiation import live_kinks
from symbolic.kernel.terms import ONE, ZERO, Derivative, Entry, Power, Term, multiply, rebuild, subtract
from symbolic.kernel.theorem import Rejected

ORIGIN, NAME = Entry("origin'"), "edge"


def node_of(claim: Sequent) -> Derivative:
    node = claim.judgement.children()[0]
    if not isinstance(node, Derivative) or any(opened(node.body, Derivative)):
        raise Rejected("the left side must be one first derivative")
    return node


def radicands(claim: Sequent) -> tuple[Term, ...]:
    """What stands under a root in the body, moves with the variable and may be 0."""
    node, here, near = node_of(claim), Algebra(claim.context), Algebra(claim.context.bare())
    roots = (t for t, _ in opened(node.body, Power) if t.exponent.denominator > 1)
    moving = (t.base for t in roots if near.normal(derivative(t.base, node.array, node.indices)))
    return tuple(dict.fromkeys(s for s in moving if here.sign(here.normal(s)) & (NULL | NEGATIVE)))


def slope(claim: Sequent, radicand: Term, c: Term) -> Term:
    """The slope of the body at S = 0 when sqrt(S) has slope c there."""
    node, near = node_of(claim), Algebra(claim.context.bare())
    if radicand not in radicands(claim):
        raise Rejected("{} is not a radicand of the left side", radicand)
    others = [s for s in radicands(claim) if near.normal(subtract(s, radicand))]
    if others or live_kinks(claim.context, node):
        raise Rejected("another kink or root may meet this one")
    x = Entry(node.array, node.indices)

    def without_root(t: Term) -> Term:
        rooted = isinstance(t, Power) and t.exponent.denominator > 1 and not t.base.loose
        if isinstance(t, Power) and rooted and not near.normal(subtract(t.base, radicand)):
            if t.exponent < Fraction(1, 2):
                raise Rejected("a root of higher order has no finite slope")
            return multiply(c, subtract(x, ORIGIN)) if t.exponent == Fraction(1, 2) else ZERO
        return rebuild(t, without_root)

    def at_the_point(t: Term) -> Term:
        return x if t is ORIGIN else rebuild(t, at_the_point)

    return at_the_point(derivative(without_root(node.body), node.array, node.indices))


def split(claim: Sequent, radicand: Term, how: str) -> tuple[Sequent, ...]:
    """The claim where S > 0, and where S = 0: the slope A is the right side, or there is no derivative."""
    if any(h.name == NAME for h in claim.context.hypotheses) or not isinstance(claim.judgement, Equal):
        raise Rejected("an edge is split once, in an equality")
    node, context = node_of(claim), claim.context
    first = derivative(radicand, node.array, node.indices)
    without, with_root = slope(claim, radicand, ZERO), slope(claim, radicand, ONE)
    here: list[Equal | Sign]
    match how:
        case "flat":
            here = [Equal(without, claim.judgement.right)]
        case "end":
            here = [Sign("!=", first)]
        case "none":
            second = derivative(first, node.array, node.indices)
            here = [Sign("!=", subtract(with_root, without)), Sign(">", second)]
        case _:
            raise Rejected(f"{how!r} is not a kind of edge")
    off = Sequent(context.assuming([Hypothesis(NAME, ">", radicand)]), claim.judgement)
    return off, *(Sequent(context.assuming([Hypothesis(NAME, "==", radicand)]), j) for j in here)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, str]) -> None:
    r"""S > 0 \vdash \partial f = r, \; S = 0 \vdash A = r \text{ or } S' \ne 0 \text{ or } (B \ne 0, S'' > 0)
    yield \vdash \partial f = r.

    Rejects when another root or kink may meet this one, when the root lies inside a sum, or a premise is missing.
    """
    radicand, how = certificate
    if not radicand.free <= {i for i, _ in claim.context.indices} or radicand.loose:
        raise Rejected("{} is not a term of this context", radicand)
    if premises != split(claim, radicand, how):
        raise Rejected("the premises are not the claim off the edge and on it")
