"""The numbers that the interpreter calculates with: 50 digits, or doubles with an imaginary part for complex steps."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import mpmath
from mpmath import mpf


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How numbers are made, added, multiplied and put into functions.

    `real` is what signs are read from; `moves` is False of a number that a derivative's step certainly leaves alone.
    """

    number: Callable[[Any], Any]
    total: Callable[[Iterable[Any]], Any]
    product: Callable[[Iterable[Any]], Any]
    root: Callable[[Any, int], Any]
    real: Callable[[Any], Any]
    functions: Mapping[str, Callable[..., Any]]
    moves: Callable[[Any], bool] = lambda u: True


def exactly(value: Any) -> Any:
    """A number in mpmath's current precision."""
    return value if isinstance(value, mpf) else mpf(value.numerator) / value.denominator


def _double(value: Any) -> float:
    return float(value) if isinstance(value, mpf) else value.numerator / value.denominator


def _product(factors: Iterable[Any]) -> Any:
    result: Any = 1.0
    for f in factors:
        result = result * f
    return result


def _either(name: str) -> Callable[[Any], Any]:
    """A function of doubles that takes numbers with an imaginary part, too."""
    of_real, of_complex = getattr(math, name), getattr(cmath, name)
    return lambda u: of_complex(u) if type(u) is complex else of_real(u)


_exp, _log = _either("exp"), _either("log")


def _sigmoid(u: Any) -> Any:
    return 1 / (1 + _exp(-u))


def _softplus(u: Any) -> Any:
    return _log(1 + _exp(u))


DIGITS = Arithmetic(
    number=exactly,
    total=mpmath.fsum,
    product=mpmath.fprod,
    root=mpmath.root,
    real=lambda u: u,
    functions={
        "exp": mpmath.exp,
        "log": mpmath.log,
        "sin": mpmath.sin,
        "cos": mpmath.cos,
        "tanh": mpmath.tanh,
        "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
        "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
        "pi": lambda *_: +mpmath.pi,
    },
)

DOUBLES = Arithmetic(
    number=_double,
    total=sum,
    product=_product,
    root=lambda u, n: cmath.sqrt(u) if n == 2 and type(u) is complex else u ** (1 / n),
    real=lambda u: u.real,
    functions={
        "exp": _exp,
        "log": _log,
        "sin": _either("sin"),
        "cos": _either("cos"),
        "tanh": _either("tanh"),
        "sigmoid": _sigmoid,
        "softplus": _softplus,
        "pi": lambda *_: math.pi,
    },
    moves=lambda u: type(u) is complex,
)
