"""Names that the attacks share."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import function, indices, label, real, reals, sizes

HALF = Fraction(1, 2)
N, K, J = sizes("N K J")
i, j, k, l, q = indices("i j k l q", K)
n, m = indices("n m", N)
r, s = indices("r s", J)
a, b, x, y, t = reals("a b x y t")
u, w, z, p = reals("u w z p", K)
A, B = reals("A B", K, K)
W = real("W", K, J)
X = real("X", N, K)
T = real("T", N, K)
delta_ = real("delta", positive=True)
positive = real("positive", positive=True)
c = label("c", N, K)
own = label("own", K, K)  # a label into the size it is a label of
f, g = function("f"), function("g")
