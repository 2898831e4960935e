"""A right side that is undefined where the left is defined, and what is proved of a point that does not exist."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import (
    Equal,
    Minimizer,
    Stationary,
    Sum,
    Unequal,
    abs_,
    bracket,
    exp,
    index,
    log,
    sqrt,
)
from symbolic.language.relations import Relation
from symbolic.language.tree import coerce
from tests.attacks.false_claim import Attack, not_proved
from tests.attacks.notation import HALF, A, K, a, b, i, j, k, u, x, y

k1_ = index("k1_", K)
NONZERO = Unequal(u[k], 0)

ATTACKS = {
    "log of a square": Attack(Equal(log(x**2), 2 * log(x))),
    "log of a product": Attack(Equal(log(x * y), log(x) + log(y))),
    "root of a square": Attack(Equal(sqrt(x**2), x)),
    "root of a product": Attack(Equal(sqrt(x * y), sqrt(x) * sqrt(y))),
    "x/x on the right": Attack(Equal(1, x / x)),
    "x*x/x on the right": Attack(Equal(x, x * x / x)),
    "0/x on the right": Attack(Equal(0, 0 * (1 / x))),
    "0 log on the right": Attack(Equal(0, 0 * log(x))),
    "bracket times undefined": Attack(Equal(bracket(x > 0), bracket(x > 0) * (x / x))),
    "bracket does not guard": Attack(Equal(0, bracket(Equal(x, x + 1)) / x)),
    "x^0 with an undefined base": Attack(Equal(1, log(x) ** 0)),
    "sum of logs": Attack(Equal(0, 0 * Sum(log(u[k]), k)).where(u[i] > 0)),
    "sum of logs, positive at an index of the kernel's name": Attack(Equal(0, 0 * Sum(log(u[k]), k)).where(u[k1_] > 0)),
    "a sum of non-zero numbers": Attack(Unequal(Sum(u[k], k), 0).given(nonzero=NONZERO)),
    "quotient of sums of non-zero numbers": Attack(Equal(1, Sum(u[k], k) / Sum(u[k], k)).given(nonzero=NONZERO)),
    "0 over a sum of non-zero numbers": Attack(Equal(0, 0 / Sum(u[k], k)).given(nonzero=NONZERO)),
    "a sum of two non-zero numbers": Attack(Unequal(x + y, 0).given(first=Unequal(x, 0), second=Unequal(y, 0))),
    "diagonal is not all": Attack(Equal(0, 0 * Sum(log(A[i, j]), i, j)).given(diagonal=A[i, i] > 0)),
    "sqrt in an inequality": Attack(Relation("<=", coerce(0), sqrt(x)), "not proved"),
    "log in an inequality": not_proved(Unequal(1, 1 + exp(log(x)))),
    "minimiser where the hypothesis is undefined": not_proved(
        Minimizer((x - a) ** 2, {x: a}).given(domain=log(x) ** 2 >= 0)
    ),
    "minimiser that does not exist": not_proved(Minimizer(y**2, {x: sqrt(a)})),
    "minimiser at 1/a": not_proved(Minimizer(y**2 + 0 * x, {x: 1 / a})),
    "stationary where undefined": not_proved(Stationary(x**2 + log(x - 1) ** 0, {x: 0})),
    "stationary where 0 log is undefined": not_proved(Stationary(x**2 + 0 * log(x - 1), {x: 0})),
    "power of a power": Attack(Equal((x**2) ** HALF, x)),
    "cube root of a cube": Attack(Equal(abs_(x), (x**3) ** Fraction(1, 3))),
    "exp log": Attack(Equal(x, exp(log(x)))),
    "difference of inverses": Attack(Equal(0, 1 / x - 1 / x)),
    "b": Attack(Equal(a, a * b / b)),
    "K - 1 is not 0": Attack(Equal(1, (K - 1) / (K - 1))),
}
