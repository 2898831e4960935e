"""Softmax regression: the cross-entropy has gradient -(1/n) sum x (y - yh)^T in the weights."""

from derivations.question import Question
from symbolic.language import *

n, c, D = sizes("n c D")  # samples, classes, features
i = index("i", n)
k, l = indices("k l", c)
a = index("a", D)
x = real("x", n, D)  # (n, D) inputs
y = real("y", n, c)  # (n, c) labels
W = real("W", D, c)  # (D, c) the column W[:, k] is w^(k)
b = real("b", c)  # (c,)
z = array(Sum(x[i, a] * W[a, k], a) + b[k], i, k)  # (n, c)
Z = array(Sum(exp(z[i, k]), k), i)  # (n,)
yh = softmax(z)  # (n, c)
f = -Mean(Sum(y[i, k] * log(yh[i, k]), k), i)
simplex = Equal(Sum(y[i, k], k), 1)

question = Question(
    "hw4.q3",
    "Softmax regression",
    sheet="hw4_logloss_xor_softmax_regression",
    loss=f,
    where={"z": z, "Z": Z, "yh": yh, "f": f},
)

question.claim("dyhat-same", Equal(d(yh[i, l], W[:, l]), x[i] * yh[i, l] * (1 - yh[i, l])))
question.claim("dyhat-other", Equal(d(yh[i, k], W[:, l]), -x[i] * yh[i, k] * yh[i, l]).where(Unequal(k, l)))

log_line = Mean(Sum(y[i, k] * d(log(yh[i, k]), W[:, l]), k), i)
quotient_line = Mean(Sum(y[i, k] * (d(yh[i, k], W[:, l]) / yh[i, k]), k), i)
question.erratum(
    "sign-line",
    says="-(1/n) sum sum y grad(log yh) = (1/n) sum sum y (grad yh / yh)",
    printed=Equal(-log_line, quotient_line).given(simplex=simplex),
    correct=Equal(-log_line, -quotient_line),
)
result = Mean(x[i] * (y[i, l] - yh[i, l]), i)
question.erratum(
    "sign-restored",
    says="(1/n) sum x (y - yh) = -(1/n) sum x (y - yh)",
    printed=Equal(result, -result).given(simplex=simplex),
    correct=Equal(-quotient_line, -result).given(simplex=simplex),
)
question.claim("grad-W", Equal(d(f, W[:, l]), -result).given(simplex=simplex))

by_cases = cases((yh[i, l] * (1 - yh[i, l]), Equal(k, l)), -yh[i, k] * yh[i, l])
question.erratum(
    "b-lines",
    says="grad_{b_k} f_CE = yh_l (1 - yh_l) for k = l, -yh_k yh_l for k != l",
    mistake="these are the derivatives of yh_l by b_k, not those of the loss",
    printed=Equal(d(f, b[k]), by_cases).given(simplex=simplex),
    correct=Equal(d(yh[i, l], b[k]), by_cases),
)
question.claim("grad-b", Equal(grad(f, b), -Mean(y[i] - yh[i], i)).given(simplex=simplex))
