"""Limits: forms that have any limit, ends that cannot be reached, parts that are undefined at the end."""

from __future__ import annotations

from symbolic.language import (
    Limit,
    Mean,
    Sum,
    abs_,
    bracket,
    exp,
    function,
    log,
    max_,
    oo,
    real,
    relu,
    sigmoid,
    sign,
    sin,
    size,
    softplus,
    sqrt,
    tanh,
)
from tests.attacks.false_claim import not_proved
from tests.attacks.notation import K, a, k, u, x, y

few = size("few", at_most=5)
r = real("r", positive=True)
g = function("g")

ATTACKS = {
    "a power that is 0": not_proved(Limit(log(x) ** 0, x, oo, oo)),
    "log of what tends to 0": not_proved(Limit(log(x) + 2 * log(1 / x), x, oo, oo)),
    "log of what tends to 0, positive": not_proved(Limit(log(r) + 2 * log(1 / r), r, oo, oo)),
    "inverse of an inverse": not_proved(Limit(x - 1 / (1 / x), x, oo, oo)),
    "inverse of an inverse, twice": not_proved(Limit(x - 2 / (1 / x), x, oo, oo)),
    "exp of an inverse of an inverse": not_proved(Limit(x - exp(1 / (1 / x)), x, oo, oo)),
    "exp of an inverse of exp": not_proved(Limit(r - exp(1 / exp(-r)), r, oo, oo)),
    "a product with what tends to 0": not_proved(Limit(x * exp(1 / (1 / x)) * exp(-x), x, oo, -oo)),
    "a size that cannot grow": not_proved(Limit(1 / few, few, oo, 0)),
    "a size that cannot grow, to oo": not_proved(Limit(few, few, oo, oo)),
    "a size that tends to 3": not_proved(Limit(K, K, 3, K)),
    "a value that moves": not_proved(Limit(1 / K, K, oo, 1 / K)),
    "an end that moves": not_proved(Limit(2 * x, x, x, 3 * x)),
    "0 times oo": not_proved(Limit(x * (1 / x), x, oo, 0)),
    "any number times oo": not_proved(Limit(a * x, x, oo, oo)),
    "oo - oo": not_proved(Limit(x - x, x, oo, oo)),
    "a step at its jump": not_proved(Limit(sign(x), x, 0, 0)),
    "a bracket at its jump": not_proved(Limit(bracket(x > 0), x, 0, 0)),
    "|x|/x": not_proved(Limit(abs_(x) / x, x, 0, 1)),
    "|x|/x, by a root": not_proved(Limit(sqrt(x**2) / x, x, 0, 1)),
    "kept away": not_proved(Limit(x, x, 0, 0).given(h=x > 1)),
    "kept away from oo": not_proved(Limit(x, x, oo, oo).given(h=x < 1)),
    "never allowed": not_proved(Limit(x, x, oo, oo).given(h=sin(x) > 2)),
    "a mean need not vanish": not_proved(Limit(Mean(u[k], k), K, oo, 0)),
    "K times 1/K": not_proved(Limit(Sum(1 / K, k), K, oo, 0)),
    "log at 0": not_proved(Limit(log(x), x, 0, 0)),
    "1/x at 0": not_proved(Limit(1 / x, x, 0, oo)),
    "an odd power": not_proved(Limit(x**3, x, -oo, oo)),
    "sine at oo": not_proved(Limit(sin(x), x, oo, 0)),
    "x over x": not_proved(Limit(x / x, x, 0, 0)),
    "sigmoid at the wrong end": not_proved(Limit(sigmoid(-x), x, oo, 1)),
    "softplus less x": not_proved(Limit(softplus(x) - x, x, oo, oo)),
    "the other of two": not_proved(Limit(max_(x, 1 - x), x, oo, 1)),
    "another point": not_proved(Limit(x**2, x, y, x * y)),
    "undefined on the whole way": not_proved(Limit(0 / relu(x), x, -oo, 0)),
    "an opaque function at oo": not_proved(Limit(g(x), x, oo, g(0))),
}

TRUE_LIMITS = {
    "1/x^2 at 0": Limit(x**-2, x, 0, oo),
    "1/|x| at 0": Limit(1 / abs_(x), x, 0, oo),
    "-log at 0": Limit(-log(r), r, 0, oo),
    "1/r at 0": Limit(1 / r, r, 0, oo),
    "a power that is 0": Limit((1 / x) ** 0, x, oo, 1),
    "x/x at 0": Limit(x / x, x, 0, 1),
    "a quotient at a pole": Limit((x**2 - 1) / (x - 1), x, 1, 2),
    "sin(x)/x": Limit(sin(x) / x, x, 0, 1),
    "tanh(x)/x": Limit(tanh(x) / x, x, 0, 1),
    "x log x": Limit(r * log(r), r, 0, 0),
    "x exp(-x)": Limit(x * exp(-x), x, oo, 0),
    "exp(x)/x": Limit(exp(x) / x, x, oo, oo),
    "softplus less x": Limit(softplus(x) - x, x, oo, 0),
    "x^2 - x": Limit(x**2 - x, x, oo, oo),
    "e": Limit((1 + 1 / r) ** r, r, oo, exp(1)),
    "K/(K + 1)": Limit(K / (K + 1), K, oo, 1),
    "relu(x)/x": Limit(relu(x) / x, x, oo, 1),
    "x [x > 0]": Limit(bracket(x > 0) * x, x, 0, 0),
    "max": Limit(max_(x, 1 - x), x, oo, oo),
    "sqrt(x^2)/|x|": Limit(sqrt(x**2) / abs_(x), x, 0, 1),
    "off a jump": Limit(abs_(x) / x, x, 2, 1),
}
"""True, and never to be refuted; to prove them is another matter."""
