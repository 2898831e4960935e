"""A hidden layer of leaky units: its weights have the gradient ((W2^T (yh - y)) * g'(z1)) x^T."""

from derivations.question import Question
from symbolic.language import *
from symbolic.language.tree import Expr

D, H, K = sizes("D H K")  # inputs, hidden units, classes
i = index("i", D)
h, u = indices("h u", H)
k = index("k", K)
x, y = real("x", D), real("y", K)
W1, b1 = real("W1", H, D), real("b1", H)
W2, b2 = real("W2", K, H), real("b2", K)
simplex = Equal(Sum(y[k], k), 1)


def g(s: Expr) -> Expr:
    return cases((s, s > 0), s / 100)


def slope(s: Expr) -> Expr:
    return cases((1, s > 0), Rational(1, 100))


z1 = W1 @ x + b1  # (H,)
a1 = g(z1)  # (H,)
z2 = W2 @ a1 + b2  # (K,)
yh = softmax(z2)  # (K,)
L = -Sum(y[k] * log(yh[k]), k)
names = {"z1": z1, "a1": a1, "z2": z2, "yh": yh, "L": L}
question = Question("hw2.q3c", "The first layer", sheet="hw2_batchnorm_softmax_newton", loss=L, where=names)

a, z = reals("a z", H)  # (H,) a1 and z1 as variables of their own
question.claim("factors", Equal(jac(W2 @ a + b2, a), W2), says="dz2/da1 = W2")
question.claim(
    "factors.activation",
    Equal(d(g(z[h]), z[u]), delta(h, u) * slope(z[h])).where(Unequal(z[h], 0)),
    says="da1/dz1 = g'(z1), entry by entry",
)
question.claim("factors.input", Equal(d(z1[h], W1[u, i]), delta(h, u) * x[i]), says="dz1/dW1 = x")
question.claim(
    "dL-dW1",
    Equal(grad(L, W1), outer((W2.T @ (yh - y)) * slope(z1), x)).given(simplex=simplex, off_the_kink=Unequal(z1[h], 0)),
)
