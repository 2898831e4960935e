"""Spread: a polynomial as sums over scopes of plain polynomials, p = sum_S sum over S of p_S."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors, monomial
from symbolic.kernel.terms import ZERO as ZERO_TERM
from symbolic.kernel.terms import Add, Term, add
from symbolic.search.certificates.readable.readback import Scope, summed, term_of
from symbolic.search.certificates.readable.scopes import canonical

Spread = dict[Scope, Polynomial]


def spread(algebra: Algebra, p: Polynomial) -> Spread:
    """The summands of p by the scope of the one sum in each; what has no sum, or several, stands under `()`."""
    found: Spread = {}
    for code, c in p.terms.items():
        sums = [(g, e) for g, e in factors(code) if e > 0 and algebra.table[g][0].kind == "sum"]
        scope: Scope = ()
        part = Polynomial({code: c}, p.reach)
        if len(sums) == 1 and sums[0][1] == 1:
            [(g, _)] = sums
            head, indices = algebra.table[g]
            scope = canonical(map(str, head.data))
            body = algebra.opened(head, indices, [name for name, _ in scope])[0]
            part = Polynomial({code - monomial(g): c}, p.reach) * body
        found[scope] = found.get(scope, ZERO) + part
    return found


def gathered(algebra: Algebra, scope: Scope, p: Polynomial) -> Polynomial:
    """The sum of p over the scope."""
    return algebra.sum(p, dict(scope)) if scope else p


def spread_term(algebra: Algebra, parts: Spread) -> Term:
    """The sum of the sums, as a term that keeps the bodies together."""
    return add(*(summed(term_of(algebra, p), scope) for scope, p in parts.items() if p))


def exponent_apart(algebra: Algebra, code: int) -> tuple[int, Polynomial]:
    """A monomial as m e^a: (m, a)."""
    rest, exponent = code, ZERO
    for g, e in factors(code):
        head, indices = algebra.table[g]
        if head.kind == "exp":
            rest -= monomial(g, e)
            exponent = exponent + algebra.opened(head, indices)[0].scaled(e)
    return rest, exponent


def logarithms(algebra: Algebra, p: Polynomial) -> list[int]:
    """The generators of p that are logarithms."""
    return [g for g in sorted(p.generators()) if algebra.table[g][0].data == ("log",)]


def slope(p: Polynomial, g: int) -> Polynomial:
    """What the generator g is multiplied with in the terms of p that are linear in it."""
    return p.coefficient_of(monomial(g))


def combination(p: Polynomial, generators: list[int]) -> Polynomial:
    """The terms of p that are a number times one of these generators."""
    codes = {monomial(g) for g in generators}
    return Polynomial({m: c for m, c in p.terms.items() if m in codes}, max(p.reach, 1))


def together(*terms: Term) -> Term:
    """A sum of terms each of which stays whole, as its sign may be known by its form."""
    found = tuple(t for t in terms if t is not ZERO_TERM)
    return found[0] if len(found) == 1 else Add(found) if found else ZERO_TERM
