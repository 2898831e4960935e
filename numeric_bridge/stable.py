"""Terms rewritten so that floating point neither overflows nor cancels where the mathematics does not.

exp(z_k)/sum_j exp(z_j)      exp(z_k - m)/sum_j exp(z_j - m), m the largest z_j
log(sum_j exp(z_j))          m + log(sum_j exp(z_j - m))
1/(1 + exp(u))               sigma(-u)
log(1 + exp(u))              softplus(u)
log(sigma(u))                -softplus(-u)
log(1 + u)                   log1p(u)
"""

from __future__ import annotations

from fractions import Fraction

from numeric_bridge.cancelled import cancelled
from numeric_bridge.complements import complement, tangent
from numeric_bridge.exponentials import Scaled, combined, scaled
from numeric_bridge.signs import minus
from symbolic.kernel.derivative import derivative
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Apply,
    Derivative,
    Mul,
    Power,
    Rational,
    Term,
    add,
    multiply,
    number,
    rebuild,
)
from symbolic.language.algebra import is_positive


def differentiated(term: Term) -> Term:
    """`term` with every `Derivative` taken of a stable form: that of `log(sigma(u))` has no quotient by `sigma(u)`."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = rebuild(t, visit)
            match inner:
                case Derivative(body=body, array=array, indices=indices):
                    inner = derivative(tabled(stabilised(body, shifted=False)), array, indices)
            done[t] = inner
        return done[t]

    return visit(term)


def tabled(term: Term) -> Term:
    """`term` with the functions that the derivative table does not know written out."""
    match rebuild(term, tabled):
        case Apply(function="log1p", arguments=(u,)):
            return Apply("log", (add(ONE, u),))
        case Apply(function="expm1", arguments=(u,)):
            return add(Apply("exp", (u,)), MINUS_ONE)
        case other:
            return other


def stabilised(term: Term, *, shifted: bool = True) -> Term:
    """`term`, equal where it is defined, in the stable forms above. It holds no `Derivative`.

    If not `shifted`, sums of exponentials are left as they are, since the largest of something has no derivative.
    """
    done: dict[Term, Term] = {}
    forms: dict[Term, Scaled] = {}

    def stable(t: Term) -> Term:
        if t not in done:
            done[t] = form(t)
        return done[t]

    def parts(t: Term) -> Scaled:
        return scaled(t, stable, forms, shifted)

    def form(t: Term) -> Term:
        match t:
            case Apply(function="log", arguments=(argument,)):
                return logarithm(argument)
            case Mul(factors=factors) if (whole := tangent(factors)) is not None:
                return stable(whole)
            case Mul(factors=factors):
                return spread(factors) or (
                    parts(t).term() if parts(t).sources > 1 else cancelled(*map(stable, factors))
                )
            case Power(base=base) if parts(base).sources > 1 and parts(base).exponent:
                return parts(t).term()
            case Power(base=base, exponent=exponent) if exponent == -1 and (u := _logistic(stable(base))):
                return Apply("sigmoid", (minus(u),))
            case Add(terms=terms):
                return complement(add(*map(stable, terms)))
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
            return minus(Apply("softplus", (minus(u),)))
        case Power(base=base, exponent=exponent) if is_positive(base):
            return multiply(number(exponent), _log(base))
        case Add(terms=terms) if ONE in terms:
            rest = list(terms)
            rest.remove(ONE)
            return Apply("log1p", (add(*rest),))
    return ZERO if argument is ONE else Apply("log", (argument,))


def _logistic(term: Term) -> Term | None:
    """u, if the term is `1 + exp(u)`."""
    match term:
        case Add(terms=(Rational(value=Fraction(numerator=1, denominator=1)), Apply(function="exp", arguments=(u,)))):
            return u
        case Add(terms=(Apply(function="exp", arguments=(u,)), Rational(value=Fraction(numerator=1, denominator=1)))):
            return u
    return None
