"""How hard a term is to read."""

from __future__ import annotations

from symbolic.kernel.terms import Add, Apply, Bracket, Delta, Derivative, Entry, Mul, Power, Rational, Size, Sum, Term


def cost(term: Term) -> float:
    """About the number of signs on paper; sums, fractions and large exponents weigh more."""
    known: dict[Term, float] = {}

    def of(t: Term) -> float:
        if t not in known:
            known[t] = own(t) + sum(map(of, t.children()))
        return known[t]

    def own(t: Term) -> float:
        match t:
            case Rational(value=value):
                return 0.5 if abs(value) == 1 else 1.0 if value.denominator == 1 else 1.8
            case Size():
                return 1.0
            case Entry(indices=indices):
                return 1.0 + 0.4 * len(indices)
            case Add(terms=parts) | Mul(factors=parts):
                return 0.6 * (len(parts) - 1) + (0.4 if isinstance(t, Add) else 0)
            case Power(exponent=exponent):
                return 0.7 if exponent == -1 else 1.2
            case Sum():
                return 2.0
            case Apply():
                return 1.5
            case Delta():
                return 2.0
            case Bracket():
                return 1.5
            case Derivative():
                return 100.0
        return 1.0

    return of(term)
