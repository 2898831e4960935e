"""Cauchy's inequality for positive summands, as it stands in harmonic means and chi-square distances:

(sum_j f_j)(sum_k g_k) - (sum_k h_k)^2 = sum_jk (f_j h_k - f_k h_j)^2 / (2 f_j f_k),   h_k^2 = f_k g_k, f_k > 0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import POSITIVE
from symbolic.kernel.terms import Index, Term, multiply, number, power
from symbolic.search.certificates.readable.readback import summed, term_of


@dataclass(frozen=True, slots=True)
class Differences:
    """A term that is >= 0, and its polynomial."""

    term: Term
    value: Polynomial


def differences(algebra: Algebra, p: Polynomial) -> Iterator[Differences]:
    """For every term of p that is a product of two sums over one size: what it is above the square of a sum."""
    for code, c in p.terms.items():
        sums = [g for g, e in factors(code) for _ in range(e) if e > 0 and algebra.table[g][0].kind == "sum"]
        if c < 0 or len(sums) != 2 or any(len(algebra.table[g][0].data) != 1 for g in sums):
            continue
        sizes = {str(algebra.table[g][0].data[0]) for g in sums}
        if len(sizes) != 1:
            continue
        [size] = sizes
        outside = Polynomial({code - sum(map(monomial, sums)): c}, p.reach)
        j, k = algebra.new_index(), algebra.new_index()
        f, g = (algebra.opened(*algebra.table[s], (j,))[0] for s in sums)
        h = _root(f * g)
        if h is None or algebra.sign(f) != POSITIVE:
            continue
        yield _differences(algebra, outside, size, (j, k), (f, g, h))


def _differences(
    algebra: Algebra,
    outside: Polynomial,
    size: str,
    names: tuple[str, str],
    parts: tuple[Polynomial, Polynomial, Polynomial],
) -> Differences:
    f, g, h = parts
    j, k = names
    to_k: dict[Index, Index] = {j: k}
    f_k, h_k = algebra.moved(f, to_k), algebra.moved(h, to_k)
    square = power(term_of(algebra, f * h_k - f_k * h), 2)
    inside = multiply(number(Fraction(1, 2)), square, power(term_of(algebra, f), -1), power(term_of(algebra, f_k), -1))
    whole = algebra.sum(f, {j: size}) * algebra.sum(g, {j: size}) - algebra.sum(h, {j: size}).to_the(2)
    return Differences(multiply(term_of(algebra, outside), summed(inside, ((j, size), (k, size)))), outside * whole)


def _root(p: Polynomial) -> Polynomial | None:
    """The monomial whose square p is."""
    if len(p.terms) != 1:
        return None
    [(code, c)] = p.terms.items()
    top, bottom = (_whole_root(n) for n in Fraction(c).as_integer_ratio())
    if c < 0 or top is None or bottom is None or any(e % 2 for _, e in factors(code)):
        return None
    return Polynomial({sum(monomial(g, e // 2) for g, e in factors(code)): Fraction(top, bottom)}, p.reach)


def _whole_root(n: int) -> int | None:
    root = round(n**0.5) if 0 <= n < 10**12 else 0
    return root if root * root == n else None
