"""The softmax has derivatives yh_k([i = k] - yh_i), and its cross-entropy has gradient yh - y."""

from derivations.question import Question
from symbolic.chain import Chain
from symbolic.language import *

K = size("K")  # classes
i, j, k, m = indices("i j k m", K)
z, y = reals("z y", K)  # (K,) logits, labels
Z = Sum(exp(z[j]), j)
yh = softmax(z)  # (K,)
L = -Sum(y[m] * log(yh[m]), m)

question = Question(
    "hw2.q3",
    "Softmax and cross-entropy by hand",
    sheet="hw2_batchnorm_softmax_newton",
    loss=L,
    where={"Z": Z, "yh": yh, "L": L},
)

question.erratum(
    "a.softmax",
    says="yh_k = e^{z_i} / sum_j e^{z_j}",
    printed=Equal(yh[k], exp(z[i]) / Z),
    correct=Equal(yh[k], exp(z[k]) / Z),
)
same = Equal(i, k)
jacobian = cases((yh[k] * (1 - yh[k]), same), -yh[k] * yh[i])
quotients = cases(((exp(z[i]) * Z - exp(z[i]) * exp(z[i])) / Z**2, same), -exp(z[i]) * exp(z[k]) / Z**2)
question.chain(
    "a.quotient-lines", d(yh[k], z[i]), ("==", quotients, "quotient rule"), ("==", jacobian, "yh = exp(z)/Z")
)
question.claim("a.softmax-jacobian", Equal(d(yh[k], z[i]), jacobian))

L_k = -log(yh[k])  # y_k = 1, and all other elements are zero
q = real("q", K, positive=True)  # (K,) yh as a variable of its own
question.claim(
    "b.dL-dyhat",
    Equal(d(-log(q[k]), q[i]), cases((-1 / q[k], same), 0)),
    says="dL/dyh_i = -1/yh_k if i = k, 0 if i != k",
)
over_all = Sum(-delta(m, k) / yh[k] * d(yh[m], z[i]), m)
question.erratum(
    "b.chain",
    says="dL/dz_i = (dL/dyh_i)(dyh_i/dz_i)",
    printed=Equal(d(L_k, z[i]), -delta(i, k) / yh[k] * d(yh[i], z[i])),
    correct=Chain.of(d(L_k, z[i]), ("==", over_all, "sum over all outputs"), ("==", yh[i] - delta(i, k))),
)
middle = Chain.of(d(L_k, z[i]), ("==", yh[k] - 1), ("==", yh[i] - delta(i, k)))
question.erratum(
    "b.dL-dz-middle",
    says="dL/dz_i = yh_k - 1 = yh_i - y_i",
    mistake="this is the case i = k only",
    printed=middle,
    correct=middle.where(same),
)
question.claim(
    "b.dL-dz",
    Equal(d(L, z[i]), yh[i] - y[i]).given(simplex=Equal(Sum(y[m], m), 1)),
    says="dL/dz_i = yh_i - y_i",
)
