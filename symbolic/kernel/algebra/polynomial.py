"""The arithmetic leaf: sparse Laurent polynomials over Q, in generators numbered from 0.

A monomial is one integer: generator g has a field of 16 bits at position 16 g that holds its exponent, negative ones by
borrowing from the next field. The encoding is injective while every exponent stays within +-2^15, so the product of two
monomials is the sum of their integers. `reach` bounds the exponents, and what would leave the range is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import gcd, lcm
from typing import TypeAlias

WIDTH = 16
HALF, MASK = 1 << (WIDTH - 1), (1 << WIDTH) - 1
LARGEST_PRODUCT = 2_000_000

Coefficient: TypeAlias = int | Fraction


class TooLarge(Exception):
    """A polynomial outgrew what the kernel is willing to compute; nothing follows about the claim."""


def whole(value: Coefficient) -> Coefficient:
    """`value` as an `int` if it is one."""
    return value.numerator if value.denominator == 1 else value


def monomial(generator: int, exponent: int = 1) -> int:
    return exponent << (WIDTH * generator)


@lru_cache(maxsize=2**15)
def factors(code: int) -> tuple[tuple[int, int], ...]:
    """The (generator, exponent) pairs of a monomial."""
    pairs: tuple[tuple[int, int], ...] = ()
    generator = 0
    while code:
        skip = ((code & -code).bit_length() - 1) // WIDTH
        generator, code = generator + skip, code >> (WIDTH * skip)
        exponent = code & MASK
        exponent -= (exponent >= HALF) << WIDTH
        pairs += ((generator, exponent),)
        generator, code = generator + 1, (code - exponent) >> WIDTH
    return pairs


@dataclass(slots=True, eq=False)
class Polynomial:
    """`terms` maps monomials to non-zero coefficients; no exponent exceeds `reach` in absolute value. Never changed."""

    terms: dict[int, Coefficient]
    reach: int = 0

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: Polynomial) -> Polynomial:
        short, long = (self, other) if len(self.terms) <= len(other.terms) else (other, self)
        return Polynomial(_increased(dict(long.terms), short.terms), max(self.reach, other.reach))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + other.scaled(-1)

    def __mul__(self, other: Polynomial) -> Polynomial:
        reach = self.reach + other.reach
        if reach >= HALF or len(self.terms) * len(other.terms) > LARGEST_PRODUCT:
            raise TooLarge(f"a product of {len(self.terms)} by {len(other.terms)} terms")
        if self is ONE or other is ONE:
            return other if self is ONE else self
        terms: dict[int, Coefficient] = {}
        for a, x in self.terms.items():
            for b, y in other.terms.items():
                code = a + b
                terms[code] = terms.get(code, 0) + x * y
        return Polynomial({m: c for m, c in terms.items() if c}, reach)

    def scaled(self, by: Coefficient) -> Polynomial:
        if by == 1:
            return self
        return Polynomial({m: c * by for m, c in self.terms.items()} if by else {}, self.reach)

    def shifted(self, code: int, reach: int) -> Polynomial:
        """This polynomial times the monomial `code`, whose exponents are at most `reach`."""
        if self.reach + reach >= HALF:
            raise TooLarge("an exponent left the range")
        if not code and not reach:
            return self
        return Polynomial({m + code: c for m, c in self.terms.items()}, self.reach + reach)

    def to_the(self, exponent: int) -> Polynomial:
        result = ONE
        for _ in range(exponent):
            result = result * self
        return result

    def constant(self) -> Coefficient | None:
        """The value of a constant polynomial, else None."""
        if not self.terms:
            return 0
        return self.terms.get(0) if len(self.terms) == 1 else None

    def key(self) -> frozenset[tuple[int, Coefficient]]:
        return frozenset(self.terms.items())

    def generators(self) -> set[int]:
        return {g for m in self.terms for g, _ in factors(m)}

    def coefficient_of(self, code: int) -> Polynomial:
        """The sum of c m over the terms c m g, for the monomial `code` of a generator g to the power 1."""
        parts = {m - code: c for m, c in self.terms.items() if set(factors(code)) <= set(factors(m))}
        return Polynomial(parts, self.reach + 1)

    def scale(self) -> tuple[int, int]:
        """The positive rational that divides every coefficient, as large as possible: numerator and denominator."""
        values = self.terms.values()
        return gcd(*[c.numerator for c in values]), lcm(*[c.denominator for c in values])

    def by_powers(self, g: int) -> dict[int, Polynomial]:
        """The polynomials that the powers of a generator are multiplied with."""
        parts: dict[int, dict[int, Coefficient]] = {}
        for code, c in self.terms.items():
            e = dict(factors(code)).get(g, 0)
            parts.setdefault(e, {})[code - monomial(g, e)] = c
        return {e: Polynomial(terms, self.reach) for e, terms in parts.items()}

    def apart(self, shared: set[int]) -> list[Polynomial]:
        """Parts, no two of which hold the same generator of `shared`; what holds none is one part."""
        parts: list[tuple[set[int], dict[int, Coefficient]]] = []
        for code, c in self.terms.items():
            own, terms = shared.intersection(g for g, _ in factors(code)), {code: c}
            for other in [part for part in parts if part[0] & own or not (part[0] or own)]:
                parts.remove(other)
                own, terms = own | other[0], merged(other[1], terms)
            parts.append((own, terms))
        return [Polynomial(terms, self.reach) for _, terms in parts]

    def content(self) -> tuple[Fraction, int]:
        """The positive rational and the monomial that divide every term, as large as possible."""
        each = [dict(factors(code)) for code in self.terms]
        least = {g: min([own.get(g, 0) for own in each]) for g in self.generators()}
        return Fraction(*self.scale()), sum(monomial(g, e) for g, e in least.items() if e)

    def primitive(self) -> Polynomial:
        """This polynomial over its scale: its coefficients are integers without a common divisor."""
        top, below = self.scale()
        if top == below == 1:
            return self
        return Polynomial({m: c.numerator * (below // c.denominator) // top for m, c in self.terms.items()}, self.reach)

    def divided_by(self, divisor: Polynomial) -> Polynomial | None:
        """The exact quotient, or None when a short trial division finds none."""
        if not divisor:
            return None
        lead, last = max(divisor.terms), min(divisor.terms)
        lowest = min(self.terms, default=0) - last
        rest, quotient = dict(self.terms), dict[int, Coefficient]()
        order = [-code for code in rest]  # a heap of all monomials that are or were in the rest
        heapify(order)
        for _ in range(2 * len(self.terms) + 2):
            while order and -order[0] not in rest:
                heappop(order)
            if not rest:  # the product of the integers is right; so is that of the monomials, if none leaves the range
                reach = max((abs(e) for code in quotient for _, e in factors(code)), default=0)
                return Polynomial(quotient, reach) if reach + divisor.reach < HALF else None
            code = -order[0] - lead
            if code < lowest:
                return None
            c = quotient[code] = Fraction(rest[-order[0]]) / divisor.terms[lead]
            for m, k in divisor.terms.items():
                if m + code not in rest:
                    heappush(order, -m - code)
                total = rest.get(m + code, 0) - c * k
                if total:
                    rest[m + code] = total
                else:
                    rest.pop(m + code, None)
        return None


ZERO, ONE = Polynomial({}), Polynomial({0: 1})


def _increased(terms: dict[int, Coefficient], by: dict[int, Coefficient]) -> dict[int, Coefficient]:
    for code, c in by.items():
        value = terms.get(code, 0) + c
        if value:
            terms[code] = value
        else:
            del terms[code]
    return terms


def merged(terms: dict[int, Coefficient], more: dict[int, Coefficient]) -> dict[int, Coefficient]:
    """The terms of the sum of two polynomials; the dictionary `terms` is used up."""
    return _increased(terms, more) if len(terms) > len(more) else _increased(dict(more), terms)


def total(summands: Iterable[Polynomial]) -> Polynomial:
    """The sum of polynomials."""
    terms: dict[int, Coefficient] = {}
    reach = 0
    for p in summands:
        terms, reach = merged(terms, p.terms), max(reach, p.reach)
    return Polynomial(terms, reach)


def constant(value: Coefficient) -> Polynomial:
    return Polynomial({0: whole(value)} if value else {})


@lru_cache(maxsize=4096)
def generator(number: int, exponent: int = 1) -> Polynomial:
    return Polynomial({monomial(number, exponent): 1}, abs(exponent))
