"""A term as `coefficient * factors * exp(exponent)`: the form in which exponentials meet before they can overflow.

A sum of exponentials is `exp(m) * sum exp(u - m)` with m its largest exponent, so that in a quotient such as
`exp(z_k) / sum_j exp(z_j)` only the difference `z_k - m <= 0` is ever exponentiated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from numeric_bridge.compiler.largest import Largest, indices_of, mentions
from symbolic.kernel.terms import (
    ONE,
    Add,
    Apply,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    add,
    index_atoms,
    instantiate,
    multiply,
    number,
    power,
    shift,
    walk,
)
from symbolic.language.algebra import is_positive

Combination = dict[Term, Fraction]
"""A linear combination of terms, in the order in which they were met."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """`coefficient * product of factor^power * exp(exponent)`; `sources` counts the exponentials that were merged."""

    coefficient: Fraction
    factors: tuple[tuple[Term, Fraction], ...] = ()
    exponent: tuple[tuple[Term, Fraction], ...] = ()
    sources: int = 0

    def raised(self, by: Fraction) -> Scaled:
        """This to an integer power."""
        factors = tuple((f, p * by) for f, p in self.factors)
        exponent = tuple((t, c * by) for t, c in self.exponent)
        return Scaled(self.coefficient ** int(by), factors, exponent, self.sources)

    def is_positive(self) -> bool:
        return self.coefficient > 0 and all(is_positive(f) for f, _ in self.factors)

    def plain(self) -> Term:
        """The term without its exponential."""
        powers = (power(f, p) for f, p in self.factors)
        return multiply(number(self.coefficient), *powers)

    def term(self) -> Term:
        return multiply(self.plain(), *(exponentials(self.exponent) if self.exponent else ()))


def combined(parts: tuple[tuple[Term, Fraction], ...]) -> Term:
    """The linear combination as a term, what is subtracted last."""
    return add(*(multiply(number(c), t) for t, c in sorted(parts, key=lambda part: part[1] < 0)))


def exponentials(exponent: tuple[tuple[Term, Fraction], ...]) -> list[Term]:
    """`exp(u + v - 2 m)` as `exp(u - m) exp(v - m)`, if m is the largest of what u and v are entries of.

    A product of softmaxes is then one of arrays that are needed anyway. Else one exponential, safe from overflow.
    """
    left = dict(exponent)
    found: list[Term] = []
    for top in [t for t, c in exponent if isinstance(t, Largest) and c < 0]:
        for index in dict.fromkeys(a for t in left for s in walk(t) for i in indices_of(s) for a in index_atoms(i)):
            own = linear(instantiate(top.body, index))
            while left.get(top, 0) < 0 and all(left.get(t, 0) * c >= c * c for t, c in own):
                for t, c in (*own, (top, Fraction(-1))):
                    left[t] -= c
                found.append(Apply("exp", (combined((*own, (top, Fraction(-1)))),)))
    return [Apply("exp", (combined(exponent),))] if any(left.values()) else found


def linear(term: Term) -> tuple[tuple[Term, Fraction], ...]:
    """A term as a linear combination."""
    parts: Combination = {}
    for t in term.terms if isinstance(term, Add) else (term,):
        factors = t.factors if isinstance(t, Mul) else (t,)
        coefficient = Fraction(1)
        for f in factors:
            coefficient *= f.value if isinstance(f, Rational) else 1
        rest = multiply(*(f for f in factors if not isinstance(f, Rational)))
        parts[rest] = parts.get(rest, Fraction(0)) + coefficient
    return tuple((t, c) for t, c in parts.items() if c)


def _times(parts: list[Scaled]) -> Scaled:
    coefficient, factors, exponent = Fraction(1), [], dict[Term, Fraction]()
    merged: Combination = {}
    for part in parts:
        coefficient *= part.coefficient
        for f, p in part.factors:
            if is_positive(f):
                merged[f] = merged.get(f, Fraction(0)) + p
            else:
                factors.append((f, p))
        for t, c in part.exponent:
            exponent[t] = exponent.get(t, Fraction(0)) + c
    kept = (*factors, *((f, p) for f, p in merged.items() if p))
    return Scaled(coefficient, kept, tuple((t, c) for t, c in exponent.items() if c), sum(p.sources for p in parts))


def scaled(term: Term, stable: Callable[[Term], Term], done: dict[Term, Scaled], shifted: bool = True) -> Scaled:
    """The scaled form; what it is made of is itself made `stable`. Sums stay whole if not `shifted`."""
    if term not in done:
        done[term] = _scaled(term, stable, done, shifted)
    return done[term]


def _scaled(term: Term, stable: Callable[[Term], Term], done: dict[Term, Scaled], shifted: bool) -> Scaled:
    match term:
        case Rational(value=value):
            return Scaled(value)
        case Apply(function="exp", arguments=(u,)):
            return Scaled(Fraction(1), (), linear(stable(u)), 1)
        case Mul(factors=factors):
            return _times([scaled(f, stable, done, shifted) for f in factors])
        case Power(base=base, exponent=exponent):
            inner = scaled(base, stable, done, shifted)
            if inner.exponent and (inner.coefficient or exponent > 0):
                return _raised(inner, exponent)
        case Sum(size=size, body=body) if shifted and not isinstance(term, Largest):
            inner = scaled(body, stable, done, shifted)
            if inner.exponent:
                return _summed(size, inner)
        case Add(terms=terms) if shifted:
            parts = [scaled(t, stable, done, shifted) for t in terms]
            if any(p.exponent for p in parts) and all(p.is_positive() for p in parts):
                return _added(parts)
    return Scaled(Fraction(1), ((stable(term), Fraction(1)),))


def _raised(inner: Scaled, exponent: Fraction) -> Scaled:
    if exponent.denominator == 1:
        return inner.raised(exponent)
    positive = tuple((f, p * exponent) for f, p in inner.factors if is_positive(f))
    rest = Scaled(inner.coefficient, tuple((f, p) for f, p in inner.factors if not is_positive(f))).plain()
    root = () if rest is ONE else ((power(rest, exponent), Fraction(1)),)
    return Scaled(Fraction(1), (*root, *positive), tuple((t, c * exponent) for t, c in inner.exponent), inner.sources)


def _summed(size: str, inner: Scaled) -> Scaled:
    """`sum_k w exp(u) = exp(m) sum_k w exp(u - m)`, m the largest u; what does not depend on k goes in front."""
    own = tuple((t, c) for t, c in inner.exponent if mentions(t))
    outer = tuple((shift(t, -1), c) for t, c in inner.exponent if not mentions(t))
    before = tuple((shift(f, -1), p) for f, p in inner.factors if not mentions(f))
    weight = Scaled(Fraction(1), tuple((f, p) for f, p in inner.factors if mentions(f))).plain()
    if not own:
        whole = Sum(size, weight) if mentions(weight) else Size(size)
        return Scaled(inner.coefficient, (*before, (whole, Fraction(1))), outer, 1)
    top = Largest(size, combined(own))
    shifted = Apply("exp", (combined((*own, (shift(top, 1), Fraction(-1)))),))
    whole = Sum(size, multiply(weight, shifted))
    return Scaled(inner.coefficient, (*before, (whole, Fraction(1))), (*outer, (top, Fraction(1))), 1)


def _added(parts: list[Scaled]) -> Scaled:
    """`exp(a) + exp(b) = exp(m) (exp(a - m) + exp(b - m))`, with m = max(a, b)."""
    top = Apply("max", tuple(dict.fromkeys(combined(p.exponent) for p in parts)))
    shifted = (Scaled(p.coefficient, p.factors, (*p.exponent, (top, Fraction(-1)))).term() for p in parts)
    return Scaled(Fraction(1), ((add(*shifted), Fraction(1)),), ((top, Fraction(1)),), 1)
