"""Backpropagation: dJ/dw_ij = delta_j x_i in every layer, and delta_i = g'(s_i) sum_j w_ij delta_j one layer below."""

from derivations.question import Question
from symbolic.language import *

d0, d1, d2, d3 = sizes("d0 d1 d2 d3")  # units of the input and of three layers
i, k = index("i", d1), index("k", d3)
j, l = indices("j l", d2)
g = function("g")  # any differentiable activation
x0 = real("x0", d0)  # (d0,)
W1, W2, W3 = real("W1", d0, d1), real("W2", d1, d2), real("W3", d2, d3)
b1, b2, b3 = real("b1", d1), real("b2", d2), real("b3", d3)  # the weights w_0j of the constant unit x_0 = 1
y, y3 = real("y", d2), real("y3", d3)  # labels of a network of two and of three layers
simplex, simplex3 = Equal(Sum(y[j], j), 1), Equal(Sum(y3[k], k), 1)

# Networks of two and of three layers: the cross-entropy of a softmax.
s1 = x0 @ W1 + b1  # (d1,)
s2 = g(s1) @ W2 + b2  # (d2,)
s3 = g(s2) @ W3 + b3  # (d3,)
J2, J3 = -Sum(y[j] * log(softmax(s2)[j]), j), -Sum(y3[k] * log(softmax(s3)[k]), k)
delta3 = softmax(s3) - y3  # (d3,)
delta2 = g.prime(s2) * (W3 @ delta3)  # (d2,)
delta1 = g.prime(s1) * (W2 @ delta2)  # (d1,)

# One layer, wherever it stands: delta comes from above; the x_i are given, or g(s_i) from below.
x, s, delta_l = real("x", d1), real("s", d1), real("delta", d2)
J = Sum(delta_l[j] * (Sum(W2[i, j] * x[i], i) + b2[j]), j)  # the loss, as far as its first derivatives go
J_below = Sum(delta_l[j] * (Sum(W2[i, j] * g(s[i]), i) + b2[j]), j)
Phi, V = function("Phi", 3), real("V", d1, 3)  # any loss of three units
t = g(s) @ V  # (3,)

# The output layer: the softmax of any numbers.
z = real("z", d2)
xL = softmax(z)
J_out = -Sum(y[j] * log(xL[j]), j)

names = {"s1": s1, "s2": s2, "s3": s3, "J2": J2, "J3": J3, "delta3": delta3, "delta2": delta2, "delta1": delta1}
names |= {"J": J, "J_below": J_below, "t": t, "xL": xL, "J_out": J_out}
question = Question("hw5.p1", "Backpropagation", sheet="hw5_backprop", loss=J3, where=names)

question.claim("weight-gradient", Equal(d(J, W2[i, j]), delta_l[j] * x[i]), says="dJ/dw_ij = delta_j x_i")
question.claim("weight-gradient.constant-unit", Equal(d(J, b2[j]), delta_l[j]), says="the same with x_0 = 1")
e2 = softmax(s2) - y
question.claim("weight-gradient.L2.W2", Equal(grad(J2, W2), outer(g(s1), e2)).given(simplex=simplex))
question.claim("weight-gradient.L2.W1", Equal(grad(J2, W1), outer(x0, g.prime(s1) * (W2 @ e2))).given(simplex=simplex))
question.claim("weight-gradient.L3.W3", Equal(grad(J3, W3), outer(g(s2), delta3)).given(simplex=simplex3))
question.claim("weight-gradient.L3.W2", Equal(grad(J3, W2), outer(g(s1), delta2)).given(simplex=simplex3))
question.claim("weight-gradient.L3.W1", Equal(grad(J3, W1), outer(x0, delta1)).given(simplex=simplex3))
question.claim("recursion", Equal(d(J_below, s[i]), g.prime(s[i]) * Sum(W2[i, j] * delta_l[j], j)))
slopes = Vector([Phi.partial(*order)(*t) for order in ((1, 0, 0), (0, 1, 0), (0, 0, 1))])
question.claim("recursion.any-loss", Equal(grad(Phi(*t), s), g.prime(s) * (V @ slopes)), says="any loss of 3 units")
over_outputs = -Sum(y[l] / xL[l] * d(xL[l], z[j]), l)
question.erratum(
    "output-delta-start",
    says="delta_j = (dJ/dx_j)(dx_j/ds_j)",
    mistake="with a softmax every output depends on s_j: the sum over the outputs is missing",
    printed=Equal(d(J_out, z[j]), -y[j] / xL[j] * d(xL[j], z[j])).given(simplex=simplex),
    correct=Equal(d(J_out, z[j]), over_outputs),
)
others, cancelled = (cases((0, Equal(l, j)), e) for e in (-y[l] / xL[l] * -xL[l] * xL[j], y[l] * xL[j]))
question.chain(
    "output-delta",
    d(J_out, z[j]),
    ("==", over_outputs, "chain rule over all outputs"),
    ("==", -y[j] / xL[j] * xL[j] * (1 - xL[j]) + Sum(others, l), "derivatives of the softmax"),
    ("==", -y[j] + y[j] * xL[j] + Sum(cancelled, l), "cancel"),
    ("==", -y[j] + Sum(y[l] * xL[j], l), "one sum"),
    ("==", -y[j] + xL[j] * Sum(y[l], l), "xL[j] does not depend on l"),
    ("==", xL[j] - y[j], "the labels sum to one"),
    given={"simplex": simplex},
)
u, eta = reals("u eta")
question.erratum(
    "relu-derivative",
    mistake="max(0, s) is g itself; its derivative is the step [s > 0]",
    printed=Equal(d(relu(u), u), max_(0, u)),
    correct=Equal(d(relu(u), u), bracket(u > 0)),
)
question.claim("update", Equal(W2[i, j] - eta * d(J, W2[i, j]), W2[i, j] - eta * x[i] * delta_l[j]))
question.claim("vectorised", Equal(W2 - eta * grad(J, W2), W2 - eta * outer(x, delta_l)), says="W = W - eta x delta^T")
