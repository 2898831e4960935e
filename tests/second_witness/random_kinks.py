"""Random claims about functions with kinks, edges, signs, extrema and hypotheses that point at them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from symbolic.language import (
    Concave,
    Convex,
    Decreasing,
    Equal,
    Increasing,
    Matrix,
    Minimizer,
    Nondecreasing,
    PositiveDefinite,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Subgradient,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    bracket,
    cases,
    d,
    exp,
    index,
    log,
    max_,
    min_,
    real,
    reals,
    relu,
    sigmoid,
    sign,
    size,
    sqrt,
)
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, coerce

K = size("K")
i, j, k = (index(name, K) for name in "ijk")
x, y, a = reals("x y a")
u, w = reals("u w", K)
r, h = real("r", positive=True), real("h", nonnegative=True)

Pair = tuple[Expr, Expr]
"""A function and what a careless person takes for its derivative."""


class Bent:
    """Random functions of one variable together with their formal slopes."""

    def __init__(self, random: Random, variable: Expr, other: tuple[Expr, ...]) -> None:
        self.random, self.variable, self.other = random, variable, other
        self.used: list[Expr] = []

    def base(self) -> Pair:
        c = coerce(self.random.choice((-2, -1, 1, 1, 2)))
        v = self.variable
        options = [
            (v, coerce(1)),
            (v, coerce(1)),
            (c * v, c),
            (v - self.other[0], coerce(1)),
            (self.other[0] - v, coerce(-1)),
            (v**2, 2 * v),
            (v**3, 3 * v**2),
            (self.other[0] * v, self.other[0]),
            (v + 1, coerce(1)),
            (v**2 + v, 2 * v + 1),
            (v - 2 * self.other[-1], coerce(1)),
            (self.other[0], coerce(0)),
        ]
        return self.random.choice(options)

    def make(self, size: int) -> Pair:
        if size <= 1:
            return self.base()
        what = self.random.random()
        if what < 0.25:
            (f, df), (g, dg) = self.make(size // 2), self.make(size - size // 2)
            return f + g, df + dg
        if what < 0.45:
            (f, df), (g, dg) = self.make(size // 2), self.make(size - size // 2)
            return f * g, df * g + f * dg
        if what < 0.6 and self.used:
            f, df = self.make(size - 1)
            s = self.random.choice(self.used)
            return f * bracket(s > 0), df * bracket(s > 0)
        return self.bend(size)

    def bend(self, size: int) -> Pair:
        f, df = self.make(size - 1)
        self.used += [f, -f]
        half = Fraction(1, 2)
        options: list[Callable[[], Pair]] = [
            lambda: (relu(f), bracket(f > 0) * df),
            lambda: (relu(-f), -bracket(-f > 0) * df),
            lambda: (relu(f), (1 - bracket(-f > 0)) * df),
            lambda: (abs_(f), sign(f) * df),
            lambda: (abs_(f), (2 * bracket(f > 0) - 1) * df),
            lambda: (max_(f, 0), bracket(f > 0) * df),
            lambda: (min_(f, self.variable), df * bracket(f < self.variable) + bracket(f >= self.variable)),
            lambda: (relu(f) ** 2, 2 * relu(f) * df),
            lambda: (f * relu(f), 2 * relu(f) * df),
            lambda: (f * abs_(f), 2 * abs_(f) * df),
            lambda: (sqrt(f**2), sign(f) * df),
            lambda: ((f**2) ** Fraction(3, 2), 3 * f * abs_(f) * df),
            lambda: (sqrt(f**4), 2 * f * df),
            lambda: (sqrt(f), df / (2 * sqrt(f))),
            lambda: (f ** Fraction(3, 2), 3 * half * sqrt(f) * df),
            lambda: (log(f**2), 2 * df / f),
            lambda: (log(f), df / f),
            lambda: (exp(f), exp(f) * df),
            lambda: (sigmoid(f), sigmoid(f) * (1 - sigmoid(f)) * df),
            lambda: (1 / f, -df / f**2),
            lambda: (f / f, coerce(0)),
            lambda: (cases((f, f > 0), 0), bracket(f > 0) * df),
            lambda: (cases((f**2, f > 0), -(f**2)), 2 * abs_(f) * df),
            lambda: (f * bracket(Equal(f, 0)), coerce(0)),
            lambda: (bracket(f > 0), coerce(0)),
            lambda: (relu(f) - relu(-f), df),
            lambda: (relu(f) - relu(-f), (bracket(f > 0) + bracket(-f > 0)) * df),
        ]
        return self.random.choice(options)()


def hypothesis(random: Random, s: Expr, v: Expr, o: Expr):
    return random.choice(
        (
            Equal(v, 0),
            Unequal(v, 0),
            v > 0,
            v >= 0,
            Equal(s, 0),
            Unequal(s, 0),
            s > 0,
            s >= 0,
            Equal(o, 2 * v),
            v > o,
            Equal(v, o),
            v <= 1,
            o >= 0,
            Equal(o, 0),
            v + o > 0,
            v**2 <= 1,
            Equal(v**2, v),
        )
    )


def claim(seed: int) -> Claim:
    random = Random(seed)
    many = random.random() < 0.25
    v, o = (u[i], (w[i], a)) if many else (x, random.choice(((y, a), (r, y), (h, y), (a, y))))
    bent = Bent(random, v, o)
    f, df = bent.make(random.randint(1, 5))
    kinks = bent.used or [v]
    kind = random.random()
    spike = random.choice((0, 0, 0, bracket(Equal(random.choice(kinks), 0)), bracket(Equal(v, 0)) * o[0]))
    if kind < 0.5:
        statement = Equal(d(f, v), df + spike)
    elif kind < 0.6:
        statement = random.choice((f >= 0, f > 0, Unequal(f, 0), f <= v**2 + 1, abs_(v) >= f, f**2 >= 0, f >= -abs_(f)))
    elif many:
        statement = random.choice((Convex(Sum(relu(u[k]) * w[k] ** 2 + u[k] ** 2, k), u), Equal(f, f + spike), f >= 0))
    elif kind < 0.7:
        statement = random.choice((Convex, Convex, StrictlyConvex, Concave))(f, x)
    elif kind < 0.78:
        statement = random.choice((Increasing, Nondecreasing, Decreasing))(f, x)
    elif kind < 0.9:
        point = {x: random.choice((0, 0, 1, y, -1, a))}
        statement = random.choice((Minimizer, Minimizer, UniqueMinimizer, Stationary))(
            f**2 if kind < 0.84 else f, point
        )
    elif kind < 0.95:
        g, _ = bent.make(2)
        matrix = Matrix([[f, g], [g, random.choice((f, g**2 + 1, y**2 + f, f + 1))]])
        statement = random.choice((PositiveSemidefinite, PositiveDefinite))(matrix)
    else:
        statement = Subgradient(f, x, df)
    whole = Claim(statement)
    if random.random() < 0.45:
        one = hypothesis(random, random.choice(kinks), v, o[0])
        whole = whole.where(one) if many or random.random() < 0.3 else whole.given(h=one)
        if random.random() < 0.3 and not many:
            whole = whole.given(g=hypothesis(random, random.choice(kinks), v, o[-1]))
    return whole
