"""The cross-entropy of a softmax is convex in the logits: its Hessian diag(yh) - yh yh^T is positive semidefinite."""

from derivations.question import Question
from symbolic.language import *

K = size("K")  # classes
i, j, k = indices("i j k", K)
z, y, v = reals("z y v", K)  # (K,) logits, labels, a direction
Z = Sum(exp(z[j]), j)
yh = softmax(z)  # (K,)
L = -Sum(y[k] * log(yh[k]), k)
H = diag(yh) - outer(yh, yh)  # (K, K)
simplex = Equal(Sum(y[k], k), 1)  # a one-hot y, as on the sheet, or any other labels that sum to one

question = Question(
    "hw2.q7",
    "Softmax cross-entropy: gradient, Hessian, convexity",
    sheet="hw2_batchnorm_softmax_newton",
    loss=L,
    where={"Z": Z, "yh": yh, "L": L, "H": H},
)

question.claim("a.gradient", Equal(grad(L, z), yh - y).given(simplex=simplex), says="dL/dz = yh - y")
question.claim("b.hessian", Equal(hess(L, z), H).given(simplex=simplex), says="H = diag(yh) - yh yh^T")
question.claim(
    "b.quadratic-form",
    Equal(v @ H @ v, Sum(v[i] ** 2 * yh[i], i) - Sum(v[i] * yh[i], i) ** 2),
    says="v^T H v = sum v_i^2 yh_i - (sum v_i yh_i)^2",
)
question.claim("b.psd", PositiveSemidefinite(H), says="H is positive semidefinite")

p = real("p", K, within=(0, 1))  # (K,) any numbers in [0, 1]: all that the argument uses of yh
first, second = Sum(v[i] ** 2 * p[i], i), Sum(v[i] * p[i], i) ** 2
sums_to_one, direction = Equal(Sum(p[k], k), 1), Sum(v[k] ** 2, k) > 0
question.erratum(
    "b.argument",
    says="since 0 <= yh_i <= 1, both terms are positive and the first term is larger than the second term",
    mistake="that each yh_i is in [0, 1] is not enough: for yh = v = (1, 1) the second is larger; they must sum to 1",
    printed=(first > second).given(direction=direction),
    correct=(first >= second).given(sums_to_one=sums_to_one),
)
s = real("s")
question.erratum(
    "b.argument.strict",
    says="larger, read as strictly, also where the yh_i sum to one",
    mistake="the two are equal where all v_i are one number",
    printed=(first > second).given(sums_to_one=sums_to_one, direction=direction),
    correct=Equal(first, second).given(sums_to_one=sums_to_one, constant=Equal(v[i], s)),
)

question.claim("c.convex", Convex(L, z).given(simplex=simplex), says="the loss is convex with respect to z")
question.claim("c.convex.flat", Equal(-Sum(y[k] * log(softmax(z + s)[k]), k), L))  # so it is not strictly convex
question.erratum(
    "c.convex.strict",
    says="convex, read as strictly: H would be positive definite",
    mistake="H maps the vector of ones to 0: to add a number to all logits changes nothing",
    printed=PositiveDefinite(H),
    correct=Equal(H @ ones(K), 0 * ones(K)),
)
