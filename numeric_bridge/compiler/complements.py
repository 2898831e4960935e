"""Differences that cancel, each as a product or a function that does not.

1 - sigma(u) = sigma(-u)                    1 - tanh(u)^2 = 4 sigma(2u) sigma(-2u)
softplus(u) - u = softplus(-u)              softplus(u) - y u = y softplus(-u) + (1 - y) softplus(u)
sigma(u) - sigma(-u) = tanh(u/2)            (exp(u) - exp(v))/(exp(u) + exp(v)) = tanh((u - v)/2)
exp(u) - 1 = expm1(u)                       sigma(u) - y = (1 - y) sigma(u) - y sigma(-u), for an entry y
x - x^2 = x (1 - x), for x = sigma(u)       log(1 + u) = log1p(u), see `stable.py`
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import permutations

from numeric_bridge.compiler.signs import is_negative, minus
from symbolic.kernel.terms import (
    ONE,
    Add,
    Apply,
    Entry,
    Mul,
    Power,
    Term,
    add,
    multiply,
    number,
    rebuild,
)


def complemented(term: Term) -> Term:
    """`term`, equal where it is defined, with the differences above replaced wherever they stand."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = rebuild(t, visit)
            done[t] = complement(inner) if isinstance(inner, Add) else inner
        return done[t]

    return visit(term)


def complement(term: Term) -> Term:
    """A sum in which no pair of terms is one of the differences above, if it was a sum."""
    if not isinstance(term, Add):
        return term
    for a, b in permutations(term.terms, 2):
        found = _pair(a, b)
        if found is not None:
            rest = Counter(term.terms) - Counter((a, b))
            return complement(add(*rest.elements(), found))
    return term


def _pair(a: Term, b: Term) -> Term | None:
    """`a + b` without cancellation, if it is one of the known differences or the negative of one."""
    found = _difference(a, minus(b))
    if found is None and is_negative(a):
        found = _difference(minus(a), b)
        return None if found is None else minus(found)
    return found


def _difference(a: Term, b: Term) -> Term | None:
    """`a - b`."""
    match a, b:
        case _, Apply(function="sigmoid", arguments=(u,)) if a is ONE:
            return Apply("sigmoid", (minus(u),))
        case _, Power(base=Apply(function="tanh", arguments=(u,)), exponent=exponent) if a is ONE and exponent == 2:
            twice = multiply(number(2), u)
            return multiply(number(4), Apply("sigmoid", (twice,)), Apply("sigmoid", (minus(twice),)))
        case Apply(function="exp", arguments=(u,)), _ if b is ONE:
            return Apply("expm1", (u,))
        case Apply(function="sigmoid", arguments=(u,)), Power(base=x, exponent=by) if x is a and by == 2:
            return multiply(a, Apply("sigmoid", (minus(u),)))
        case Apply(function="sigmoid", arguments=(u,)), Apply(function="sigmoid", arguments=(v,)) if v is minus(u):
            return Apply("tanh", (multiply(number(Fraction(1, 2)), u),))
        case Apply(function="sigmoid", arguments=(u,)), Entry():
            other = multiply(b, Apply("sigmoid", (minus(u),)))
            return add(multiply(add(ONE, minus(b)), a), minus(other))
        case Apply(function="softplus", arguments=(u,)), _:
            return _softplus_less(a, u, b)
    return None


def tangent(factors: tuple[Term, ...]) -> Term | None:
    """A product with `(exp(u) - exp(v)) / (exp(u) + exp(v))`, as one with `tanh((u - v)/2)`."""
    for top, bottom in permutations(factors, 2):
        match top, bottom:
            case Add(terms=(Apply(function="exp", arguments=(u,)) as a, b)), Power(base=Add(terms=pair), exponent=by):
                e = minus(b)
                if by == -1 and isinstance(e, Apply) and e.function == "exp" and Counter(pair) == Counter((a, e)):
                    rest = Counter(factors) - Counter((top, bottom))
                    half = multiply(number(Fraction(1, 2)), add(u, minus(e.arguments[0])))
                    return multiply(*rest.elements(), Apply("tanh", (half,)))
    return None


def _softplus_less(a: Term, u: Term, b: Term) -> Term | None:
    """`softplus(u) - y u`."""
    others = Counter(_factors(b)) - Counter(_factors(u))
    if Counter(_factors(b)) - others != Counter(_factors(u)):
        return None
    y, mirrored = multiply(*others.elements()), Apply("softplus", (minus(u),))
    return mirrored if y is ONE else add(multiply(y, mirrored), multiply(add(ONE, minus(y)), a))


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)
