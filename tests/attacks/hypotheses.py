"""Hypotheses that say less than a careless reading of them, and hypotheses that cannot hold."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import Equal, Sum, Unequal, abs_, delta, exp, log, real, relu, sin, sqrt
from tests.attacks.false_claim import Attack, not_proved
from tests.attacks.notation import A, K, N, T, X, a, b, i, j, k, l, n, t, u, w, x, y, z

E3 = real("E3", 3, 3)
T3 = real("T3", K, K, K)
signs = real("signs", K, one_of=(-1, 1))
sign_ = real("sign_", one_of=(-1, 1))
bits = real("bits", K, one_of=(0, 1))
unit = real("unit", between=(0, 1))
APART = Sum(((u[j] - u[k]) * (u[k] - u[l]) * (u[l] - u[j])) ** 2, j, k, l)

ATTACKS = {
    "an entry is not every entry": Attack(Equal(u[i], 0).where(Equal(u[j], 0))),
    "an entry is not the sum": Attack(Equal(Sum(u[k], k), 0).where(Equal(u[j], 0))),
    "the sum is not an entry": Attack(Equal(u[i], 0).given(h=Equal(Sum(u[k], k), 0))),
    "positive at one index only": Attack((u[i] > 0).where(u[j] > 0)),
    "roots, positive at one index only": Attack(Equal(Sum(sqrt(u[k] ** 2), k), Sum(u[k], k)).where(u[j] > 0)),
    "symmetry at two indices": Attack(Equal(A[k, l], A[l, k]).where(Equal(A[i, j], A[j, i]))),
    "symmetry of two entries": Attack(Equal(E3[0, 2], E3[2, 0]).given(h=Equal(E3[0, 1], E3[1, 0]))),
    "symmetry in the outer two of three": Attack(
        Equal(T3[i, j, k], T3[j, i, k]).given(h=Equal(T3[i, j, k], T3[k, j, i]))
    ),
    "antisymmetry is not symmetry": Attack(Equal(A[i, j], A[j, i]).given(h=Equal(A[i, j], -A[j, i]))),
    "the diagonal is not the matrix": Attack(Equal(A[i, j], 1).given(h=Equal(A[i, i], 1))),
    "a finite domain of the diagonal": Attack(Equal(A[i, j] ** 2, 1).given(h=Equal(A[i, i] ** 2, 1))),
    "a diagonal of ones adds up in the matrix": Attack(Equal(Sum(A[i, j], i, j), K).given(h=Equal(A[i, i], 1))),
    "a diagonal of zeros under exp": Attack(Equal(Sum(exp(A[i, j]), j), K).given(h=Equal(A[i, i], 0))),
    "a diagonal that is 0 at one and two": not_proved(
        Equal(Sum(A[i, j], i, j), Sum((1 - delta(i, j)) * A[i, j], i, j)).given(h=Equal(A[i, i], APART))
    ),
    "positive diagonal": Attack((A[i, j] > 0).given(h=A[i, i] > 0)),
    "rows are not columns": Attack(Equal(Sum(X[n, k], n), 0).given(h=Equal(Sum(X[n, k], k), 0))),
    "squares": Attack(Equal(x, y).given(h=Equal(x**2, y**2))),
    "x == x + y": Attack(Equal(x, y).given(h=Equal(x, x + y))),
    "a == exp(a) - 1": Attack(Equal(a, 1).given(h=Equal(a, exp(a) - 1))),
    "x[i] == y[i] x[i]": Attack(Equal(u[i], 0).given(h=Equal(u[i], w[i] * u[i]))),
    "x[i] == y[i] x[i], the other": Attack(Equal(w[i], 1).given(h=Equal(u[i], w[i] * u[i]))),
    "sum of squares is the sum": Attack(Equal(u[i] ** 2, u[i]).given(h=Equal(Sum(u[k], k), Sum(u[k] ** 2, k)))),
    "a x == b a": Attack(Equal(x, b).given(h=Equal(a * x, b * a))),
    "a x == 0": Attack(Equal(x, 0).given(h=Equal(a * x, 0))),
    "two rules of one array": Attack(Equal(u[i], 0).where(Equal(u[i], w[i])).given(h=Equal(w[k], u[k]))),
    "a root that is 3": Attack(Equal(sqrt(x), 1).given(h=Equal(sqrt(x), 3)), "not proved"),
    "a root that is 3 a": Attack(Equal(sqrt(x), a).given(h=Equal(sqrt(x), 3 * a))),
    "an exp that is 2": not_proved(Equal(exp(a), 1).given(h=Equal(exp(a / 12), 2))),
    "signs are not all alike": Attack(Equal(signs[i], signs[j])),
    "signs are not 1": Attack(Equal(signs[i], 1)),
    "signs, cubed": Attack(Equal(signs[i] ** 3, 1)),
    "bits add up": Attack(Equal(Sum(bits[k], k), 1)),
    "bits are complements": Attack(Equal(bits[k], 1 - bits[k])),
    "bits, summed squares": Attack(Equal(Sum(bits[k], k) ** 2, Sum(bits[k], k))),
    "an index bound in a hypothesis": Attack(Equal(u[k], 0).where(Equal(u[i], 0)).given(i_=Equal(w[k], 0))),
    "bounds": Attack(unit > Fraction(1, 2)),
    "bounds of a product": Attack(1 - 2 * unit > 0),
    "transitivity the wrong way": Attack((x > t).given(h=x > y, g=t > y)),
    "a large power": Attack((x**20001 + x**-20000 > 0).given(p=x < 0, q=y < 0, r=Equal(a, b)), "not proved"),
    "one-hot rows are not bits": Attack(Equal(T[n, k] ** 2, T[n, k]).given(h=Equal(Sum(T[n, k], k), 1))),
}

NOTHING = x + y + a + sign_ + unit + Sum(u[k], k)
CLAIM = Equal(NOTHING + 1, 1 + NOTHING)
CONTRADICTIONS = {
    "x > x": CLAIM.given(h=x > x),
    "y is 0 and positive": CLAIM.given(h=Equal(y, 0), g=y > 0),
    "x is negative and positive": CLAIM.given(h=x < 0, g=x > 0),
    "a cycle": CLAIM.given(h=x > y, g=y > a, f=a > x),
    "x > y > x": CLAIM.given(h=x > y, g=y > x),
    "a square is -1": CLAIM.given(h=Equal(x**2, -1)),
    "exp is 0": CLAIM.given(h=Equal(exp(x), 0)),
    "exp is -1": CLAIM.given(h=Equal(exp(x), -1)),
    "0 is 1": CLAIM.given(h=Equal(x - x, 1)),
    "x is x + 1": CLAIM.given(h=Equal(x, x + 1)),
    "positive entries add up to 0": CLAIM.given(h=Equal(Sum(u[k], k), 0), g=u[k] > 0),
    "x is 1 and 2": CLAIM.given(h=Equal(x, 1), g=Equal(x, 2)),
    "the sum is 1 and 2": CLAIM.given(h=Equal(Sum(u[k], k), 1), g=Equal(Sum(u[k], k), 2)),
    "a sign is 3": CLAIM.given(h=Equal(sign_, 3)),
    "a sign is 0": CLAIM.given(h=Equal(sign_, 0)),
    "a sign's square is 4": CLAIM.given(h=Equal(sign_**2, 4)),
    "above its bound": CLAIM.given(h=unit > 2),
    "at its open bound": CLAIM.given(h=Equal(unit, 1)),
    "log of a negative number": CLAIM.given(h=log(x) > 0, g=x < 0),
    "a root is -1": CLAIM.given(h=Equal(sqrt(x), -1)),
    "|x| < 0": CLAIM.given(h=abs_(x) < 0),
    "relu < 0": CLAIM.given(h=relu(x) < 0),
    "1/0": CLAIM.given(h=Equal(1 / (x - x), 1)),
    "log(-1)": CLAIM.given(h=Equal(log(x - x - 1), 1)),
    "K < 1": CLAIM.given(h=K < 1),
    "K is 3/2": CLAIM.given(h=Equal(K, Fraction(3, 2))),
    "2 K is 3": CLAIM.given(h=Equal(2 * K, 3)),
    "squares add up to -1": CLAIM.given(h=Equal(Sum(u[k] ** 2, k), -1)),
    "squares and 1 add up to 0": CLAIM.given(h=Equal(Sum(u[k] ** 2, k) + 1, 0)),
    "a sine is 2": CLAIM.given(h=Equal(sin(x), 2)),
    "x is y and above it": CLAIM.given(h=Equal(x, y), g=x > y),
    "0, by three signs": CLAIM.given(h=x >= 0, g=x <= 0, f=Unequal(x, 0)),
    "K is 1, i is not j": Equal(u[i] + u[j], u[j] + u[i]).where(Equal(K, 1), Unequal(i, j)),
    "i is not i": Equal(u[i], u[i]).where(Unequal(i, i)),
    "K is 1 and 2": Equal(u[i], u[i]).where(Equal(K, 1), Equal(K, 2)),
    "three different indices of two": Equal(u[i] + u[j] + u[k], u[k] + u[i] + u[j]).where(
        K <= 2, Unequal(i, j), Unequal(j, k), Unequal(i, k)
    ),
    "N": Equal(z[i], z[i]).given(h=Equal(N * K, 0)),
}
