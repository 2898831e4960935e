"""Composition: convexity read off the way a function is put together, kinks included."""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.kernel.derivative import along, unfold
from symbolic.kernel.gate import conditions, jumps, moves, ramps, sign
from symbolic.kernel.judgements import Convex, Sequent
from symbolic.kernel.rules.convexity import UNNAMEABLE, check_convex_set, directions
from symbolic.kernel.rules.differentiation import check_defined, check_smooth
from symbolic.kernel.terms import Add, Apply, Mul, Power, Sum, Term, instantiate, multiply
from symbolic.kernel.theorem import Rejected


class _Curvature:
    """Curvature in some variables, by form; `free` numbers the indices of opened sums."""

    def __init__(self, algebra: Algebra, variables: tuple[str, ...]) -> None:
        self.algebra, self.variables, self.opened = algebra, variables, 0

    def is_affine(self, term: Term) -> bool:
        if not moves(term, self.variables):
            return True
        names = directions(self.variables, UNNAMEABLE)
        special = (*jumps(term), *ramps(term), *(c.term for c in conditions(term)))
        smooth = not any(moves(s, self.variables) for s in special)
        return smooth and not self.algebra.normal(along(along(term, names), names))

    def bends(self, term: Term, up: bool) -> bool:
        """Is `term` convex (or concave, if not `up`)?"""
        match term:
            case _ if self.is_affine(term):
                return True
            case Add(terms=terms):
                return all(self.bends(t, up) for t in terms)
            case Sum(body=body):
                self.opened += 1
                return self.bends(instantiate(body, f"s{self.opened}'"), up)
            case Mul(factors=factors):
                still = sign(self.algebra, multiply(*(f for f in factors if not moves(f, self.variables))))
                moving = [f for f in factors if moves(f, self.variables)]
                if len(moving) != 1 or (still & NEGATIVE and still & POSITIVE):
                    return False
                return self.bends(moving[0], up is not bool(still & NEGATIVE))
            case Apply(function="relu" | "exp" | "softplus", arguments=(inner,)):
                return up and self.bends(inner, True)
            case Apply(function="log", arguments=(inner,)):
                return self.is_log_convex(inner) if up else self.bends(inner, False)
            case Power(base=base, exponent=exponent):
                if not up or exponent < 1:
                    return up and exponent == Fraction(1, 2) and self.is_sum_of_squares(base)
                nonnegative = not sign(self.algebra, base) & NEGATIVE
                return (exponent % 2 == 0 and self.is_affine(base)) or (nonnegative and self.bends(base, True))
        return False

    def is_sum_of_squares(self, term: Term) -> bool:
        """Is the root of `term` a norm of affine functions?"""
        match term:
            case Power(base=base, exponent=exponent) if exponent == 2:
                return self.is_affine(base)
            case Add(terms=terms):
                return all(map(self.is_sum_of_squares, terms))
            case Sum(body=body):
                self.opened += 1
                return self.is_sum_of_squares(instantiate(body, f"s{self.opened}'"))
        return not moves(term, self.variables) and not sign(self.algebra, term) & NEGATIVE

    def is_log_convex(self, term: Term) -> bool:
        """Is log(term) convex? Exponentials of convex functions are, and with them sums and products of such."""
        match term:
            case Apply(function="exp", arguments=(inner,)):
                return self.bends(inner, True)
            case Add(terms=parts) | Mul(factors=parts) if moves(term, self.variables):
                return all(map(self.is_log_convex, parts))
            case Sum(body=body) if moves(term, self.variables):
                self.opened += 1
                return self.is_log_convex(instantiate(body, f"s{self.opened}'"))
        return not moves(term, self.variables) and sign(self.algebra, term) == POSITIVE


def rule(claim: Sequent, *, certificate: None = None) -> None:
    r"""f \text{ of convex parts} \vdash f \text{ convex}.

    Convex parts: affine ones; sums; c f for c >= 0; exp, relu, softplus of convex ones; f^a for f >= 0 and a >= 1; even
    powers and norms of affine ones; -log of concave ones; log of sums of exp of convex ones.

    Rejects when the set is not known to be convex, the function not to be defined on it, or a part has no such form.
    """
    match claim.judgement:
        case Convex(term=term, variables=variables, strict=False):
            check_smooth(claim.context, term)
            term = unfold(term)
        case _:
            raise Rejected("this rule proves convexity that is not strict")
    check_convex_set(claim.context, variables)
    check_defined(claim.context, term)
    if not _Curvature(Algebra(claim.context), variables).bends(term, True):
        raise Rejected("{} is not put together from convex parts", term)
