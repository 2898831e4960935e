"""Derivatives where the left side exists although the formula of one side is wrong there."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import (
    Equal,
    Stationary,
    Sum,
    abs_,
    bracket,
    cases,
    d,
    exp,
    index,
    log,
    max_,
    min_,
    norm,
    relu,
    sign,
    sqrt,
)
from tests.attacks.false_claim import Attack
from tests.attacks.notation import K, f, g, i, j, k, u, x, y, z

k1_ = index("k1_", K)  # a name that a kernel might use for itself
both = bracket(x > 0) + bracket(-x > 0)
spike = bracket(Equal(x, 0))

ATTACKS = {
    "relu squared, plus a spike": Attack(Equal(d(relu(x) ** 2, x), 2 * relu(x) + spike)),
    "x as two ramps": Attack(Equal(d(relu(x) - relu(-x), x), both)),
    "square at a jump that cancels": Attack(Equal(d(x**2 * bracket(x > 0), x), 2 * relu(x) + spike)),
    "maximum of one thing twice": Attack(Equal(d(max_(x, x), x), bracket(x > 0))),
    "minimum of one thing twice": Attack(Equal(d(min_(x, x), x), bracket(x > 0))),
    "product of ramps": Attack(Equal(d(relu(x) * relu(-x), x), spike)),
    "difference of ramps": Attack(Equal(d(relu(x - y) - relu(y - x), x), bracket(x > y) + bracket(y > x))),
    "x |x|": Attack(Equal(d(x * abs_(x), x), 2 * abs_(x) + spike)),
    "|x|": Attack(Equal(d(abs_(x), x), 2 * bracket(x > 0) - 1 + bracket(x < 0) * 2)),
    "|x|^3": Attack(Equal(d(abs_(x) ** 3, x), 3 * x * abs_(x) + spike)),
    "cases that meet smoothly": Attack(Equal(d(cases((x**2, x > 0), 0), x), 2 * relu(x) + spike)),
    "ramps in a sum": Attack(Equal(d(Sum(relu(z[k]) - relu(-z[k]), k), z[i]), bracket(z[i] > 0) + bracket(-z[i] > 0))),
    "ramps in a sum, by an index of the kernel's name": Attack(
        Equal(d(Sum(relu(z[k]) - relu(-z[k]), k), z[k1_]), bracket(z[k1_] > 0) + bracket(-z[k1_] > 0))
    ),
    "ramps in a sum, off another kink": Attack(
        Equal(d(Sum(relu(z[k]) - relu(-z[k]), k), z[j]), bracket(z[j] > 0) + bracket(-z[j] > 0)).where(z[k1_] > 0)
    ),
    "squares in a sum": Attack(Equal(d(Sum(relu(z[k]) ** 2, k), z[i]), 2 * relu(z[i]) + bracket(Equal(z[i], 0)))),
    "a jump whose argument has slope 0": Attack(
        Equal(d(x * bracket(x**3 > 0) + x * bracket(-(x**3) > 0), x), 0).given(here=Equal(x, 0)), "not proved"
    ),
    "a jump whose argument has slope 0, where": Attack(
        Equal(d(x * bracket(x**3 > 0) + x * bracket(-(x**3) > 0), x), 0).where(Equal(x, 0)), "not proved"
    ),
    "kinks that meet only on the hypotheses": Attack(
        Equal(d(relu(x) - relu(y - x), x), bracket(x > 0) + bracket(y - x > 0)).given(line=Equal(y, 2 * x))
    ),
    "kinks that are one only at a point": Attack(
        Equal(d(relu(x) - relu(-(x**3) - x), x), bracket(x > 0) + bracket(-x > 0)).given(here=Equal(x, 0))
    ),
    "root of x^4": Attack(Equal(d(sqrt(x**4), x), 2 * x + spike), "not proved"),
    "x^2 to the 3/4, undefined formula": Attack(
        Equal(d((x**2) ** Fraction(3, 4), x), Fraction(3, 2) * x * (x**2) ** Fraction(-1, 4)), "not proved"
    ),
    "norm cubed": Attack(Equal(d(norm(u) ** 3, u[i]), 3 * norm(u) * u[i] + bracket(Equal(norm(u), 0))), "not proved"),
    "norm to the 4th": Attack(
        Equal(d(norm(u) ** 4, u[i]), 4 * norm(u) ** 2 * u[i] + bracket(Equal(norm(u), 0))), "not proved"
    ),
    "exp of a root": Attack(Equal(d(exp(sqrt(x**4)), x), 2 * x * exp(x**2) + spike), "not proved"),
    "root of a square": Attack(Equal(d(sqrt(x**2), x), bracket(x > 0))),
    "sign is not the slope of relu": Attack(Equal(d(relu(x), x), sign(x))),
    "slope of relu by the other argument": Attack(Equal(d(relu(x - y), y), bracket(x > y))),
    "maximum, ties": Attack(Equal(d(max_(x, y), x), bracket(x < y))),
    "|x| is not smooth": Attack(Stationary(abs_(x), {x: 0})),
    "an opaque function has a slope": Attack(Equal(d(f(x), x), 0)),
    "f' is not g'": Attack(Equal(d(f(x), x), g.prime(x))),
    "log |x|": Attack(Equal(d(log(abs_(x)), x), 1 / abs_(x))),
    "two kinks at one point": Attack(
        Equal(d(relu(x) + relu(2 * x) - relu(-3 * x), x), 3 * bracket(x > 0) + 3 * bracket(-x > 0))
    ),
    "K": Attack(Equal(d(Sum(abs_(z[k]) * z[k], k), z[i]), 2 * abs_(z[i]) + bracket(Equal(z[i], 0)) / K)),
}
