"""Monomials put together as people write them: common factors in front, sums over the same index merged and nested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from math import gcd, lcm

from symbolic.kernel.terms import ZERO, Size, Term, sum_over
from symbolic.search.rewriting.monomial import Monomial
from symbolic.search.rewriting.order import product, total

MOST_INDICES = 4

__all__ = ["assembled", "total"]


def assembled(monomials: Iterable[Monomial], *, fractions: bool = False) -> Term:
    """The sum of the monomials as one readable term; with `fractions`, over a common denominator."""
    return _built(_aligned(list(monomials)), fractions)


def _built(monomials: Sequence[Monomial], fractions: bool) -> Term:
    if not monomials:
        return ZERO
    if len(monomials) == 1:
        return _single(monomials[0])
    scale, common = _content(monomials, fractions)
    shared = _shared(monomials)
    outside = {t: e for t, e in common.items() if t.free.isdisjoint(shared)}
    if scale != 1 or outside:
        inner = _built([m.without(outside, scale) for m in monomials], fractions)
        return product(scale, [*outside.items(), (inner, Fraction(1))])
    if shared and (apart := _apart(monomials, common, shared)):
        name, powers = apart
        rest = [m.released(name).without(powers) for m in monomials]
        whole = _single(Monomial(Fraction(1), powers, {name: monomials[0].bound[name]}))
        return product(Fraction(1), [(_built(rest, fractions), Fraction(1)), (whole, Fraction(1))])
    if shared:
        first = max(sorted(shared), key=lambda n: sum(_only(t, n, shared) for t in common))
        inner = _built([m.released(first) for m in monomials], fractions)
        return sum_over(first, monomials[0].bound[first], inner)
    return _grouped(monomials, fractions)


def _apart(
    monomials: Sequence[Monomial], common: dict[Term, Fraction], shared: frozenset[str]
) -> tuple[str, dict[Term, Fraction]] | None:
    """A summation index that only common factors mention, and those factors: their sum is a factor of the whole."""
    for name in sorted(shared):
        powers = {t: e for t, e in common.items() if name in t.free}
        elsewhere = any(name in t.free and powers.get(t) != e for m in monomials for t, e in m.powers.items())
        others = {n for m in monomials for n in m.bound} - {name}
        if powers and not elsewhere and all(t.free.isdisjoint(others) for t in powers):
            return name, powers
    return None


def _only(term: Term, name: str, shared: frozenset[str]) -> bool:
    return term.free & shared == {name}


def _shared(monomials: Sequence[Monomial]) -> frozenset[str]:
    return frozenset.intersection(*(frozenset(m.bound) for m in monomials))


def _grouped(monomials: Sequence[Monomial], fractions: bool) -> Term:
    """Terms that share a summation index become one sum, and equal coefficients one bracket."""
    rest, parts = list(monomials), []
    while True:
        counts: dict[str, int] = {}
        for m in rest:
            for n in m.bound:
                counts[n] = counts.get(n, 0) + 1
        name = max(counts, key=lambda n: counts[n], default="")
        if counts.get(name, 0) < 2:
            break
        parts.append(_built([m for m in rest if name in m.bound], fractions))
        rest = [m for m in rest if name not in m.bound]
    by_size: dict[Fraction, list[Monomial]] = {}
    for m in rest:
        linear = not m.bound and list(m.powers.values()) == [1]
        by_size.setdefault(abs(m.coefficient) if linear else Fraction(0), []).append(m)
    for value, members in by_size.items():
        terms = list(map(_single, members))
        if value in (0, 1) or len(members) == 1 or len(by_size) == 1:
            parts += terms
        else:
            parts.append(product(value, [(total(_single(m.without({}, value)) for m in members), Fraction(1))]))
    return total(parts)


def _content(monomials: Sequence[Monomial], fractions: bool) -> tuple[Fraction, dict[Term, Fraction]]:
    """The number and the factors that are common to all, a number only where what remains is simpler."""
    common: dict[Term, Fraction] = {}
    for t in dict.fromkeys(t for m in monomials for t in m.powers):
        exponents = [m.powers.get(t, Fraction(0)) for m in monomials]
        if min(exponents) > 0 or (fractions and not isinstance(t, Size) and min(exponents) < 0):
            common[t] = min(exponents)
        elif max(exponents) < 0:
            common[t] = max(exponents)
    numerator = gcd(*(m.coefficient.numerator for m in monomials))
    denominator = lcm(*(m.coefficient.denominator for m in monomials))
    scale = Fraction(numerator, denominator)
    sizes = {abs(m.coefficient) for m in monomials}
    simpler = sum(abs(m.coefficient) == scale for m in monomials) > len(monomials) / 2
    if len(sizes) > 1 and scale.denominator == 1 and not simpler and not all(m.bound for m in monomials):
        scale = Fraction(1)
    if all(m.coefficient < 0 for m in monomials):
        scale = -scale
    return scale, common


def _single(monomial: Monomial) -> Term:
    """One product, its sums nested, each as far in as it can be."""
    factors: list[tuple[Term, Fraction]] = [
        (t, e) for t, e in monomial.powers.items() if t.free.isdisjoint(monomial.bound)
    ]
    left = {t: e for t, e in monomial.powers.items() if not t.free.isdisjoint(monomial.bound)}
    names = sorted(monomial.bound)
    while names:
        group, members = _component(names, left)
        names = [n for n in names if n not in group]
        left = {t: e for t, e in left.items() if t not in members}
        factors.append((_nested(members, {n: monomial.bound[n] for n in sorted(group)}), Fraction(1)))
    return product(monomial.coefficient, factors)


def _component(names: list[str], powers: dict[Term, Fraction]) -> tuple[set[str], dict[Term, Fraction]]:
    """The first index, all indices that products link it to, and those factors."""
    group, before = {names[0]}, 0
    members: dict[Term, Fraction] = {}
    while len(group) != before:
        before = len(group)
        members = {t: e for t, e in powers.items() if not t.free.isdisjoint(group)}
        group |= {n for n in names for t in members if n in t.free}
    return group, members


def _nested(powers: dict[Term, Fraction], bound: dict[str, str]) -> Term:
    """A sum over linked indices: outermost the one that most factors mention, the others inside."""
    first = max(bound, key=lambda n: sum(n in t.free for t in powers))
    rest = {n: size for n, size in bound.items() if n != first}
    return sum_over(first, bound[first], _single(Monomial(Fraction(1), powers, rest)))


def _aligned(monomials: list[Monomial]) -> list[Monomial]:
    """The monomials with their own indices called so that as many factors as possible are common."""
    if len(monomials) < 2 or max(len(m.bound) for m in monomials) > MOST_INDICES:
        return monomials
    model = max(monomials, key=lambda m: len(m.bound))
    return [m if m is model else _like(m, model) for m in monomials]


def _like(monomial: Monomial, model: Monomial) -> Monomial:
    names, best = list(monomial.bound), (monomial, (-1, -1))
    for choice in permutations(model.bound, len(names)):
        if any(monomial.bound[a] != model.bound[b] for a, b in zip(names, choice, strict=True)):
            continue
        candidate = monomial.renamed(dict(zip(names, choice, strict=True)))
        equal = sum(t in model.powers for t in candidate.powers)
        used = sum(not t.free.isdisjoint(choice) for t in model.powers)
        if (equal, used) > best[1]:
            best = (candidate, (equal, used))
    return best[0]
