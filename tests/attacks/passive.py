"""Derivatives inside a function or a hypothesis, at kinks of variables that stand still; names that may be confused."""

from __future__ import annotations

from symbolic.language import (
    Concave,
    Equal,
    Limit,
    Minimizer,
    Rational,
    Stationary,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    bracket,
    d,
    exp,
    indices,
    log,
    oo,
    real,
    reals,
    relu,
    size,
    sqrt,
)
from tests.attacks.false_claim import not_proved

K = size("K")
i, j, k, k1, k2 = indices("i j k k1 k2", K)
s, u, v, a = reals("s u v a")
x, y = reals("x y", K)
A, C = real("A", K, K), real("C", K, K, K)
R = Rational
D = d(relu(u) - relu(-u), u)  # the derivative of u, which is 1 everywhere; the table's formula gives 0 at u = 0
I = relu(s) - relu(-s)

CLAIMS = (
    Limit(s + D, s, 0, bracket(Unequal(u, 0))),
    Limit(s + D, s, 0, 0).given(z=Equal(u, 0)),
    Limit(s / K + D, s, 0, bracket(Unequal(u, 0))),
    StrictlyConvex(s**2 * (R(1, 2) - D), s).given(z=Equal(u, 0)),
    Concave(s**2 * (D - R(1, 2)), s).given(z=Equal(u, 0)),
    StrictlyConvex(s**2 + s * a * D + a**2 * (R(1, 4) + bracket(Unequal(u, 0))), s, a).given(z=Equal(u, 0)),
    Stationary(s * D, {s: 5}).given(z=Equal(u, 0)),
    Stationary(s**2 + s * D, {s: 0}).given(z=Equal(u, 0)),
    Minimizer((s - D) ** 2, {s: 0}).given(z=Equal(u, 0)),
    Minimizer((s - D) ** 2, {s: bracket(Unequal(u, 0))}),
    Stationary((s - D) ** 2, {s: bracket(Unequal(u, 0))}),
    UniqueMinimizer((s - D) ** 2, {s: bracket(Unequal(u, 0))}),
    Minimizer((s - x[i] * D) ** 2, {s: x[i] * bracket(Unequal(u, 0))}),
    Minimizer(s**2 * (R(1, 2) - D), {s: 0}).given(z=Equal(u, 0)),
    UniqueMinimizer(Sum((x[k] - d(relu(y[k]) - relu(-y[k]), y[k])) ** 2, k), {x: 0}).given(z=Equal(y[k], 0)),
    Limit(s + d(relu(u), u), s, 0, 0).given(z=Equal(u, 0)),
    Minimizer((s - d(abs_(u), u)) ** 2, {s: 0}).where(Equal(u, 0)),
    Minimizer(s**2, {s: 0}).given(h=(s + R(1, 2) >= d(I, s))),
    Minimizer(s**2, {s: 0}).given(h=(d(I, s) + s <= R(1, 2))),
    Stationary(s**2, {s: 0}).given(h=(d(I, s) + s <= R(1, 2))),
    Limit(s, s, 0, 0).given(h=(d(I, s) + s <= R(1, 2))),
    Minimizer(Sum(x[k] ** 2, k), {x: 0}).given(h=(d(relu(x[i]) - relu(-x[i]), x[i]) + x[i] <= R(1, 2))),
    Minimizer(s**2, {s: 0}).given(h=(d(abs_(s), s) > -2)),
    Stationary(s**2, {s: 0}).given(h=(d(relu(s), s) >= 0)),
    Minimizer(u**2, {u: 0}).given(g=Unequal(A[k, k], 0), h=(Sum(1 / (A[k1, j] - u) ** 2, j) > 0)),
    Stationary(u**2, {u: 0}).given(g=Unequal(A[k, k], 0), h=(Sum(1 / (A[k1, j] - u) ** 2, j) > 0)),
    Minimizer(Sum(x[k] ** 2, k), {x: 0}).given(g=Unequal(A[k, k], 0), h=(Sum(1 / (A[k1, j] - x[j]) ** 2, j) > 0)),
    Minimizer(u**2, {u: 0}).given(g=A[k, k] > 0, h=(1 + exp(Sum(log(A[k1, j] - u), j)) > 0)),
    Stationary(u**2, {u: 0}).given(g=A[k, k] > 0, h=(1 + Sum(sqrt(A[k1, j] - u), j) > 0)),
    Minimizer(u**2, {u: 0}).given(g=Unequal(C[i, j, j], 0), h=(Sum(1 / (C[i, k2, j] - u) ** 2, i, j) > 0)),
    Limit(u, s, 0, 0).given(h=Equal(s * u, 0), g=Unequal(s, 0)),
    Limit(u * s / s, s, 0, 0).given(h=Equal(s * u, 0)),
    Limit(exp(s * (R(1, 2) - D)), s, oo, oo).given(z=Equal(u, 0)),
    Limit(K * D, K, oo, oo).given(z=u >= 0),
)
ATTACKS = {f"{number}": not_proved(claim) for number, claim in enumerate(CLAIMS, 1)}
