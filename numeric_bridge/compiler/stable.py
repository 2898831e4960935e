"""Terms rewritten so that floating point neither overflows nor cancels where the mathematics does not.

exp(z_k)/sum_j exp(z_j)      exp(z_k - m)/sum_j exp(z_j - m), m the largest z_j
log(sum_j exp(z_j))          m + log(sum_j exp(z_j - m))
1/(1 + exp(u))               sigma(-u)
log(1 + exp(u))              softplus(u)
log(sigma(u))                -softplus(-u)
log(1 + u)                   log1p(u)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from numeric_bridge.compiler.cancelled import cancelled
from numeric_bridge.compiler.complements import complement, tangent
from numeric_bridge.compiler.exponentials import Scaled, combined, scaled
from numeric_bridge.compiler.signs import minus
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
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            match rebuild(t, visit):
                case Apply(function="log1p", arguments=(u,)):
                    done[t] = Apply("log", (add(ONE, u),))
                case Apply(function="expm1", arguments=(u,)):
                    done[t] = add(Apply("exp", (u,)), MINUS_ONE)
                case other:
                    done[t] = other
        return done[t]

    return visit(term)


def stabilised(term: Term, *, shifted: bool = True) -> Term:
    """`term`, equal where it is defined, in the stable forms above. It holds no `Derivative`.

    If not `shifted`, sums of exponentials are left as they are, since the largest of something has no derivative.
    """
    return Stabiliser(shifted).stable(term)


@dataclass(slots=True)
class Stabiliser:
    """Stable forms of terms, each found once."""

    shifted: bool
    done: dict[Term, Term] = field(default_factory=dict)
    forms: dict[Term, Scaled] = field(default_factory=dict)

    def stable(self, term: Term) -> Term:
        if term not in self.done:
            self.done[term] = self._form(term)
        return self.done[term]

    def _parts(self, term: Term) -> Scaled:
        return scaled(term, self.stable, self.forms, self.shifted)

    def _form(self, t: Term) -> Term:
        match t:
            case Apply(function="log", arguments=(argument,)):
                return self._logarithm(argument)
            case Mul(factors=factors) if (whole := tangent(factors) or self._spread(factors)) is not None:
                return self.stable(whole)
            case Mul(factors=factors):
                merged = self._parts(t).sources > 1
                return self._parts(t).term() if merged else cancelled(*map(self.stable, factors))
            case Power(base=base) if self._parts(base).sources > 1 and self._parts(base).exponent:
                return self._parts(t).term()
            case Power(base=base, exponent=exponent) if exponent == -1 and (u := _logistic(self.stable(base))):
                return Apply("sigmoid", (minus(u),))
            case Add(terms=terms):
                return complement(add(*map(self.stable, terms)))
        return rebuild(t, self.stable)

    def _spread(self, factors: tuple[Term, ...]) -> Term | None:
        """A product with a sum that holds exponentials, multiplied out if other factors hold them too."""
        for n, f in enumerate(factors):
            others = (*factors[:n], *factors[n + 1 :])
            if not isinstance(f, Add) or self._parts(f).exponent or not any(self._parts(t).exponent for t in f.terms):
                continue
            if any(self._parts(o).exponent for o in others):
                return add(*(multiply(*others, t) for t in f.terms))
        return None

    def _logarithm(self, argument: Term) -> Term:
        u = _logistic(self.stable(argument))
        if u is not None:
            return Apply("softplus", (u,))
        whole = self._parts(argument)
        logs = [multiply(number(p), _log(f)) for f, p in whole.factors if is_positive(f)]
        rest = Scaled(whole.coefficient, tuple((f, p) for f, p in whole.factors if not is_positive(f))).plain()
        if not whole.exponent and (rest is not ONE or len(logs) != 1):
            return _log(self.stable(argument))
        return add(combined(whole.exponent), *logs, *([] if rest is ONE else [_log(rest)]))


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
