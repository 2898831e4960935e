"""Statements about all values of a variable at once, split, narrowed or pinned by hypotheses about that variable."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import (
    Convex,
    Equal,
    Limit,
    LocalMinimizer,
    Matrix,
    NotDifferentiable,
    PositiveSemidefinite,
    Stationary,
    Subgradient,
    Sum,
    Unequal,
    abs_,
    bracket,
    d,
    delta,
    exp,
    indices,
    label,
    log,
    oo,
    real,
    reals,
    relu,
    size,
    sqrt,
)
from tests.attacks.false_claim import not_proved

K, N = size("K"), size("N")
i, j, k = indices("i j k", K)
x, y, z, a, v_x = reals("x y z a v_x")
u, v_u, w, t = reals("u v_u w t", K)
c = label("c", K, N)
bits = real("bits", K, one_of=(0, 1))
X = real("X", K, N)
R = Fraction

CLAIMS = (
    Convex(-(x**2), x).given(h=Equal(v_x, 0)),
    Convex(x**3, x).given(h=Equal(v_x, 0)),
    Convex(-Sum(u[k] ** 2, k), u).given(h=Equal(v_u[k], 0)),
    Convex(-relu(x - 1000), x),
    Convex(-relu(x - y), x).given(h=y > 10**9),
    Limit(x + 5, x, 0, 5).given(h=x**2 * (x - 1) > 0),
    Limit(x + 5, x, 0, 5).given(h=x**2 * (x - 1) >= 0),
    Limit(x + 5, x, 0, 5).given(h=x >= 0, g=x <= 0),
    Limit(x + 5, x, 0, 5).given(h=-(x**2) >= 0),
    Limit(x + 5, x, 0, 5).given(h=x * u[k] >= 0, g=Unequal(u[k], 0)),
    Limit(1 / K, K, oo, 0).given(h=Equal(delta(c[i], c[j]), delta(i, j))),
    Limit(1 / K, K, oo, 0).given(h=Unequal(bits[i] - bits[j] + delta(i, j), 0)),
    Limit(1 / K, K, oo, 0).given(h=Equal(delta(i, j), 1)),
    Limit(1 / K, K, oo, 0).given(h=u[i] - u[j] + 2 * delta(i, j) >= 1),
    Stationary(x ** R(3, 2), {x: 0}),
    Stationary((-(x**2)) ** R(3, 2), {x: 0}),
    Subgradient(0 * x, x, 0 / x),
    Subgradient(abs_(x), x, x / abs_(x)),
    Subgradient(x**2, x, 2 * x + 0 * log(a)),
    NotDifferentiable(relu(x) ** 2, x).where(Equal(x, 0)),
    NotDifferentiable(relu(x) - relu(-x), x).where(Equal(x, 0)),
    NotDifferentiable(relu(x), x).where(Equal(x, 1)),
    NotDifferentiable(relu(x), x).where(x >= 0),
    NotDifferentiable(y * relu(x), x).where(Equal(x, 0)),
    NotDifferentiable(relu(1 - y * (w @ u)), y).where(Equal(y * (w @ u), 0)),
    NotDifferentiable(relu(w @ u), w).where(Equal(w @ u, 0)),
    NotDifferentiable(Sum(t[k] * relu(u[k]), k), u).where(Equal(u[j], 0)),
    NotDifferentiable(relu(x) + relu(y) - relu(x + y) - relu(0 * x), x, y).where(Equal(x, 0), Equal(y, 0), x > 0),
    Equal(d(Sum(relu(u[k]) - relu(-u[k]), k), u[j]), bracket(u[j] > 0) + bracket(u[j] < 0)),
    Equal(d(relu(x) - relu(-y * x), x), bracket(x > 0) + y * bracket(y * x < 0)),
    Equal(d(relu(x) - relu(-x) + sqrt(y), x), bracket(Unequal(x, 0))),
    Equal(d(relu(relu(x) - relu(-x)), x), 2 * bracket(x > 0)),
    Equal(d(relu(x - y) - relu(y - x), x), bracket(x > y) + bracket(x < y)),
    Equal(d(x * relu(x) + abs_(y), x), 2 * relu(x) + bracket(Equal(x, 0))),
    Equal(d(Sum(t[k] * relu(u[k] * x), k), x), Sum(t[k] * u[k] * bracket(u[k] * x > 0), k)),
    Equal(d(Sum(relu(u[k] - x) - relu(x - u[k]), k), x), -Sum(bracket(Unequal(u[k], x)), k)),
    Equal(d(abs_(x) - sqrt(x**2), x), bracket(Equal(x, 0))),
    Equal(d(Sum(abs_(x - u[k]) - sqrt((x - u[k]) ** 2), k), x), Sum(bracket(Equal(x, u[k])), k)),
    Limit(x + 5, x, 0, 5).given(h=bracket(Equal(x, 0)) > 0),
    Limit(x + 5, x, 0, 5).given(h=sqrt(-(x**2)) + 1 > 0),
    Limit(x + 5, x, 0, 5).given(h=sqrt(x) + sqrt(-x) + 1 > 0),
    Limit(y, x, log(a), y),
    NotDifferentiable(abs_(x) - sqrt(x**2), x).where(Equal(x, 0)),
    NotDifferentiable(abs_(u[i]) - sqrt(u[i] ** 2), u).where(Equal(u[i], 0)),
    Equal(0, d((-(x**2)) ** R(5, 2), x)).given(h=Equal(x, 0)),
    Equal(0, d(x ** R(3, 2), x)).given(h=Equal(x, 0)),
    PositiveSemidefinite(Matrix([[1 + d((-(y**2)) ** R(5, 2), y), 0], [0, 1]])).given(h=Equal(y, 0)),
    Limit(x + d((-(y**2)) ** R(5, 2), y), x, 0, 0).given(h=Equal(y, 0)),
    LocalMinimizer(x**3, {x: 0}),
    LocalMinimizer(x**3 - 3 * x, {x: -1}),
    LocalMinimizer(x**2 - y**2, {x: 0, y: 0}),
    LocalMinimizer((x - y) ** 2, {x: 0, y: 0}),
    LocalMinimizer(x**2 + 0 * sqrt(x), {x: 0}),
    LocalMinimizer(x**2 - 2 * abs_(x), {x: 0}),
    LocalMinimizer(x**2 + x, {x: 0}).given(h=x >= 0),
    LocalMinimizer(Sum(t[k] * u[k] ** 2, k), {u: 0}).given(h=Sum(t[k], k) > 0),
    exp(x) - 1 + x >= 0,
    log(1 + x) - log(x) <= 0,
    Sum(u[k], k) >= u[i],
)
ATTACKS = {f"{number}": not_proved(claim) for number, claim in enumerate(CLAIMS, 1)}
