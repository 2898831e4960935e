"""Random claims about limits, right and wrong."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.language import (
    Limit,
    abs_,
    bracket,
    exp,
    log,
    max_,
    min_,
    oo,
    real,
    relu,
    sigmoid,
    sign,
    softplus,
    sqrt,
    tanh,
)
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, coerce

x, a = real("x"), real("a")
r, s = real("r", positive=True), real("s", positive=True)
p = real("p", between=(0, 1))


def make(random: Random, size: int, v: Expr) -> Expr:
    if size <= 1:
        return random.choice((v, v, v, a, s, p, coerce(random.randint(-2, 3)), -v, 1 / v, v - 1))
    if random.random() < 0.45:
        left, right = make(random, size // 2, v), make(random, size - size // 2, v)
        return random.choice((left + right, left * right, left - right, left / right, left * right))
    f = make(random, size - 1, v)
    smooth = (
        exp(f),
        exp(-f),
        log(f),
        log(1 + f**2),
        sqrt(f),
        f**2,
        f**3,
        1 / f,
        f**-2,
        sigmoid(f),
        tanh(f),
        softplus(f),
    )
    bent = (abs_(f), relu(f), sign(f), bracket(f > 0), max_(f, v), min_(f, 0), sqrt(f**2))
    return random.choice((*smooth, *bent, f ** Fraction(-1, 2), f**0, s**f))


def claim(seed: int) -> Claim:
    random = Random(seed)
    v = random.choice((x, x, r))
    f = make(random, random.randint(2, 5), v)
    to = random.choice((oo, oo, oo, -oo, coerce(0), coerce(1), a)) if v is x else random.choice((oo, oo, coerce(0)))
    value = random.choice((oo, -oo, coerce(0), coerce(1), coerce(-1), a, s, oo, -oo, coerce(0)))
    whole = Claim(Limit(f, v, to, value))
    if random.random() < 0.2:
        h = random.choice((v > 1, v > 0, a > 0, a < 0, f > 0, 1 / v < 1, v**2 > 1, exp(v) > 1, log(v) > 0, sqrt(v) < 2))
        whole = whole.given(h=h)
    return whole
