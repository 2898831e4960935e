"""Numbers that are exact where they are rational and rigorous enclosures where they are not.

`Arithmetic(bits)` computes with both. An operation that has no value raises `IsUndefined`; one that this precision
cannot decide (the sign of an enclosure around 0) raises `NotDecided`. Neither leaves `symbolic.search`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import TypeAlias

from symbolic.search.refutation.enclosures import ceil_shift, exp_bounds, log_bounds, pi_bounds, sin_cos_bounds

Exact: TypeAlias = int | Fraction

LARGEST_EXACT = 4096
"""Exact numbers with more bits are enclosed instead."""

SMALL = 1 << 62
"""Integers below need no look at their length."""

LARGEST_ARGUMENT = 1 << 13
"""exp, sin and cos of more are not computed."""


class IsUndefined(Exception):
    """The operation has no real value here; the message says which."""


class NotDecided(Exception):
    """This precision (or this method) cannot tell."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A real number between `low / 2^bits` and `high / 2^bits`."""

    low: int
    high: int
    bits: int


Number: TypeAlias = int | Fraction | Interval


def exact(value: Exact) -> Exact:
    """`value` as an `int` if it is one: integer arithmetic is many times faster."""
    return value.numerator if value.denominator == 1 else value


def sign(value: Number) -> int:
    """-1, 0 or 1; a number known only by an enclosure around 0 raises `NotDecided`."""
    if isinstance(value, Interval):
        if value.low > 0:
            return 1
        if value.high < 0:
            return -1
        if value.low == value.high == 0:
            return 0
        raise NotDecided("the sign of a number close to 0")
    return (value > 0) - (value < 0)


def approximate(value: Number) -> float:
    """The nearest float or so; for proposals only."""
    try:
        if isinstance(value, Interval):
            return float(Fraction(value.low + value.high, 1 << (value.bits + 1)))
        return float(value)
    except OverflowError:
        return float("inf")


def _exact_root(n: int, degree: int) -> int | None:
    """The integer root of n >= 0, if there is one."""
    if degree == 2:
        root = isqrt(n)
    else:
        low, high = 0, 1 << (n.bit_length() // degree + 1)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if middle**degree <= n else (low, middle - 1)
        root = low
    return root if root**degree == n else None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Arithmetic on exact numbers and on intervals of `bits` binary places, rounded outward."""

    bits: int

    def lift(self, value: Number) -> Interval:
        if isinstance(value, Interval):
            return value
        if value.numerator.bit_length() - value.denominator.bit_length() > 8 * LARGEST_EXACT:
            raise NotDecided("a number that is too large")
        scaled, rest = divmod(value.numerator << self.bits, value.denominator)
        return Interval(scaled, scaled + (rest > 0), self.bits)

    def _kept(self, value: Exact) -> Number:
        if type(value) is int and -SMALL < value < SMALL:
            return value
        value = exact(value)
        small = value.numerator.bit_length() + value.denominator.bit_length() <= LARGEST_EXACT
        return value if small else self.lift(value)

    def pi(self) -> Interval:
        return Interval(*pi_bounds(self.bits), self.bits)

    def total(self, values: Iterable[Number]) -> Number:
        """The sum."""
        known: Exact = 0
        low = high = 0
        enclosed = False
        for value in values:
            if isinstance(value, Interval):
                enclosed = True
                low, high = low + value.low, high + value.high
            else:
                known = known + value
        if not enclosed:
            return self._kept(known)
        rest = self.lift(known)
        return Interval(low + rest.low, high + rest.high, self.bits)

    def add(self, a: Number, b: Number) -> Number:
        return self.total((a, b))

    def negate(self, a: Number) -> Number:
        return Interval(-a.high, -a.low, self.bits) if isinstance(a, Interval) else -a

    def subtract(self, a: Number, b: Number) -> Number:
        return self.total((a, self.negate(b)))

    def multiply(self, a: Number, b: Number) -> Number:
        if not isinstance(a, Interval):
            if a == 0:
                return 0
            if not isinstance(b, Interval):
                return self._kept(a * b)
            if a == 1:
                return b
            a = self.lift(a)
        elif not isinstance(b, Interval) and b in (0, 1):
            return 0 if b == 0 else a
        b = self.lift(b)
        products = (a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
        return Interval(min(products) >> self.bits, ceil_shift(max(products), self.bits), self.bits)

    def invert(self, a: Number) -> Number:
        if sign(a) == 0:
            raise IsUndefined("1/0")
        if isinstance(a, Interval):
            one = 1 << (2 * self.bits)
            return Interval(one // a.high, -(-one // a.low), self.bits)
        return exact(Fraction(a.denominator, a.numerator))

    def power(self, base: Number, exponent: Fraction) -> Number:
        if exponent.denominator != 1:
            return self._root(base, exponent)
        n = exponent.numerator
        if n < 0:
            return self.invert(self.power(base, -exponent))
        if n <= 1:
            return base if n else 1
        if not isinstance(base, Interval):
            if n * (base.numerator.bit_length() + base.denominator.bit_length()) <= LARGEST_EXACT:
                return exact(base**n)
            base = self.lift(base)
        if n * max(abs(base.low), abs(base.high)).bit_length() > 32 * LARGEST_EXACT:
            raise NotDecided("a power that is too large")
        ends = base.low**n, base.high**n
        low = 0 if n % 2 == 0 and base.low < 0 < base.high else min(ends)
        shift = self.bits * (n - 1)
        return Interval(low >> shift, ceil_shift(max(ends), shift), self.bits)

    def _root(self, base: Number, exponent: Fraction) -> Number:
        """A fractional power: the base must be >= 0, and not 0 if the exponent is negative."""
        if not isinstance(base, Interval):
            if base < 0 or (base == 0 and exponent < 0):
                raise IsUndefined(f"({base})^({exponent})")
            if base == 0:
                return 0
            roots = [_exact_root(part, exponent.denominator) for part in (base.numerator, base.denominator)]
            if None not in roots:
                return self.power(exact(Fraction(roots[0] or 0, roots[1] or 1)), Fraction(exponent.numerator))
        enclosed = self.lift(base)
        if enclosed.high < 0:
            raise IsUndefined(f"the power {exponent} of a negative number")
        if enclosed.low < 0 or (enclosed.low == 0 and exponent < 0):
            raise NotDecided("a root of a number close to 0")
        if exponent.denominator == 2:
            low, high = isqrt(enclosed.low << self.bits), isqrt(enclosed.high << self.bits) + 1
            return self.power(Interval(low, high, self.bits), Fraction(exponent.numerator))
        if enclosed.low > 0:
            return self.apply("exp", self.multiply(exponent, self.apply("log", enclosed)))
        top = self.power(Interval(enclosed.high, enclosed.high, self.bits), exponent) if enclosed.high else 0
        return Interval(0, self.lift(top).high, self.bits)

    def apply(self, function: str, u: Number) -> Number:
        """A function of the derivative table."""
        match function:
            case "exp":
                return 1 if u == 0 else self._exp(u)
            case "log":
                return self._log(u)
            case "sigmoid":
                return Fraction(1, 2) if u == 0 else self.invert(self.add(1, self._exp(self.negate(u))))
            case "tanh":  # 1 - 2/(exp(2u) + 1)
                return 0 if u == 0 else self.subtract(1, self.multiply(2, self._one_over_exp_plus_one(u)))
            case "softplus":
                return self._log(self.add(1, self.apply("exp", u)))
            case "sin" | "cos":
                return (0 if function == "sin" else 1) if u == 0 else self._wave(function, u)
            case "relu":
                return Interval(max(0, u.low), max(0, u.high), self.bits) if isinstance(u, Interval) else max(0, u)
            case "step" if sign(u) != 0:  # the slope of relu: of no use at its kink
                return int(sign(u) > 0)
            case _:
                raise NotDecided(f"the function {function}")

    def _one_over_exp_plus_one(self, u: Number) -> Number:
        return self.invert(self.add(self._exp(self.multiply(2, u)), 1))

    def _within_reach(self, u: Number) -> Interval:
        u = self.lift(u)
        if max(abs(u.low), abs(u.high)) > LARGEST_ARGUMENT << self.bits:
            raise NotDecided("a function of a very large number")
        return u

    def _exp(self, u: Number) -> Interval:
        u = self._within_reach(u)
        low, high = exp_bounds(u.low, self.bits)
        return Interval(low, high if u.low == u.high else exp_bounds(u.high, self.bits)[1], self.bits)

    def _log(self, u: Number) -> Number:
        if u == 1:
            return 0
        if sign(u) <= 0:
            raise IsUndefined(f"log({'a negative number' if isinstance(u, Interval) else u})")
        u = self.lift(u)
        if u.low <= 0:
            raise NotDecided("the logarithm of a number close to 0")
        return Interval(log_bounds(u.low, self.bits)[0], log_bounds(u.high, self.bits)[1], self.bits)

    def _wave(self, function: str, u: Number) -> Interval:
        """sin and cos: both change by at most the width of the argument, and stay in [-1, 1]."""
        u = self._within_reach(u)
        low, high = sin_cos_bounds(u.low, self.bits)[function == "cos"]
        one, width = 1 << self.bits, u.high - u.low
        return Interval(max(low - width, -one), min(high + width, one), self.bits)
