"""Growth, curvature and slopes that hold on part of the set, or of a function that is not the one written."""

from __future__ import annotations

from symbolic.language import (
    Convex,
    Equal,
    Increasing,
    Limit,
    Matrix,
    Minimizer,
    PositiveDefinite,
    PositiveSemidefinite,
    Rational,
    Subgradient,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    d,
    delta,
    diag,
    exp,
    eye,
    function,
    log,
    max_,
    min_,
    norm,
    ones,
    outer,
    relu,
    sign,
    sqrt,
)
from tests.attacks.false_claim import Attack, not_proved
from tests.attacks.notation import K, g, i, j, k, u, w, x, y

F = function("F", 2)

ATTACKS = {
    "-1/x on two rays": Attack(Increasing(-1 / x, x).given(h=x**2 > 1)),
    "x/(1 + x) across its pole": Attack(Increasing(x / (1 + x), x)),
    "exp(-1/x) across 0": Attack(Increasing(exp(-1 / x), x)),
    "a slope that may be 0": Attack(Increasing(x * y, x).given(h=y >= 0)),
    "a square on two rays": Attack(Increasing(x**2, x).given(h=x * y > 0)),
    "log of a sum with a concave exponent": Attack(Convex(log(exp(-(x**2)) + exp(x)), x)),
    "a root of what is less than a norm": Attack(Convex(sqrt(x**2 + y**2 - 1), x, y)),
    "a product of ramps": Attack(Convex(relu(x) * relu(y), x, y)),
    "an even power of what is not affine": Attack(Convex((relu(x) - 1) ** 2, x)),
    "exp of a difference": Attack(Convex(exp(relu(x) - x**2), x)),
    "|.| of what is not affine": Attack(Convex(abs_(x**2 - 1), x)),
    "1/x off 0": Attack(Convex(1 / x, x).given(h=Unequal(x, 0))),
    "a quotient": Attack(Convex(y / x, x, y).given(h=x > 0, g=y > 0)),
    "-log of a ramp": Attack(Convex(-log(relu(x) + 1), x)),
    "larger times smaller": Attack(Convex(max_(x, y) * min_(x, y), x, y)),
    "weights of either sign": Attack(Convex(Sum(relu(u[k]) * w[k], k), u)),
    "one weight is positive": Attack(Convex(Sum(relu(u[k]) * w[k], k), u).where(w[i] >= 0)),
    "a minimum outside": not_proved(Minimizer(x**2 - 2 * x, {x: 1}).given(h=x <= 0)),
    "unique, where y may be 0": Attack(UniqueMinimizer(x**2 * y**2, {x: 0})),
    "unique, on a segment": Attack(UniqueMinimizer(abs_(x) + abs_(y - x), {x: 0})),
    "one half at every point": Attack(Subgradient(relu(x), x, Rational(1, 2))),
    "twice the sign": Attack(Subgradient(abs_(x), x, 2 * sign(x))),
    "definite up to the edge": Attack(PositiveDefinite(Matrix([[1, x], [x, 1]])).given(h=x**2 <= 1)),
    "a larger diagonal": Attack(PositiveSemidefinite(Matrix([[x, y], [y, x]])).given(h=x >= y)),
    "outer product less diagonal": Attack(PositiveSemidefinite(outer(u, u) - diag(u))),
    "covariance of what may be negative": Attack(
        PositiveSemidefinite(diag(u) - outer(u, u)).given(s=Equal(Sum(u[k], k), 1))
    ),
    "centring is not definite": Attack(PositiveDefinite(K * eye(K) - ones(K, K))),
    "too little of the identity": Attack(PositiveSemidefinite(eye(K) - ones(K, K))),
    "a slope at one point, times x": Attack(Equal(d(g(x) * x, x), 0).given(h=Equal(d(g(x), x), 0))),
    "a slope at one point, again": Attack(Equal(d(g(x), x, x), 0).given(h=Equal(d(g(x), x), 0))),
    "a slope at another point": Attack(Equal(g.prime(y), 0).given(h=Equal(d(g(x), x), 0))),
    "a slope of relu": Attack(Equal(x, 1).given(h=Equal(d(relu(x), x), 1))),
    "log of a positive number": Attack((log(x) > 0).given(h=x > 0)),
    "log of a sum of exponentials": Attack(log(exp(x) + exp(y)) > 0),
    "the first partial is not the slope": Attack(Equal(d(F(x, x), x), F.partial(1, 0)(x, x))),
    "partials differ": Attack(Equal(F.partial(1, 0)(x, y), F.partial(0, 1)(x, y))),
    "norm times an entry, at 0": not_proved(
        Equal(d(norm(u) * u[j], u[i]), u[i] * u[j] / norm(u) + norm(u) * delta(i, j))
    ),
    "kept away by an inverse": not_proved(Limit(x, x, 0, 0).given(h=1 / x**2 < 1)),
    "kept away by an exponential": not_proved(Limit(x, x, 0, 0).given(h=exp(1 / x**2) < 5)),
}
