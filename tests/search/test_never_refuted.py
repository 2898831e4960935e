"""True claims: no seed finds a witness."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.kernel.judgements import Context
from symbolic.search.refutation.witness import refute
from tests.search.notation import (
    Operand,
    at,
    call,
    d,
    equal,
    exp,
    log,
    magnitude,
    positive,
    relu,
    same,
    size,
    sqrt,
    total,
    where,
    zero,
)
from tests.search.test_traps import CONTEXT, REAL, X, x, y, z

OPEN_UNIT = (
    where("low", ">", at("p")),
    where("high", ">", 1 - at("p")),
    where("label", "==", at("t") * (1 - at("t"))),
)
UNIT = Context(arrays=(("p", ()), ("t", ()), ("s", ())), hypotheses=OPEN_UNIT)
p, t, s = at("p"), at("t"), at("s")
Z = total("j:K", exp(z("j")))
CROSS_ENTROPY = -total("k:K", y("k") * log(exp(z("k")) / Z))


def softmax(i: str) -> Operand:
    return exp(z(i)) / Z


def sigmoid(u: Operand) -> Operand:
    return call("sigmoid", u)


BCE = -t * log(sigmoid(s)) - (1 - t) * log(1 - sigmoid(s))

SOFTMAX = {
    "gradient": (d(CROSS_ENTROPY, "z", "i"), softmax("i") - y("i")),
    "hessian": (d(d(CROSS_ENTROPY, "z", "i"), "z", "j"), softmax("i") * (same("i", "j") - softmax("j"))),
    "softmax derivative": (d(softmax("i"), "z", "j"), softmax("i") * (same("i", "j") - softmax("j"))),
    "log-sum-exp shifted": (log(total("k:K", exp(z("k") - z("i")))) + z("i"), log(Z)),
    "square of a sum": (total("k:K", x("k")) ** 2, total("k:K j:K", x("k") * x("j"))),
    "relu sum": (d(total("k:K", relu(x("k")) ** 2), "x", "i"), 2 * relu(x("i"))),
    "norm": (d(sqrt(total("k:K", x("k") ** 2)), "x", "i"), x("i") / sqrt(total("k:K", x("k") ** 2))),
    "chain rule": (
        d(call("f", total("k:K", x("k") ** 2)), "x", "i"),
        call("f", total("k:K", x("k") ** 2), orders=(1,)) * 2 * x("i"),
    ),
    "mean of ones": (total("k:K", 1 / size("K")), 1),
}
SCALAR = {
    "log loss": (d(-t * log(p) - (1 - t) * log(1 - p), "p"), (p - t) / (p * (1 - p))),
    "bce": (d(BCE, "s"), sigmoid(s) - t),
    "softplus": (call("softplus", s), log(1 + exp(s))),
    "tanh": (call("tanh", s), 2 * sigmoid(2 * s) - 1),
    "sigmoid": (sigmoid(-s), 1 - sigmoid(s)),
    "pythagoras": (call("sin", s) ** 2 + call("cos", s) ** 2, 1),
    "label squared": (t**2, t),
}
KINKS = {
    "relu": (d(relu(X), "x"), positive(X)),
    "relu squared": (d(relu(X) ** 2, "x"), 2 * relu(X)),
    "abs": (d(magnitude(X), "x"), positive(X) - positive(-X)),
    "abs squared": (d(magnitude(X) ** 2, "x"), 2 * X),
    "x abs x": (d(X * magnitude(X), "x"), 2 * magnitude(X)),
    "identity": (d(relu(X) - relu(-X), "x"), 1),
    "identity plus exp": (d(relu(X) - relu(-X) + exp(X + 1), "x"), 1 + exp(X + 1)),
    "bracket": (d(positive(X), "x"), 0),
    "cut square": (d(X**2 * positive(X), "x"), 2 * relu(X)),
    "spike": (d(X * zero(X), "x"), 0),
    "two kinks": (d(relu(relu(X) - relu(X - 1)), "x"), positive(X) - positive(X - 1)),
    "relu of x^2": (d(relu(X**2), "x"), 2 * X),
    "sign": (X * (positive(X) - positive(-X)), magnitude(X)),
    "sqrt": (sqrt(X) ** 2, X),
    "sqrt derivative": (d(sqrt(X), "x"), 1 / (2 * sqrt(X))),
    "cube root": (d(X ** Fraction(4, 3), "x"), Fraction(4, 3) * X ** Fraction(1, 3)),
    "quotient": (X / X, 1),
    "log": (2 * log(X), log(X**2)),
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("context", "claims", "name"),
    [(c, claims, n) for c, claims in ((CONTEXT, SOFTMAX), (UNIT, SCALAR), (REAL, KINKS)) for n in claims],
)
def test_true_identity(context: Context, claims: dict[str, tuple[Operand, Operand]], name: str, seed: int) -> None:
    assert refute(equal(context, *claims[name]), seed=seed, budget_steps=30_000) is None
