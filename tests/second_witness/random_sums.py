"""Random claims about sums of bent functions over an index: their slopes, convexity, minima, definiteness."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.language import (
    Convex,
    Equal,
    Minimizer,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    bracket,
    d,
    delta,
    diag,
    exp,
    eye,
    log,
    outer,
    relu,
    sqrt,
)
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr
from tests.second_witness.random_kinks import Bent, K, Pair, a, i, j, k, r, u, w


def entry(seed: int, v: Expr, o: Expr, size: int) -> Pair:
    return Bent(Random(seed), v, (o, a)).make(size)


def outside(random: Random, f: Expr, df: Expr) -> Pair:
    half = Fraction(1, 2)
    options = (
        (f, df),
        (f, df),
        (f**2, 2 * f * df),
        (sqrt(f), df / (2 * sqrt(f))),
        (exp(f), exp(f) * df),
        (relu(f), bracket(f > 0) * df),
        (log(f), df / f),
        (sqrt(f**2), df * f / sqrt(f**2)),
        (sqrt(f + r), half * df / sqrt(f + r)),
        (f ** (3 * half), 3 * half * sqrt(f) * df),
        (log(1 + f**2), 2 * f * df / (1 + f**2)),
        (f * u[j], df * u[j] + f * delta(i, j)),
        (1 / (1 + f**2), -2 * f * df / (1 + f**2) ** 2),
        (sqrt(f) * u[j], df / (2 * sqrt(f)) * u[j] + sqrt(f) * delta(i, j)),
    )
    return random.choice(options)


def claim(seed: int) -> Claim:
    random = Random(seed)
    size = random.randint(1, 3)
    body, _ = entry(seed, u[k], w[k], size)
    here, slope = entry(seed, u[i], w[i], size)
    if random.random() < 0.5:
        square = random.choice((2, 2, 4))
        body, here, slope = body**square, here**square, square * here ** (square - 1) * slope
    f, df = outside(random, Sum(body, k), slope)
    kind = random.random()
    if kind < 0.5:
        spike = random.choice((0, 0, 0, bracket(Equal(u[i], 0)), bracket(Equal(f, 0)), bracket(Equal(here, 0)) * a))
        statement = Equal(d(f, u[i]), df + spike)
    elif kind < 0.65:
        statement = random.choice((Convex, Convex, StrictlyConvex))(random.choice((f, f + Sum(u[k] ** 2, k))), u)
    elif kind < 0.8:
        point = {u: random.choice((0, w, 1))}
        statement = random.choice((Minimizer, UniqueMinimizer, Stationary))(random.choice((f, f**2)), point)
    elif kind < 0.9:
        matrix = random.choice(
            (
                diag(u) * f,
                outer(u, u) * f,
                eye(K) * f + outer(w, w),
                outer(u, w) + outer(w, u),
                outer(u, u) - f * outer(w, w),
            )
        )
        statement = PositiveSemidefinite(matrix)
    else:
        statement = random.choice((f >= 0, f > 0, abs_(f) >= f, Unequal(f, 0), f <= Sum(body**2, k) + 1))
    whole = Claim(statement)
    more = random.random()
    if more < 0.2:
        whole = whole.given(h=random.choice((u[k] >= 0, u[k] > 0, Unequal(u[k], 0), Equal(u[k], w[k]), u[k] <= w[k])))
    elif more < 0.3:
        whole = whole.given(h=random.choice((Equal(Sum(u[k], k), 1), Equal(Sum(u[k], k), 0), w[k] >= 0, Equal(a, 0))))
    elif more < 0.4:
        whole = whole.where(random.choice((Equal(K, 1), K >= 2, Equal(K, 2), a > 0)))
    if more > 0.9 and (i in statement.free or j in statement.free):
        whole = whole.where(random.choice((Unequal(i, j), Equal(u[i], 0), Unequal(u[i], 0), u[i] > 0, Equal(i, j))))
    return whole
