"""Products without factors that cancel: `sigma(u) sigma(-u) (y/sigma(u) - (1-y)/sigma(-u))` has no quotient in truth.

Factors cancel that are positive wherever they are defined but may underflow to 0, and entries of arrays: `x log(x)` has
the slope `log(x) + 1`, also where x is 0 and `x/x` has no value.
"""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.terms import Add, Entry, Mul, Power, Rational, Term, add, multiply, power
from symbolic.language.algebra import is_positive


def cancelled(*factors: Term) -> Term:
    """The product, multiplied out where a sum holds the inverse of another factor."""
    whole = merged(multiply(*(part for f in factors for part in _opened(f))))
    for n, f in enumerate(_factors(whole)):
        others = _factors(whole)[:n] + _factors(whole)[n + 1 :]
        bases = {_base(o)[0] for o in others if _base(o)[1] > 0 and _may_cancel(o)}
        if isinstance(f, Add) and any(_inverse_of(t) & bases for t in f.terms):
            return add(*(cancelled(*others, t) for t in f.terms))
    return whole


def _opened(factor: Term) -> tuple[Term, ...]:
    """An integer power of a product as powers of its factors."""
    match factor:
        case Mul(factors=factors):
            return tuple(part for f in factors for part in _opened(f))
        case Power(base=Mul(factors=factors), exponent=exponent) if exponent.denominator == 1:
            return tuple(power(base, by * exponent) for f in factors for base, by in [_base(f)])
    return (factor,)


def merged(term: Term) -> Term:
    """A product with the powers of each positive factor put together."""
    powers: dict[Term, Fraction] = {}
    for f in _factors(term):
        base, exponent = _base(f)
        if _may_cancel(f):
            powers[base] = powers.get(base, Fraction(0)) + exponent
    if len(powers) == sum(_may_cancel(f) for f in _factors(term)):
        return term
    kept: list[Term] = []
    for f in _factors(term):
        base, _ = _base(f)
        if not _may_cancel(f):
            kept.append(f)
        elif exponent := powers.pop(base, Fraction(0)):
            kept.append(power(base, exponent))
    return multiply(*kept)


def _may_cancel(factor: Term) -> bool:
    base, _ = _base(factor)
    return isinstance(base, Entry) or (not isinstance(base, Rational) and is_positive(base))


def _inverse_of(term: Term) -> set[Term]:
    return {base for base, exponent in map(_base, _factors(term)) if exponent < 0}


def _base(factor: Term) -> tuple[Term, Fraction]:
    return (factor.base, factor.exponent) if isinstance(factor, Power) else (factor, Fraction(1))


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)
