"""The packed monomials: what leaves the range of an exponent is refused, never another polynomial."""

from __future__ import annotations

from symbolic.kernel.algebra.polynomial import HALF, ONE, Polynomial, factors, generator, monomial

X, Y = generator(0), generator(1)


def test_a_quotient_is_exact() -> None:
    p, q = X * X + Y.scaled(3) - ONE, X - Y * Y + ONE
    quotient = (p * q).divided_by(q)
    assert quotient is not None
    assert quotient.key() == p.key()
    assert (p * q + ONE).divided_by(q) is None
    assert p.divided_by(Polynomial({})) is None


def test_two_monomials_are_not_confused() -> None:
    """y and x^65536 would have the same integer; 60000 = 65536 - 5536 makes y x^-5536 - 1 look like x^60000 - 1."""
    step = generator(0, 30000)
    p = Polynomial({monomial(1) + monomial(0, -5536): 1}, 5536) - ONE
    assert p.divided_by(step - ONE) is None


def test_monomials_are_read_back() -> None:
    pairs = ((0, -3), (2, 7), (5, -HALF + 1))
    assert factors(sum(monomial(g, e) for g, e in pairs)) == pairs
