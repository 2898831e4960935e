"""Tangents for the exponentials of a polynomial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import NEGATIVE, POSITIVE
from symbolic.search.certificates.bounds.tangents import Tangent
from symbolic.search.certificates.readable.readback import Scope, index_names
from symbolic.search.certificates.readable.spread import Spread, exponent_apart, logarithms

MOST_POINTS, MOST_MONOMIALS = 3, 12


@dataclass(frozen=True, slots=True)
class Exponential:
    """The sum over `scope` of weight * e^exponent."""

    scope: Scope
    weight: Polynomial
    exponent: Polynomial


def exp_tangents(algebra: Algebra, parts: Spread) -> Iterator[list[Tangent]]:
    """Tangents at the exponents that are subtracted, for all that is added."""
    every = [e for scope, p in parts.items() for e in _exponentials(algebra, scope, p)]
    if len(every) > MOST_MONOMIALS or not any(e.exponent for e in every):
        return
    added = [e for e in every if not algebra.sign(e.weight) & NEGATIVE]
    taken = [e for e in every if not algebra.sign(e.weight) & POSITIVE]
    points = {e.exponent.key(): e.exponent for e in every if e not in added and not e.scope and e.exponent}
    points[ZERO.key()] = ZERO
    for b in list(points.values())[:MOST_POINTS]:
        found = [t for e in added if (t := _at(algebra, _seen_as_exp(algebra, e, b), b)) is not None]
        if found:
            yield found
    for scope in dict.fromkeys(e.scope for e in taken if e.scope):
        inside = [e for e in taken if e.scope == scope]
        for a in [e for e in added if not e.scope][:MOST_POINTS]:
            yield [
                Tangent(scope, e.weight.scaled(-1) * algebra.exp(e.exponent), a.exponent - e.exponent) for e in inside
            ]


def _at(algebra: Algebra, e: Exponential, b: Polynomial) -> Tangent | None:
    u = e.exponent - b
    return Tangent(e.scope, e.weight * algebra.exp(b), u) if u else None


def _seen_as_exp(algebra: Algebra, e: Exponential, b: Polynomial) -> Exponential:
    """w v as w e^(log v), where v > 0 moves with the scope: for means of logarithms."""
    if not e.scope or not _has_logarithm(algebra, e.exponent if e.exponent else b):
        return e
    names = {name for name, _ in e.scope}
    [(code, c)] = e.weight.terms.items() if len(e.weight.terms) == 1 else [(0, 0)]
    own = sum(monomial(g, k) for g, k in factors(code) if index_names(algebra, g) & names)
    v = Polynomial({own: 1}, e.weight.reach)
    if not own or algebra.sign(v) != POSITIVE:
        return e
    return Exponential(e.scope, Polynomial({code - own: c}, e.weight.reach), e.exponent + algebra.log(v))


def _has_logarithm(algebra: Algebra, p: Polynomial) -> bool:
    inner = (algebra.table[g][0] for g in p.generators())
    return bool(logarithms(algebra, p)) or any(
        logarithms(algebra, body) for head in inner if head.kind == "sum" for body in head.bodies
    )


def _exponentials(algebra: Algebra, scope: Scope, p: Polynomial) -> Iterator[Exponential]:
    found: dict[frozenset[tuple[int, object]], tuple[Polynomial, Polynomial]] = {}
    for code, c in p.terms.items():
        rest, exponent = exponent_apart(algebra, code)
        key = exponent.key() if exponent else frozenset([(code, c)])
        weight, _ = found.get(key, (ZERO, exponent))
        found[key] = weight + Polynomial({rest: c}, p.reach), exponent
    yield from (Exponential(scope, weight, exponent) for weight, exponent in found.values())
