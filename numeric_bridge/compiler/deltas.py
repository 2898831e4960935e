"""Sums made small before they become arrays: deltas contracted, common factors pulled out.

`sum_k [k = i] f(k) = f(i)` and `sum_k a f(k) = a sum_k f(k)`. The derivative table leaves a delta for every entry
that it meets; without this step each would become an axis of a large array.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from numeric_bridge.compiler.largest import Largest, mentions
from symbolic.kernel.terms import (
    ONE,
    ZERO,
    Add,
    Delta,
    Index,
    Label,
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
    power,
    rebuild,
    shift,
    substitute,
    sum_over,
)


def contract(term: Term) -> Term:
    """`term`, equal where it is defined, with its deltas contracted as far as products and sums allow."""
    return Contraction().visit(term)


@dataclass(slots=True)
class Contraction:
    """Contracted terms, each found once. Sums are opened under names of their own."""

    done: dict[Term, Term] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def visit(self, t: Term) -> Term:
        if t not in self.done:
            self.done[t] = self._tidy(rebuild(t, self.visit))
        return self.done[t]

    def _tidy(self, t: Term) -> Term:
        match t:
            case Delta(left=left, right=right):
                if left == right:
                    return ONE
                return ZERO if isinstance(left, int) and isinstance(right, int) else t
            case Mul(factors=factors):
                return product(*factors)
            case Add(terms=terms):
                return _common_factors(add(*terms))
            case Largest(body=body):
                return t if mentions(body) else shift(body, -1)
            case Sum(size=size, body=body):
                name = f"#{next(self.numbers)}"
                return self._total(name, size, instantiate(body, name))
        return t

    def _total(self, name: str, size: str, body: Term) -> Term:
        """The sum of `body` over its free index `name`."""
        if name not in body.free:
            return product(body, Size(size))
        if isinstance(body, Add):
            if not _pays(body, name):
                return sum_over(name, size, body)
            pinned = [t for t in body.terms if _is_pinned(t, name)]
            rest = add(*(t for t in body.terms if t not in pinned))
            return self._tidy(add(*(self._total(name, size, t) for t in pinned), self._total(name, size, rest)))
        outside = [f for f in _factors(body) if name not in f.free]
        inside = [f for f in _factors(body) if name in f.free]
        return product(*outside, self._over_product(name, size, inside))

    def _over_product(self, name: str, size: str, inside: list[Term]) -> Term:
        for n, f in enumerate(inside):
            others = inside[:n] + inside[n + 1 :]
            if isinstance(f, Delta) and (at := _pin(f, name)) is not None:
                return contract(substitute(product(*others), {name: at}))
            if isinstance(f, Add) and _pays(f, name):
                return self._total(name, size, add(*(product(*others, t) for t in f.terms)))
        return sum_over(name, size, product(*inside))


def product(*factors: Term) -> Term:
    """The product; a delta counts once, since it is 0 or 1."""
    whole = multiply(*factors)
    if not isinstance(whole, Mul):
        return whole
    kept: list[Term] = []
    for f in whole.factors:
        if not (isinstance(f, Delta) and f in kept):
            kept.append(f)
    return multiply(*kept)


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def _pin(delta: Delta, name: str) -> Index | None:
    """What the delta makes the index `name` equal to. A position by number may lie outside of the axis: not that."""
    for one, other in ((delta.left, delta.right), (delta.right, delta.left)):
        if one == name and not isinstance(other, int) and name not in index_atoms(other):
            return other
    return None


def _is_pinned(term: Term, name: str, by_labels: bool = True) -> bool:
    """Whether contracting removes the sum of `term` over `name`, or of a part of it."""
    return any(
        (isinstance(f, Delta) and (at := _pin(f, name)) is not None and (by_labels or not isinstance(at, Label)))
        or (isinstance(f, Add) and any(_is_pinned(t, name, by_labels) for t in f.terms))
        for f in _factors(term)
    )


def _pays(term: Add, name: str) -> bool:
    """Whether to sum the terms apart. `p[n, k] - [k = c[n]]` stays whole: it is one array, and cancels if it is not."""
    return all(_is_pinned(t, name) for t in term.terms) or any(_is_pinned(t, name, False) for t in term.terms)


def _common_factors(term: Term) -> Term:
    """`a b + a c` as `a (b + c)`, also for powers: `a^-1 b + a^-2 c = a^-1 (b + a^-1 c)`."""
    if not isinstance(term, Add):
        return term
    term = _by_deltas(term)
    if not isinstance(term, Add):
        return term
    powers = [_powers(t) for t in term.terms]
    common = {base: by for base, by in powers[0].items() if by == 1 or by.denominator == 1}
    for other in powers[1:]:
        shared = {base: (common[base], other[base]) for base in common if base in other}
        common = {
            base: min(ab, key=abs)
            for base, ab in shared.items()
            if (ab[0] > 0) == (ab[1] > 0) and ab[1].denominator == 1
        }
    if not common:
        return term
    outside = (power(base, by) for base, by in common.items())
    return product(*outside, add(*(_without(t, common) for t in term.terms)))


def _by_deltas(term: Add) -> Term:
    """`[i = j] a + [i = j] b + c` as `[i = j] (a + b) + c`."""
    groups: dict[Delta | None, list[Term]] = {}
    for t in term.terms:
        delta = next((f for f in _factors(t) if isinstance(f, Delta)), None)
        groups.setdefault(delta, []).append(t)
    if len(groups) == 1 or all(len(group) == 1 for delta, group in groups.items() if delta):
        return term
    return add(*(add(*group) if d is None else _common_factors(add(*group)) for d, group in groups.items()))


def _powers(term: Term) -> dict[Term, Fraction]:
    """The exponents of the factors of a product by their bases, numbers apart."""
    found: dict[Term, Fraction] = {}
    for f in _factors(term):
        if not isinstance(f, Rational):
            base, by = (f.base, f.exponent) if isinstance(f, Power) else (f, Fraction(1))
            found[base] = found.get(base, Fraction(0)) + by
    return found


def _without(term: Term, common: dict[Term, Fraction]) -> Term:
    """A product divided by powers of its factors."""
    left = dict(common)
    kept = []
    for f in _factors(term):
        base, by = (f.base, f.exponent) if isinstance(f, Power) else (f, Fraction(1))
        if base in left and not isinstance(f, Rational):
            taken = min(by, left[base], key=abs)
            left[base] -= taken
            if by != taken:
                kept.append(power(base, by - taken))
        else:
            kept.append(f)
    return multiply(*kept)
