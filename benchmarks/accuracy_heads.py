"""The functions whose accuracy is compared: as mathematics, at 60 digits, and in the textbook form for SymPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
import sympy

from symbolic.language import Sum, array, d, grad, index, label, log, real, sigmoid, size, softmax, softplus, tanh

N, K = size("N"), size("K")
n, k = index("n", N), index("k", K)
z, t, x = real("z"), real("t"), real("x", positive=True)
row = real("row", K)
c = label("c", N, K)
rows = real("rows", N, K)

CLASSES = 4
Z, T, X = sympy.symbols("z t x", real=True)
ROW = sympy.symbols(f"r0:{CLASSES}", real=True)


@dataclass(frozen=True, slots=True)
class Head:
    """`ours` is compiled; `exact` calculates at 60 digits; `textbook` is what SymPy is given.

    `of` says what it is a function of: numbers z, logits z with labels t in {0, 1}, positive numbers x, or rows of
    logits, of which `textbook` and `exact` take one and give the entry of class 0.
    """

    name: str
    of: str
    ours: Any
    exact: Callable[..., Any]
    textbook: Any


def _sigma(u: Any) -> Any:
    return 1 / (1 + mpmath.exp(-u))


def _p(*r: Any) -> Any:
    return 1 / mpmath.fsum(mpmath.exp(u - r[0]) for u in r)


def _others(*r: Any) -> Any:
    """1 - p of class 0, without a difference."""
    weights = [mpmath.exp(u - r[0]) for u in r]
    return mpmath.fsum(weights[1:]) / mpmath.fsum(weights)


def _minus_log_p(*r: Any) -> Any:
    return mpmath.log1p(mpmath.fsum(mpmath.exp(u - r[0]) for u in r[1:]))


SIGMA = 1 / (1 + sympy.exp(-Z))
P = sympy.exp(ROW[0]) / sum(map(sympy.exp, ROW))
BCE = -T * sympy.log(SIGMA) - (1 - T) * sympy.log(1 - SIGMA)
bce = -t * log(sigmoid(z)) - (1 - t) * log(1 - sigmoid(z))
cross = Sum(-log(softmax(rows)[n, c[n]]), n)
each_p = array(softmax(rows)[n, k], n, k)

HEADS = (
    Head("sigma(z)", "z", sigmoid(z), _sigma, SIGMA),
    Head("1 - sigma(z)", "z", 1 - sigmoid(z), lambda u: _sigma(-u), 1 - SIGMA),
    Head("sigma'(z)", "z", d(sigmoid(z), z), lambda u: _sigma(u) * _sigma(-u), sympy.diff(SIGMA, Z)),
    Head("softplus(z)", "z", softplus(z), lambda u: mpmath.log1p(mpmath.exp(u)), sympy.log(1 + sympy.exp(Z))),
    Head("log sigma(z)", "z", log(sigmoid(z)), lambda u: -mpmath.log1p(mpmath.exp(-u)), sympy.log(SIGMA)),
    Head("BCE(z, t)", "zt", bce, lambda u, y: mpmath.log1p(mpmath.exp(u if y == 0 else -u)), BCE),
    Head("BCE'(z, t)", "zt", d(bce, z), lambda u, y: _sigma(u) if y == 0 else -_sigma(-u), sympy.diff(BCE, Z)),
    Head("tanh'(z)", "z", d(tanh(z), z), lambda u: 1 / mpmath.cosh(u) ** 2, sympy.diff(sympy.tanh(Z), Z)),
    Head("-log softmax", "rows", -log(softmax(rows)), _minus_log_p, -sympy.log(P)),
    Head("p - y, hard label", "labelled", grad(cross, rows), lambda *r: -_others(*r), P - 1),
    Head("p (1 - p)", "rows", each_p * (1 - each_p), lambda *r: _p(*r) * _others(*r), P * (1 - P)),
    Head("p log p", "rows", each_p * log(each_p), lambda *r: -_p(*r) * _minus_log_p(*r), P * sympy.log(P)),
    Head("x log x", "x", x * log(x), lambda u: u * mpmath.log(u), X * sympy.log(X)),
)


def points(of: str) -> list[Any]:
    """Arrays to calculate at: numbers with |z| <= 1e4, and rows of such."""
    rng = np.random.default_rng(0)
    sizes = np.concatenate([np.logspace(-12, 4, 161), rng.uniform(0, 60, 120), rng.uniform(600, 760, 40)])
    numbers = np.concatenate([sizes, -sizes, [0.0]])
    match of:
        case "z":
            return [numbers]
        case "zt":
            return [np.tile(numbers, 2), np.repeat([0.0, 1.0], numbers.size)]
        case "x":
            return [np.concatenate([np.logspace(-300, 4, 300), rng.uniform(0.9, 1.1, 40)])]
    table = 10 ** rng.uniform(-3, 4, (200, 1)) * rng.normal(size=(200, CLASSES))
    table[100:, 0] = table[100:, 1:].max(axis=1) + rng.uniform(0, 60, 100)  # one class leads: p -> 1
    return [np.clip(np.concatenate([np.roll(table, turn, axis=1) for turn in range(CLASSES)]), -1e4, 1e4)]
