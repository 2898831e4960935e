"""Terms rewritten so that floating point neither overflows nor cancels where the mathematics does not.

exp(z_k)/sum_j exp(z_j)      exp(z_k - m)/sum_j exp(z_j - m), m the largest z_j
log(sum_j exp(z_j))          m + log(sum_j exp(z_j - m))
1/(1 + exp(u)), 1 - sigma(u) sigma(-u)
log(1 + exp(u))              softplus(u)
log(sigma(u))                -softplus(-u)
"""

from __future__ import annotations

from fractions import Fraction

from numeric_bridge.exponentials import Scaled, combined, scaled
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Apply,
    Mul,
    Power,
    Rational,
    Term,
    add,
    multiply,
    negate,
    number,
    rebuild,
)
from symbolic.language.algebra import is_positive


def stabilised(term: Term) -> Term:
    """`term`, equal where it is defined, in the stable forms above. It holds no `Derivative`."""
    done: dict[Term, Term] = {}
    forms: dict[Term, Scaled] = {}

    def stable(t: Term) -> Term:
        if t not in done:
            done[t] = form(t)
        return done[t]

    def parts(t: Term) -> Scaled:
        return scaled(t, stable, forms)

    def form(t: Term) -> Term:
        match t:
            case Apply(function="log", arguments=(argument,)):
                return logarithm(argument)
            case Mul(factors=factors):
                return spread(factors) or (parts(t).term() if parts(t).sources > 1 else multiply(*map(stable, factors)))
            case Power(base=base) if parts(base).sources > 1 and parts(base).exponent:
                return parts(t).term()
            case Power(base=base, exponent=exponent) if exponent == -1 and (u := _logistic(stable(base))):
                return Apply("sigmoid", (negate(u),))
            case Add(terms=terms):
                return _complement(add(*map(stable, terms)))
        return rebuild(t, stable)

    def spread(factors: tuple[Term, ...]) -> Term | None:
        """A product with a sum that holds exponentials, multiplied out if other factors hold them too."""
        for n, f in enumerate(factors):
            others = (*factors[:n], *factors[n + 1 :])
            if not isinstance(f, Add) or parts(f).exponent or not any(parts(t).exponent for t in f.terms):
                continue
            if any(parts(o).exponent for o in others):
                return stable(add(*(multiply(*others, t) for t in f.terms)))
        return None

    def logarithm(argument: Term) -> Term:
        u = _logistic(stable(argument))
        if u is not None:
            return Apply("softplus", (u,))
        whole = parts(argument)
        logs = [multiply(number(p), _log(f)) for f, p in whole.factors if is_positive(f)]
        rest = Scaled(whole.coefficient, tuple((f, p) for f, p in whole.factors if not is_positive(f))).plain()
        if not whole.exponent and (rest is not ONE or len(logs) != 1):
            return _log(stable(argument))
        return add(combined(whole.exponent), *logs, *([] if rest is ONE else [_log(rest)]))

    return stable(term)


def _log(argument: Term) -> Term:
    match argument:
        case Apply(function="sigmoid", arguments=(u,)):
            return negate(Apply("softplus", (negate(u),)))
        case Power(base=base, exponent=exponent) if is_positive(base):
            return multiply(number(exponent), _log(base))
    return ZERO if argument is ONE else Apply("log", (argument,))


def _logistic(term: Term) -> Term | None:
    """u, if the term is `1 + exp(u)`."""
    match term:
        case Add(terms=(Rational(value=Fraction(numerator=1, denominator=1)), Apply(function="exp", arguments=(u,)))):
            return u
        case Add(terms=(Apply(function="exp", arguments=(u,)), Rational(value=Fraction(numerator=1, denominator=1)))):
            return u
    return None


def _complement(term: Term) -> Term:
    """`1 - sigma(u)` as `sigma(-u)`."""
    match term:
        case Add(terms=(a, b)):
            for one, other in ((a, b), (b, a)):
                if one is ONE and isinstance(other, Mul) and len(other.factors) == 2 and MINUS_ONE in other.factors:
                    (inner,) = (f for f in other.factors if f is not MINUS_ONE)
                    if isinstance(inner, Apply) and inner.function == "sigmoid":
                        return Apply("sigmoid", (negate(inner.arguments[0]),))
    return term
