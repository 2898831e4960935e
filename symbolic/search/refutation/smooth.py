"""Concrete smooth functions that stand for the arbitrary ones of a claim: polynomials with rational coefficients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import perm, prod
from random import Random

from symbolic.search.refutation.intervals import Arithmetic, Exact, Number

LETTERS = "uvwst"


@dataclass(frozen=True, slots=True)
class Polynomial:
    """The sum of coefficient * u^a * v^b * ... over `terms` ((a, b, ...), coefficient)."""

    arity: int
    terms: tuple[tuple[tuple[int, ...], Exact], ...]

    def derivative(self, orders: Sequence[int]) -> Polynomial:
        kept = (
            (
                tuple(e - n for e, n in zip(exponents, orders, strict=True)),
                coefficient * prod(perm(e, n) for e, n in zip(exponents, orders, strict=True)),
            )
            for exponents, coefficient in self.terms
            if all(e >= n for e, n in zip(exponents, orders, strict=True))
        )
        return Polynomial(self.arity, tuple(kept))

    def at(self, arguments: Sequence[Number], arithmetic: Arithmetic) -> Number:
        def monomial(exponents: tuple[int, ...], coefficient: Number) -> Number:
            for base, exponent in zip(arguments, exponents, strict=True):
                coefficient = arithmetic.multiply(coefficient, arithmetic.power(base, Fraction(exponent)))
            return coefficient

        return arithmetic.total(monomial(exponents, coefficient) for exponents, coefficient in self.terms)

    def text(self) -> str:
        """As a reader writes it, e.g. `1 + 2*u + u^3`."""
        pieces = []
        for exponents, coefficient in sorted(self.terms, key=lambda term: (sum(term[0]), term[0])):
            names = self.names()
            powers = [n if e == 1 else f"{n}^{e}" for n, e in zip(names, exponents, strict=True) if e]
            number = [] if abs(coefficient) == 1 and powers else [str(abs(coefficient))]
            pieces.append(("-" if coefficient < 0 else "+", "*".join(number + powers)))
        if not pieces:
            return "0"
        (lead, first), *others = pieces
        return ("-" if lead == "-" else "") + first + "".join(f" {s} {piece}" for s, piece in others)

    def names(self) -> tuple[str, ...]:
        few = self.arity <= len(LETTERS)
        return tuple(LETTERS[: self.arity]) if few else tuple(f"u{n + 1}" for n in range(self.arity))


def random_polynomial(arity: int, degree: int, stream: Random) -> Polynomial:
    """A few monomials with small coefficients; now and then a constant or the identity."""
    count = stream.choice((1, 2, 3, 4))
    terms: dict[tuple[int, ...], Exact] = {}
    for _ in range(count):
        left, exponents = stream.randint(0, degree), []
        for _ in range(arity):
            exponents.append(stream.randint(0, left))
            left -= exponents[-1]
        stream.shuffle(exponents)
        if arity == 1:
            exponents = [stream.randint(0, degree)]
        terms[tuple(exponents)] = stream.choice((1, 1, -1, 2, -2, Fraction(1, 2), 3))
    return Polynomial(arity, tuple(sorted(terms.items())))
