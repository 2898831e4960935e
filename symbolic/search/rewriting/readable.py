"""A repaired right side as its writer would have put it: what was wrong is mended, all else stands as it stood."""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Delta,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    multiply,
    rebuild,
    shift,
)
from symbolic.search.rewriting.order import negated, split, total
from symbolic.search.rewriting.tidy import added, multiplied, raised, summed, touches


def mended(term: Term, printed: Term) -> Term:
    """`term` without trivial factors and deltas that a sum contracts; `printed` is what it was made from.

    A sign that is new goes into a difference: `-(y - p)*x` becomes `(p - y)*x`.
    """
    term = plain(term)
    if isinstance(term, Mul) and split(term)[0] < 0 < split(plain(printed))[0]:
        return _turned(negated(term)) or term
    return term


def plain(term: Term) -> Term:
    """What nobody writes is gone; nothing is moved out of sums."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = _plain(rebuild(t, visit))
        return done[t]

    return visit(term)


def _plain(term: Term) -> Term:
    match term:
        case Mul():
            flat = _factors(multiply(term))
            roots = [f for f in flat if isinstance(f, Power) and f.exponent.denominator > 1]  # as they were written
            return multiply(multiplied(f for f in flat if f not in roots), *roots)
        case Add(terms=terms):
            return added(terms)
        case Power(base=Power(base=base, exponent=root), exponent=exponent) if exponent.denominator == 1:
            return raised(base, root * exponent)
        case Power(base=base, exponent=exponent):
            return raised(base, exponent)
        case Sum(size=size, body=body) if not body.loose or any(map(_contracts, _factors(body))):
            return summed(size, body)
        case Sum(size=size, body=Mul(factors=factors)) if any(map(_is_number, factors)):
            inside = multiplied(f for f in factors if not _is_number(f))
            return multiplied((*filter(_is_number, factors), Sum(size, inside)))
    return term


def out_of_the_sum(size: str, body: Term) -> Term:
    """A sum, with factors that its index does not move before it; exponentials and reciprocals stay together."""
    inside: list[Term] = []
    outside: list[Term] = []
    for f in _factors(plain(body)):
        match f:
            case Apply(function="exp") | Power(exponent=Fraction(numerator=-1)):
                inside.append(f)
            case _:
                (inside if touches(f) else outside).append(f)
    return multiplied((*(shift(f, -1) for f in outside), Sum(size, multiplied(inside))))


def _is_number(term: Term) -> bool:
    """`2`, `N`, `1/N`."""
    return isinstance(term.base if isinstance(term, Power) else term, Rational | Size)


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def _contracts(factor: Term) -> bool:
    return isinstance(factor, Delta) and Bound(0) in (factor.left, factor.right)


def _turned(term: Term) -> Term | None:
    """The negative of a product, by a difference in it that is turned round."""
    match term:
        case Add(terms=terms) if any(split(t)[0] < 0 for t in terms):
            return total(map(negated, terms))
        case Mul(factors=factors):
            for n, factor in enumerate(factors):
                if (turned := _turned(factor)) is not None:
                    return Mul((*factors[:n], turned, *factors[n + 1 :]))
        case Sum(size=size, body=body):
            return None if (turned := _turned(body)) is None else Sum(size, turned)
    return None
