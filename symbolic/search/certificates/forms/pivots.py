"""Pivots: a symmetric matrix of polynomials as a sum of weighted squares, M = L D L^T, one completed square a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, POSITIVE
from symbolic.kernel.algebra.zero import vanishes

HALF = Fraction(1, 2)


@dataclass(slots=True)
class Gram:
    """The quadratic form sum_ab M_ab forms_a forms_b."""

    forms: list[Polynomial] = field(default_factory=list)
    entries: dict[tuple[int, int], Polynomial] = field(default_factory=dict)  # (a, b) with a <= b

    def position(self, form: Polynomial) -> int | None:
        return next((n for n, f in enumerate(self.forms) if f.key() == form.key()), None)

    def at(self, a: int, b: int) -> Polynomial:
        return self.entries.get((min(a, b), max(a, b)), ZERO)

    def add(self, left: Polynomial, right: Polynomial, weight: Polynomial) -> None:
        """Add weight * left * right."""
        a, b = sorted((self._place(left), self._place(right)))
        self.entries[a, b] = self.at(a, b) + (weight if a == b else weight.scaled(HALF))

    def _place(self, form: Polynomial) -> int:
        found = self.position(form)
        if found is None:
            self.forms.append(form)
            return len(self.forms) - 1
        return found


@dataclass(frozen=True, slots=True)
class Completed:
    """weight * (sum_b slopes_b forms_b)^2, which takes `lead` out of the form."""

    lead: int
    weight: Polynomial
    slopes: dict[int, Polynomial]

    def form(self, gram: Gram) -> Polynomial:
        return sum((slope * gram.forms[b] for b, slope in self.slopes.items()), start=ZERO)


def squares(algebra: Algebra, gram: Gram) -> list[Completed] | None:
    """The form as a sum of squares with weights of any sign; None when a diagonal entry vanishes too early."""
    rest = {place: p for place, p in gram.entries.items() if not vanishes(algebra, p)}
    common, reach = _common(rest)
    rest = {place: p.shifted(-common, reach) for place, p in rest.items()}
    found: list[Completed] = []
    while rest:
        step = _next(algebra, rest)
        if step is None:
            return None
        found.append(replace(step, weight=step.weight.shifted(common, reach)))
        for (a, b), product in _outer(step).items():
            p = rest.pop((a, b), ZERO) - product
            if p and not vanishes(algebra, p):
                rest[a, b] = p
        if any(step.lead in place for place in rest):
            return None
    return found


def _common(entries: dict[tuple[int, int], Polynomial]) -> tuple[int, int]:
    """The monomial that divides every entry, and a bound on its exponents."""
    reach = max((p.reach for p in entries.values()), default=0)
    return Polynomial({m: 1 for p in entries.values() for m in p.terms}, reach).content()[1], reach


def _outer(step: Completed) -> dict[tuple[int, int], Polynomial]:
    parts = sorted(step.slopes.items())
    return {(a, b): step.weight * s * t for n, (a, s) in enumerate(parts) for b, t in parts[n:]}


def _next(algebra: Algebra, rest: dict[tuple[int, int], Polynomial]) -> Completed | None:
    """The square to complete: positive pivots first, simple ones first, negative ones last."""
    choices: list[tuple[tuple[int, int, int], Callable[[], Completed | None]]] = []
    for (a, b), p in rest.items():
        if a != b:
            continue
        row = {x if y == a else y: q for (x, y), q in rest.items() if a in (x, y) and x != y}
        sign = algebra.sign(p)
        rank = 0 if not sign & NEGATIVE else 2 if not sign & POSITIVE else 1
        if not row:
            choices.append(((rank, 0, a), lambda a=a, p=p: Completed(a, p, {a: ONE})))  # type: ignore[misc]
        elif len(p.terms) == 1:
            choices.append(((rank, 1, a), lambda a=a, p=p, row=row: _by_monomial(algebra, a, p, row)))  # type: ignore[misc]
        elif not sign & NULL:
            choices.append(((rank, 2, a), lambda a=a, p=p, row=row: _by_inverse(algebra, a, p, row)))  # type: ignore[misc]
    for _, complete in sorted(choices, key=lambda choice: choice[0]):
        if (step := complete()) is not None:
            return step
    return None


def _by_monomial(algebra: Algebra, a: int, p: Polynomial, row: dict[int, Polynomial]) -> Completed | None:
    """w m^2 as pivot: w (m f_a + sum_b M_ab / (w m) f_b)^2, where no number that may be 0 divides."""
    [(code, c)] = p.terms.items()
    weight, root, careful = 0, 0, set()
    for g, e in factors(code):
        if algebra.of_generator(g) & NULL:
            if e % 2:
                return None
            careful.add(g)
            root += monomial(g, e // 2)
        else:
            weight += monomial(g, e)
    reach = p.reach + 1
    slopes = {a: Polynomial({root: 1}, reach)}
    for b, q in row.items():
        slopes[b] = q.shifted(-weight - root, reach).scaled(1 / Fraction(c))
        if any(e < 0 and g in careful for m in slopes[b].terms for g, e in factors(m)):
            return None
    return Completed(a, Polynomial({weight: c}, reach), slopes)


def _by_inverse(algebra: Algebra, a: int, p: Polynomial, row: dict[int, Polynomial]) -> Completed:
    """w (f_a + sum_b M_ab / w f_b)^2."""
    inverse = algebra.inverse(p)
    return Completed(a, p, {a: ONE, **{b: q * inverse for b, q in row.items()}})
