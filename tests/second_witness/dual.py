"""Numbers with slopes: forward differentiation, nested by tags, over Python floats or mpmath numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath

Number = Any


class Undefined(Exception):
    """No real value here: a logarithm of what is not positive, a division by 0."""


class Kink(Exception):
    """The value is known but dual numbers cannot tell the slope: a jump, a corner or the edge of a root."""


class Dual:
    """`value + slope * eps` for the infinitesimal with this tag; inner tags are the older ones."""

    __slots__ = ("slope", "tag", "value")

    def __init__(self, tag: int, value: Number, slope: Number) -> None:
        self.tag, self.value, self.slope = tag, value, slope


def plain(x: Number) -> Number:
    while isinstance(x, Dual):
        x = x.value
    return x


def parts(x: Number, tag: int) -> tuple[Number, Number]:
    return (x.value, x.slope) if isinstance(x, Dual) and x.tag == tag else (x, 0)


def _outer(a: Number, b: Number) -> int:
    return max(a.tag if isinstance(a, Dual) else 0, b.tag if isinstance(b, Dual) else 0)


def add(a: Number, b: Number) -> Number:
    if not (tag := _outer(a, b)):
        return a + b
    (x, dx), (y, dy) = parts(a, tag), parts(b, tag)
    return Dual(tag, add(x, y), add(dx, dy))


def mul(a: Number, b: Number) -> Number:
    if not (tag := _outer(a, b)):
        return a * b
    (x, dx), (y, dy) = parts(a, tag), parts(b, tag)
    return Dual(tag, mul(x, y), add(mul(x, dy), mul(dx, y)))


def neg(a: Number) -> Number:
    return mul(-1, a)


def sub(a: Number, b: Number) -> Number:
    return add(a, neg(b))


def smooth(x: Number, f: Callable[[Number], Number], slope: Callable[[Number], Number]) -> Number:
    """f(x), given f on plain numbers and its slope on any."""
    if not isinstance(x, Dual):
        return f(x)
    return Dual(x.tag, smooth(x.value, f, slope), mul(slope(x.value), x.slope))


def _real(name: str) -> Callable[[Number], Number]:
    def f(x: Number) -> Number:
        return getattr(mpmath, name)(x) if isinstance(x, mpmath.mpf) else getattr(math, name)(x)

    return f


def exp(x: Number) -> Number:
    if plain(x) > 1e5:
        raise OverflowError
    return smooth(x, _real("exp"), exp)


def log(x: Number) -> Number:
    if plain(x) <= 0:
        raise Undefined("log")
    return smooth(x, _real("log"), lambda v: div(1, v))


def sin(x: Number) -> Number:
    return smooth(x, _real("sin"), cos)


def cos(x: Number) -> Number:
    return smooth(x, _real("cos"), lambda v: neg(sin(v)))


def div(a: Number, b: Number) -> Number:
    if plain(b) == 0:
        raise Undefined("division by 0")
    if isinstance(b, int) and isinstance(plain(a), mpmath.mpf):
        b = mpmath.mpf(b)
    return mul(a, _reciprocal(b))


def _reciprocal(b: Number) -> Number:
    return smooth(b, lambda v: 1 / v, lambda v: neg(mul(_reciprocal(v), _reciprocal(v))))


def whole_power(x: Number, n: int) -> Number:
    if n < 0:
        return div(1, whole_power(x, -n))
    result: Number = 1
    for _ in range(n):
        result = mul(result, x)
    return result


def real_power(x: Number, numerator: int, denominator: int) -> Number:
    """x^(numerator/denominator) for x >= 0, the denominator being more than 1."""
    v = plain(x)
    if v < 0 or (v == 0 and numerator < 0):
        raise Undefined("root")
    if v == 0:
        if isinstance(x, Dual):
            raise Kink("root at 0")
        return 0 * v
    return exp(mul(log(x), v**0 * numerator / denominator))


def flat(x: Number) -> bool:
    """Does the number not move with any infinitesimal?"""
    return not isinstance(x, Dual) or (flat(x.value) and flat(x.slope) and not plain(x.slope))


def positive(x: Number) -> bool:
    """x > 0; near 0 the sign is not trusted, and where x moves it is no constant either."""
    v = plain(x)
    if v == 0 and not flat(x):
        raise Kink("a sign changes")
    if v != 0 and abs(v) < 1e-10:
        raise Kink("too close to 0 to tell the sign")
    return bool(v > 0)


def relu(x: Number) -> Number:
    return x if positive(x) else 0


def sigmoid(x: Number) -> Number:
    return div(1, add(1, exp(neg(x))))


def tanh(x: Number) -> Number:
    e = exp(mul(-2, x))
    return div(sub(1, e), add(1, e))


def softplus(x: Number) -> Number:
    return log(add(1, exp(x)))
