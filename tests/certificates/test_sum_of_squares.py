"""Sums of squares are exact, and none is found of a polynomial that is negative somewhere."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from symbolic.search.certificates.rational.sum_of_squares import Exponents, Part, Sparse, sum_of_squares


def product(p: Sparse, q: Sparse) -> Sparse:
    result: Sparse = {}
    for a, c in p.items():
        for b, d in q.items():
            at = tuple(x + y for x, y in zip(a, b, strict=True))
            result[at] = result.get(at, Fraction(0)) + c * d
    return {at: c for at, c in result.items() if c}


def total(parts: list[Part]) -> Sparse:
    result: Sparse = {}
    for part in parts:
        assert part.weight > 0
        for at, c in product({part.multiplier: part.weight}, product(part.polynomial, part.polynomial)).items():
            result[at] = result.get(at, Fraction(0)) + c
    return {at: c for at, c in result.items() if c}


def some_squares(seed: int, count: int, variables: int) -> Sparse:
    stream = Random(seed)
    monomials: list[Exponents] = [(0,) * variables]
    monomials += [tuple(int(n == m) for n in range(variables)) for m in range(variables)]
    monomials.append(tuple(2 * int(n == 0) for n in range(variables)))
    p: Sparse = {}
    for _ in range(count):
        square = {m: Fraction(stream.randint(-3, 3)) for m in monomials}
        for at, c in product(square, square).items():
            p[at] = p.get(at, Fraction(0)) + c
    return {at: c for at, c in p.items() if c}


@pytest.mark.parametrize("seed", range(24))
def test_what_is_found_is_equal(seed: int) -> None:
    p = some_squares(seed, count=1 + seed % 3, variables=1 + seed % 2)
    parts = sum_of_squares(p) if p else []
    assert parts is None or total(parts) == p


@pytest.mark.parametrize("seed", range(24))
def test_most_are_found(seed: int) -> None:
    p = some_squares(seed, count=3, variables=1 + seed % 2)
    assert sum_of_squares(p) is not None


NEGATIVE_SOMEWHERE: list[Sparse] = [
    {(3,): Fraction(1), (1,): Fraction(-3), (0,): Fraction(2)},
    {(2,): Fraction(1), (1,): Fraction(-2), (0,): Fraction(99, 100)},
    {(0,): Fraction(-1)},
]


@pytest.mark.parametrize("p", NEGATIVE_SOMEWHERE)
def test_negative_somewhere(p: Sparse) -> None:
    assert sum_of_squares(p) is None


def test_multipliers_of_what_is_not_negative() -> None:
    p: Sparse = {(3,): Fraction(1), (1,): Fraction(-3), (0,): Fraction(2)}
    parts = sum_of_squares(p, nonnegative=(0,))
    assert parts is not None
    assert total(parts) == p
