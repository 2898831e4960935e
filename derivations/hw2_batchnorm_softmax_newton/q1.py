"""A logistic neuron: its cross-entropy has the gradient sum (yh - y) x, which is zero where two sums agree."""

from derivations.question import Question
from symbolic.language import *

N = size("N")  # samples
n, m, k = indices("n m k", N)
x, y = reals("x y", N)  # (N,) inputs, labels
w, b = theta = reals("w b")  # (2,)
yh = sigmoid(w * x + b)  # (N,)
loss = -Sum(y[n] * log(yh[n]) + (1 - y[n]) * log(1 - yh[n]), n)
names = {"yh": yh, "E": loss}
question = Question("hw2.q1", "A logistic neuron", sheet="hw2_batchnorm_softmax_newton", loss=loss, where=names)

p = real("p", N, between=(0, 1))  # (N,) the predictions as variables of their own
loss_of_p = -Sum(y[n] * log(p[n]) + (1 - y[n]) * log(1 - p[n]), n)
factor = y[n] / p[n] - (1 - y[n]) / (1 - p[n])
question.erratum(
    "dE-dyhat",
    says="dE/dyh_n = y_n / yh_n - (1 - y_n) / (1 - yh_n)",
    printed=Equal(d(loss_of_p, p[n]), factor),
    correct=Equal(d(loss_of_p, p[n]), -factor),
    mistake="this is the derivative of the log-likelihood; the loss is its negative",
)
factor = y[n] / yh[n] - (1 - y[n]) / (1 - yh[n])
question.erratum(
    "chain",
    says="dE/d(b, w) = sum_n y_n / yh_n - (1 - y_n) / (1 - yh_n)",
    mistake="the factor dyh/d(b, w) = yh (1 - yh) (1, x) of the chain rule is missing, and the sign is lost",
    printed=Equal(grad(loss, theta), Sum(factor, n) * ones(2)),
    correct=Equal(grad(loss, theta), Sum(-factor * grad(yh[n], theta), n)),
)
question.erratum(
    "chain.sign",
    says="the same with the sign of the cross-entropy loss",
    mistake="the factor dyh/d(b, w) = yh (1 - yh) (1, x) of the chain rule is missing",
    printed=Equal(grad(loss, theta), -Sum(factor, n) * ones(2)),
    correct=Equal(grad(loss, theta), -Sum(factor * yh[n] * (1 - yh[n]) * Vector([x[n], 1]), n)),
)
in_w, in_b = Equal(Sum(yh[n] * x[n], n), Sum(y[n] * x[n], n)), Equal(Sum(yh[n], n), Sum(y[n], n))
question.erratum(
    "stationarity",
    says="dE = 0 gives yh(x) = sum_n y_n",
    mistake="a gradient that is a sum fixes sums, not each prediction: sum yh = sum y and sum yh x = sum y x",
    printed=Equal(yh[m], Sum(y[n], n)).given(in_w=in_w, in_b=in_b, labels=Equal(y[n] * (1 - y[n]), 0)),
    correct=Equal(grad(loss, theta), Vector([in_w.left - in_w.right, in_b.left - in_b.right])),
)
question.claim("dE-dw", Equal(d(loss, w), Sum((yh[n] - y[n]) * x[n], n)))
question.claim("dE-db", Equal(d(loss, b), Sum(yh[n] - y[n], n)))

question.claim("convex", Convex(loss, w, b))
strictly = StrictlyConvex(loss, w, b).where(Unequal(m, k), Unequal(x[m], x[k]))
question.claim("unique-minimum.strict", strictly, says="two samples differ: at most one minimiser")
z = w * x[n] + b
v, c = reals("v c")
question.erratum(
    "unique-minimum",
    says="convexity guarantees a unique minimum",
    mistake="a convex function need not have a minimum: for a sample of label 1 a larger b is always better",
    printed=UniqueMinimizer(-log(sigmoid(z)), {w: v, b: c}),
    correct=Decreasing(-log(sigmoid(z)), b),
)
question.claim("unique-minimum.infimum", Limit(-log(sigmoid(z)), b, oo, 0))
question.claim("unique-minimum.not-attained", -log(sigmoid(z)) > 0)
soft = -log(sigmoid(z)) / 2 - log(1 - sigmoid(z)) / 2  # a sample of label 1/2
question.erratum(
    "unique-minimum.line",
    says="convex, read as strictly: then at most one minimum",
    mistake="one sample fixes w x + b only: with the label 1/2 all points of the line w x + b = 0 are minima",
    printed=StrictlyConvex(soft, w, b),
    correct=Minimizer(soft, {w: v, b: -v * x[n]}),
)

rate = real("alpha")
error = yh - y
question.claim(
    "update",
    Equal(theta - rate * grad(loss, theta), Vector([w - rate * Sum(error * x), b - rate * Sum(error)])),
    says="w - alpha dE/dw, b - alpha dE/db",
)
