"""A product as a list of factors in which parts of it can be found, and back."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from symbolic.kernel.terms import ZERO, Add, Apply, Mul, Power, Rational, Term, multiply, number, power, rebuild

SQUARE, LARGEST_POWER = 2, 4


def plain_products(term: Term) -> Term:
    """`term` with products of products as one, without factors 1, and reciprocals of
    single factors: `(2 x)^-1` as `1/2 x^-1`, and `(x^e)^n` as `x^(e n)` for integers n.
    """
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = _plain(rebuild(t, visit))
        return done[t]

    return visit(term)


def _plain(term: Term) -> Term:
    match term:
        case Mul(factors=factors) if ZERO not in factors:
            return _one_number(multiply(*factors))
        case Power(base=Rational(value=value), exponent=n) if value and n.denominator == 1:
            return number(value ** int(n))
        case Power(base=Power(base=base, exponent=e), exponent=n) if n.denominator == 1:
            return power(base, e * n)
        case Power(base=Mul(factors=factors), exponent=n) if n < 0 and n.denominator == 1 and ZERO not in factors:
            return _one_number(multiply(*(_plain(power(f, n)) for f in factors)))
        case _:
            return term


def _one_number(term: Term) -> Term:
    """A product with at most one number, in front."""
    if not isinstance(term, Mul):
        return term
    value = prod((f.value for f in term.factors if isinstance(f, Rational)), start=Fraction(1))
    return multiply(number(value), *(f for f in term.factors if not isinstance(f, Rational)))


def exponentials(factor: Term) -> Sequence[Term]:
    """`exp(a + b)` as `exp(a)` and `exp(b)`."""
    match factor:
        case Apply(function="exp", arguments=(Add(terms=terms),)):
            return [Apply("exp", (t,)) for t in terms]
        case _:
            return [factor]


def factors_of(term: Term) -> list[Term]:
    """The factors, with `x^-2` as `x^-1` twice."""
    found: list[Term] = []
    for f in term.factors if isinstance(term, Mul) else (term,):
        match _power_of_powers(f):
            case Power(base=base, exponent=e) if e.denominator == 1 and SQUARE <= abs(e) <= LARGEST_POWER:
                found += [Power(base, Fraction(-1)) if e < 0 else base] * abs(int(e))
            case Mul() as product:
                found += factors_of(product)
            case factor:
                found.append(factor)
    return found


def _power_of_powers(term: Term) -> Term:
    """`(x^2)^-1` as `x^-2`."""
    match term:
        case Power(base=Power(base=base, exponent=e), exponent=f) if e.denominator == f.denominator == 1:
            return _power_of_powers(Power(base, e * f))
        case _:
            return term


def collected(factors: Sequence[Term]) -> list[Term]:
    """Equal factors as one power."""
    counts: dict[Term, int] = {}
    for f in factors:
        counts[f] = counts.get(f, 0) + 1
    return [_power(f, n) for f, n in counts.items()]


def _power(factor: Term, times: int) -> Term:
    match factor:
        case _ if times == 1:
            return factor
        case Power(base=base, exponent=e):
            return Power(base, e * times)
        case _:
            return Power(factor, Fraction(times))
