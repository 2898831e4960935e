"""A product of powers of terms, summed over indices of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.terms import Index, Term, substitute


@dataclass(frozen=True, slots=True, eq=False)
class Monomial:
    """coefficient * product of base^exponent, summed over `bound` (index name -> size)."""

    coefficient: Fraction
    powers: Mapping[Term, Fraction]
    bound: Mapping[str, str]

    def under(self, indices: Mapping[str, str]) -> Monomial:
        """This, summed over more indices."""
        return Monomial(self.coefficient, self.powers, {**self.bound, **indices})

    def renamed(self, names: Mapping[str, str]) -> Monomial:
        """This, with its own indices called differently."""
        by: dict[str, Index] = dict(names)
        powers = {substitute(t, by): e for t, e in self.powers.items()}
        return Monomial(self.coefficient, powers, {names.get(n, n): size for n, size in self.bound.items()})

    def without(self, powers: Mapping[Term, Fraction], coefficient: Fraction = Fraction(1)) -> Monomial:
        """This, divided by common factors."""
        rest = {t: self.powers.get(t, Fraction(0)) - powers.get(t, Fraction(0)) for t in {**self.powers, **powers}}
        return Monomial(self.coefficient / coefficient, {t: e for t, e in rest.items() if e}, self.bound)

    def released(self, name: str) -> Monomial:
        """This, at one value of one of its indices."""
        return Monomial(self.coefficient, self.powers, {n: s for n, s in self.bound.items() if n != name})
