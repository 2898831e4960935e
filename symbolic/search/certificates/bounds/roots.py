"""Square roots: p = u - v = (u^2 - v^2) / (u + v) where u + v > 0; where it is not, u - v = 2u - (u + v) with u >= 0.

u are the terms of p that are seen to be >= 0 and v the others, subtracted. While u^2 - v^2 has roots, the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors, generator, monomial
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, POSITIVE
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import cases
from symbolic.kernel.terms import Power, Term, multiply, negate, number, power, rebuild, walk
from symbolic.kernel.theorem import Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.spread import together
from symbolic.search.steps import by

MOST_STAGES, MOST_TERMS = 2, 12
Leaf = Callable[[Sequent, Term], Theorem]


@dataclass(frozen=True, slots=True)
class Stage:
    """u >= 0, v, and the term u + v, of which the sign is told apart unless it is positive anyway."""

    upper: Term
    lower: Term
    total: Term
    positive: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The stages, outermost first, and a term that shows the last difference of squares to be >= 0."""

    stages: tuple[Stage, ...]
    last: Term

    def mapped(self, f: Callable[[Term], Term]) -> Plan:
        stages = tuple(Stage(f(s.upper), f(s.lower), f(s.total), s.positive) for s in self.stages)
        return Plan(stages, f(self.last))


def plans(algebra: Algebra, p: Polynomial, last: Callable[[Polynomial], Iterator[Term]]) -> Iterator[Plan]:
    """Plans for p >= 0; `last` proposes terms for what has no roots."""
    stages: list[Stage] = []
    while any(algebra.table[g][0].kind == "root" for g in p.generators()):
        upper = _upper(algebra, p)
        lower = upper - p
        if len(stages) == MOST_STAGES or len(p.terms) > MOST_TERMS or not upper:
            return
        total = upper + lower
        sign = algebra.sign(total)
        if sign == NULL or not sign & POSITIVE:
            return
        u, v, both = (term_of(algebra, q) for q in (upper, lower, total))
        stages.append(Stage(u, v, both, sign == POSITIVE))
        p = without_roots(algebra, upper * upper - lower * lower)
    if stages:
        yield from (Plan(tuple(stages), term) for term in last(p))


def _upper(algebra: Algebra, p: Polynomial) -> Polynomial:
    """All terms with roots, or all without, if they are >= 0 together and the others <= 0; else all that are >= 0."""
    roots = {g for g in p.generators() if algebra.table[g][0].kind == "root"}
    plain = Polynomial({m: c for m, c in p.terms.items() if roots.isdisjoint(g for g, _ in factors(m))}, p.reach)
    for upper in (plain, p - plain) if plain else ():
        if not (algebra.sign(upper) | algebra.sign(upper - p)) & NEGATIVE:
            return upper
    known = (m for m, c in p.terms.items() if not algebra.sign(Polynomial({m: c}, p.reach)) & NEGATIVE)
    return Polynomial({m: p.terms[m] for m in known}, p.reach)


def without_roots(algebra: Algebra, p: Polynomial) -> Polynomial:
    """p with the squares of square roots replaced by what they are the roots of."""
    if not any(algebra.table[g][0].kind == "root" for g in p.generators()):
        return p
    result = ZERO
    for code, c in p.terms.items():
        part = Polynomial({0: c})
        for g, e in factors(code):
            head, indices = algebra.table[g]
            if head.kind == "root" and head.data == (2,) and e > 1:
                part = part * algebra.opened(head, indices)[0].to_the(e // 2) * generator(g, e % 2)
            else:
                part = part * Polynomial({monomial(g, e): 1}, abs(e))
        result = result + part
    return result


def in_roots(algebra: Algebra, p: Polynomial) -> Polynomial:
    """p with generators of which square roots occur as the squares of these."""
    roots = dict[int, Polynomial]()
    for g in p.generators():
        head, indices = algebra.table[g]
        if head.kind == "root" and head.data == (2,):
            [inside] = algebra.opened(head, indices)
            match [factors(code) for code in inside.terms]:
                case [[(own, 1)]] if inside.terms == {monomial(own): 1}:
                    roots[own] = generator(g, 2)
    return algebra.mapped(p, lambda g: roots.get(g, generator(g)))


def radicands(algebra: Algebra, term: Term) -> dict[Term, Term]:
    """What stands under roots in the term, by how it is written as a polynomial, where its sign may be hidden.

    The algebra takes squares and positive factors out of a root: what is left is a multiple of what was written.
    """
    roots = [t for t in walk(term) if isinstance(t, Power) and t.exponent.denominator > 1 and not t.loose]
    found = {term_of(algebra, algebra.normal(t.base)): t.base for t in roots}
    for t in roots:
        base = algebra.normal(t.base)
        for g in algebra.normal(t).generators():
            head, indices = algebra.table[g]
            inside = algebra.opened(head, indices)[0] if head.kind == "root" else ZERO
            ratio = inside.divided_by(base)
            if inside and ratio is not None and len(ratio.terms) == 1:
                found.setdefault(term_of(algebra, inside), multiply(term_of(algebra, ratio), t.base))
    return found


def as_written(term: Term, bases: dict[Term, Term]) -> Term:
    """The term with the radicands as they stood."""
    if isinstance(term, Power) and term.exponent.denominator > 1 and term.base in bases:
        return Power(bases[term.base], term.exponent)
    return rebuild(term, lambda t: as_written(t, bases))


@dataclass(frozen=True, slots=True)
class Execution:
    """A plan for outside * (u - v); `prove` takes a goal, and the term that is equal to it in this case."""

    plan: Plan
    outside: Term
    prove: Leaf

    def proved(self, goal: Sequent, signs: tuple[int, ...] = ()) -> Theorem:
        """A proof, with the signs of the first totals told. Raises Rejected."""
        stages = self.plan.stages
        if len(signs) == len(stages) or (signs and signs[-1] != POSITIVE):
            equal = self.plan.last
            for stage, sign in reversed([*zip(stages, signs, strict=False)]):
                equal = _difference(stage, sign, equal)
            return self.prove(goal, multiply(self.outside, equal))
        stage, name = stages[len(signs)], f"root {len(signs) + 1}"
        if stage.positive:
            return self.proved(goal, (*signs, POSITIVE))
        told = zip(cases.split(goal, stage.total, name), (POSITIVE, NULL, NEGATIVE), strict=True)
        parts = tuple(self.proved(case, (*signs, sign)) for case, sign in told)
        return by("cases", goal, parts, (stage.total, name))


def _difference(stage: Stage, sign: int, squares: Term) -> Term:
    if sign == POSITIVE:
        return multiply(squares, power(stage.total, -1))
    twice = multiply(number(2), stage.upper)
    return twice if sign == NULL else together(twice, negate(stage.total))
