"""How hard a term is to read."""

from __future__ import annotations

from functools import lru_cache

from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
)

FRACTION = 1.2
"""What one more fraction bar costs."""

MOST_TERMS = 4096
"""Of so many terms it is remembered what they cost."""


@lru_cache(maxsize=MOST_TERMS)
def cost(term: Term) -> float:
    """About the number of signs on paper; sums, fractions and large exponents weigh more."""
    return _own(term) + sum(map(cost, term.children()))


def _own(term: Term) -> float:
    match term:
        case Rational(value=value):
            return 0.5 if abs(value) == 1 else 1.0 if value.denominator == 1 else 1.8
        case Size():
            return 1.0
        case Entry(indices=indices):
            return 1.0 + 0.4 * len(indices)
        case Add(terms=terms):
            return 0.6 * (len(terms) - 1) + 0.4
        case Mul(factors=factors):
            below = sum(isinstance(f, Power) and f.exponent < 0 for f in factors)
            nested = below and any(map(_fraction, (s for f in factors if isinstance(f, Add) for s in f.terms)))
            return 0.6 * (len(factors) - 1) - FRACTION * (max(0, below - 1) - bool(nested))
        case Power(exponent=exponent):
            return (FRACTION if exponent < 0 else 0.0) + (0.5 if abs(exponent) == 1 else 1.2)
        case Sum():
            return 2.0
        case Apply():
            return 1.5
        case Delta(left=left, right=right):
            return 4.0 if isinstance(left, Bound) or isinstance(right, Bound) else 2.0
        case Bracket():
            return 1.5
        case Derivative():
            return 100.0
    return 1.0


def _fraction(term: Term) -> bool:
    return isinstance(term, Mul | Power) and any(
        isinstance(f, Power) and f.exponent < 0 for f in (term.factors if isinstance(term, Mul) else (term,))
    )
