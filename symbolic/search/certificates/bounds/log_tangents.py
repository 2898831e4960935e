"""Tangents for the logarithms of a polynomial."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors, generator
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.search.certificates.bounds.tangents import Tangent
from symbolic.search.certificates.readable.readback import Scope
from symbolic.search.certificates.readable.spread import Spread, exponent_apart, gathered, logarithms, slope

MOST_GROUPS, MOST_SHIFTS = 6, 2
SCALES: tuple[Callable[[Fraction], Fraction], ...] = (
    lambda content: Fraction(1),
    lambda content: content,
    lambda content: content / 2,
)
"""Of what the weight is a multiple: u is the logarithm to the power 1/scale."""


@dataclass(frozen=True, slots=True)
class Logarithms:
    """The sum over `scope` of weight * (combination of logarithms), with weight >= 0."""

    scope: Scope
    weight: Polynomial
    combination: Polynomial

    @property
    def content(self) -> Fraction:
        return self.combination.content()[0]


def log_tangents(algebra: Algebra, parts: Spread) -> Iterator[list[Tangent]]:
    """Tangents whose slopes cancel the logarithms, each by itself, or with those that stand alone as constants."""
    groups = [group for scope, p in parts.items() for group in _groups(algebra, scope, p)]
    if not 0 < len(groups) <= MOST_GROUPS:
        return
    for scale in SCALES:
        yield [_tangent(g, scale(g.content), ZERO) for g in groups]
    for exponent in _exponents(algebra, parts.get((), ZERO)):
        yield [_tangent(g, Fraction(1), exponent) for g in groups]
    alone = [g for g in groups if not g.scope and g.weight.constant() is not None]
    others = [g for g in groups if g not in alone]
    if others and alone:
        yield from _with_constants(algebra, parts, alone, others)


def _with_constants(
    algebra: Algebra, parts: Spread, alone: list[Logarithms], others: list[Logarithms]
) -> Iterator[list[Tangent]]:
    """log K + sum_k p_k log p_k, sum_k p_k = 1: the constant log K is spread over the weights."""
    total = sum((gathered(algebra, g.scope, g.weight) for g in others), start=ZERO)
    if len(total.terms) != 1 or algebra.sign(total) != POSITIVE:
        return
    shift = sum((g.weight * g.combination for g in alone), start=ZERO) * algebra.inverse(total).scaled(-1)
    yield [_tangent(g, Fraction(1), shift) for g in others]
    yield [_tangent(g, Fraction(1), shift - _besides(parts[g.scope], g)) for g in others]


def _exponents(algebra: Algebra, p: Polynomial) -> list[Polynomial]:
    """The exponents of the e^b that stand alone: x log x + e^-1 touches 0 where log x is -1."""
    alone = (exponent_apart(algebra, code) for code, c in p.terms.items() if c > 0)
    return [exponent for rest, exponent in alone if rest == 0 and exponent][:MOST_SHIFTS]


def _besides(p: Polynomial, group: Logarithms) -> Polynomial:
    """What else stands with the weight of the logarithms: the -z_k of p_k (log p_k - z_k)."""
    if len(group.weight.terms) != 1:
        return ZERO
    [code] = group.weight.terms
    found = {m - code: c for m, c in p.terms.items() if _within(code, m)}
    logs = set(group.combination.terms)
    return Polynomial({m: c for m, c in found.items() if m and m not in logs}, p.reach + 1)


def _within(code: int, m: int) -> bool:
    return set(factors(code)) <= set(factors(m))


def _tangent(group: Logarithms, scale: Fraction, shift: Polynomial) -> Tangent:
    return Tangent(group.scope, group.weight.scaled(scale), group.combination.scaled(-1 / scale) + shift)


def _groups(algebra: Algebra, scope: Scope, p: Polynomial) -> Iterator[Logarithms]:
    """The logarithms of p by what they are multiplied with, up to a rational factor."""
    found: dict[frozenset[tuple[int, object]], tuple[Polynomial, Polynomial]] = {}
    for g in logarithms(algebra, p):
        weight = slope(p, g)
        if not weight or any(o in weight.generators() for o in logarithms(algebra, p)):
            continue
        scale, _ = weight.content()
        if not algebra.sign(weight) & POSITIVE:
            scale = -scale
        unit = weight.scaled(1 / scale)
        if algebra.sign(unit) & NEGATIVE:
            continue
        _, so_far = found.get(unit.key(), (unit, ZERO))
        found[unit.key()] = unit, so_far + generator(g).scaled(scale)
    yield from (Logarithms(scope, weight, logs) for weight, logs in found.values())
