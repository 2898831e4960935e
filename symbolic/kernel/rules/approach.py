r"""Approach: a limit anywhere is one at oo, along a path.

Proof. A limit depends on the points of the context near the end only, without the end itself. Of the variable x these
are
- x -> oo: x = y, x -> -oo: x = -y, each with y > c, for any number c;
- x -> a: x = a + 1/y on the right and x = a - 1/y on the left, each with y > c, for any c >= 0: a bijection, continuous
  both ways, under which x -> a from that side is y -> oo. A side on which the hypotheses leave no x needs no path.
So \lim_{y \to \infty} e(x(y)) = l along each path gives \lim_x e = l. The points of a path are those that the claim's
hypotheses, written in y, allow; a limit along more points is a limit along these, so that the premises may leave
hypotheses out, and a size, which takes some reals, may be taken for a real. That the context has points near the end
is a side condition of its own. y is called x again: a premise has the claim's hypotheses about x in terms of y.
"""

from __future__ import annotations

from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.gate import holds
from symbolic.kernel.judgements import UP, Hypothesis, Sequent
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.limit import check_reached, stated
from symbolic.kernel.terms import Entry, Rational, Size, Term, add, multiply, negate, number, power, rebuild, subtract
from symbolic.kernel.theorem import Rejected

FAR = "far along the path"


def paths(claim: Sequent, sides: tuple[int, ...]) -> tuple[Term, ...]:
    """x in terms of y, for each side from which a point is approached."""
    judgement = stated(claim)
    if not sides or not set(sides) <= {1, -1}:
        raise Rejected("a point is approached from one side, or two")
    y = Entry(judgement.variable)
    if isinstance(judgement.to, str):
        return (y if judgement.to == UP else negate(y),)
    for left_out in {1, -1} - set(sides):
        if not holds(Algebra(claim.context), ">=", multiply(number(left_out), subtract(judgement.to, y))):
            raise Rejected("{} may be approached from the other side, too", judgement.to)
    return tuple(add(judgement.to, multiply(number(side), power(y, -1))) for side in sides)


def premises_for(claim: Sequent, sides: tuple[int, ...], lows: tuple[Term, ...]) -> tuple[Sequent, ...]:
    """The limit along each path, under all hypotheses and y - c > 0 for each c of `lows`."""
    judgement, context, name = stated(claim), claim.context, stated(claim).variable
    sizes = tuple(size for size in context.sizes if size[0] != name)
    beyond = tuple(Hypothesis(f"{FAR} {n}", ">", subtract(Entry(name), low)) for n, low in enumerate(lows, 1))
    arrays = (*((array, axes) for array, axes in context.arrays if array != name), (name, ()))

    def along(term: Term, path: Term) -> Term:
        return path if term is Entry(name) or term is Size(name) else rebuild(term, lambda part: along(part, path))

    found = []
    for path in paths(claim, sides):
        hypotheses = (*(replace(h, term=along(h.term, path)) for h in context.hypotheses), *beyond)
        here = replace(context, sizes=sizes, arrays=arrays, hypotheses=hypotheses)
        found.append(Sequent(here, replace(judgement, term=along(judgement.term, path), to=UP)))
    return tuple(found)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[tuple[int, ...], tuple[Term, ...]]) -> None:
    r"""\lim_{y \to \infty} e(x(y)) = l \vdash \lim_x e = l.

    Rejects when a side is missing, the context may have no points near the end, or a premise assumes something else.
    """
    sides, lows = certificate
    check_reached(claim)
    if any(map(has_derivative, claim.judgement.children())):
        raise Rejected("unfold derivatives first")
    if any(h.name.startswith(FAR) for h in claim.context.hypotheses):
        raise Rejected(f"no hypothesis may be called {FAR!r}")
    if not all(isinstance(low, Rational) and low.value >= 0 for low in lows):
        raise Rejected("a path is left out up to a number >= 0")
    wanted = premises_for(claim, sides, lows)
    for premise, whole in zip(premises, wanted, strict=True):
        assumed = [h for h in whole.context.hypotheses if h in premise.context.hypotheses]
        if premise != replace(whole, context=whole.context.with_hypotheses(assumed)):
            raise Rejected("a premise is not the limit along its path")
