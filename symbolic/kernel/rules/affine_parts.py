r"""Affine parts: a sum of convex functions of affine ones is convex.

Proof. An affine function e takes the points of a segment to those of a segment, in the same proportions, so that g(e)
is convex where g is convex on all reals; sums of convex functions are convex, and sums over indices are such sums.
"""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import along
from symbolic.kernel.gate import conditions, first_undefined, jumps, moves, ramps
from symbolic.kernel.judgements import Context, Convex, Sequent
from symbolic.kernel.rules.convex_sum import summands
from symbolic.kernel.rules.convexity import UNNAMEABLE, check_convex_set, directions
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Add, Entry, Mul, Term, add, multiply, rebuild
from symbolic.kernel.theorem import Rejected

Part = tuple[Term, Term]
"""g, a function of the new scalar, and e."""


def is_affine(context: Context, term: Term, variables: tuple[str, ...]) -> bool:
    """Is the term affine in the variables, whatever the hypotheses?"""
    special = (*jumps(term), *ramps(term), *(c.term for c in conditions(term)))
    if has_derivative(term) or any(moves(s, variables) for s in special):
        return False
    names = directions(variables, UNNAMEABLE)
    return not Algebra(context.bare()).normal(along(along(term, names), names))


def put(outer: Term, name: str, inner: Term) -> Term:
    """g(e), its sums and products as flat as ever."""
    match outer:
        case Add(terms=terms):
            return add(*(put(t, name, inner) for t in terms))
        case Mul(factors=factors):
            return multiply(*(put(f, name, inner) for f in factors))
    return inner if outer is Entry(name) else rebuild(outer, lambda t: put(t, name, inner))


def premises_for(claim: Sequent, name: str, inside: tuple[Part, ...]) -> tuple[Sequent, ...]:
    """Each summand is g(e), and its multiple of g is convex."""
    match claim.judgement:
        case Convex(term=term, variables=variables, strict=False) if not has_derivative(term):
            parts = summands(term, variables)
        case _:
            raise Rejected("this rule proves convexity that is not strict, of what holds no derivative")
    names = tuple({index: None for part in parts for index, _ in part.ranges})
    if not fresh(claim.context, (name, *names)):
        raise Rejected("the scalar and the indices of the summands must be new names")
    kept = claim.context.with_hypotheses(h for h in claim.context.hypotheses if not moves(h.term, variables))
    found = []
    for part, (outer, inner) in zip(parts, inside, strict=True):
        within = kept.declaring(arrays=[(name, ())], indices=part.ranges)
        if put(outer, name, inner) is not part.term or has_derivative(outer) or moves(outer, variables) or inner.loose:
            raise Rejected("{} is not the function of an affine one", part.term)
        if not is_affine(within, inner, variables):
            raise Rejected("{} is not affine", inner)
        found.append(Sequent(within, Convex(multiply(part.coefficient, outer), (name,))))
    return tuple(found)


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[str, tuple[Part, ...]]) -> None:
    r"""c_k g_k \text{ convex}, \; e_k \text{ affine} \vdash \textstyle\sum_k c_k g_k(e_k) \text{ convex}.

    Rejects when the set may not be convex, the sum be undefined on it, a part has another form, or a premise lacks.
    """
    if premises != premises_for(claim, *certificate):
        raise Rejected("the premises are not that the functions of affine ones are convex")
    if first_undefined(claim.context, *claim.judgement.children()) is not None:
        raise Rejected("{} is not known to be defined", *claim.judgement.children())
    check_convex_set(claim.context, claim.judgement.variables)  # type: ignore[union-attr]
