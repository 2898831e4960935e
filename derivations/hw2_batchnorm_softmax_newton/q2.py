"""Batch normalisation by the mean alone: the gradients that pass through it lose their mean."""

from derivations.question import Question
from symbolic.language import *

n = size("n")  # inputs in the batch
i, j = indices("i j", n)
x, g = reals("x g", n)  # (n,) inputs; g = dL/dy, from above
gamma, beta = reals("gamma beta")
mean = Mean(x[j], j)
y = gamma * (x - mean) + beta  # (n,)

question = Question("hw2.q2", "Batch normalisation", sheet="hw2_batchnorm_softmax_newton", where={"y": y})

words = "an explanation in words, without a formula"
question.prose("a.", "covariate shift, and how batch normalisation reduces it", reason=words)
question.prose("b.", "batch normalisation regularises, as dropout does", reason=words)

jacobian = cases((gamma * (1 - 1 / n), Equal(i, j)), -gamma / n)
question.claim("c.jacobian", Equal(d(y[j], x[i]), jacobian), says="gamma (1 - 1/n) if i = j, -gamma/n if i != j")
L = Sum(g[j] * y[j], j)  # the loss, as far as its first derivatives go
through_the_batch = gamma * (g[i] - Mean(g[j], j))
question.erratum(
    "c.dL-dx",
    says="dL/dx_i = gamma (1 - 1/n) if i = j, -gamma/n if i != j",
    mistake="this is dy_j/dx_i; dL/dx_i is the sum over j of these, each times dL/dy_j",
    printed=Equal(d(L, x[i]), jacobian),
    correct=Equal(d(L, x[i]), through_the_batch),
)
ell = function("ell")
slopes = ell.prime(y)  # (n,)
question.claim(
    "c.dL-dx.any-loss",
    Equal(d(Sum(ell(y[j]), j), x[i]), gamma * (slopes[i] - Mean(slopes[j], j))),
    says="dL/dx_i = gamma (dL/dy_i - mean of dL/dy), for a sum of losses",
)

alone = Equal(n, 1)
question.claim("d.n1", Equal(y[i], beta).where(alone), says="n = 1: y_1 = beta")
question.claim("d.n1.dL-dx", Equal(d(L, x[i]), 0).where(alone), says="n = 1: dL/dx_1 = 0")
question.erratum(
    "d.not-altered",
    says="with only one input, normalisation does not alter x_1, therefore y_1 = beta",
    mistake="the conclusion is right, the reason is not: x_1 minus its own mean is 0",
    printed=Equal(x[i] - mean, x[i]).where(alone),
    correct=Equal(x[i] - mean, 0).where(alone),
)
question.vacuous("d.n1-off-diagonal", Equal(d(y[j], x[i]), -gamma).where(alone, Unequal(i, j)))

question.claim(
    "d.mean-influence",
    Limit(d(mean, x[i]), n, oo, 0),
    says="as n -> infinity, the influence of each x_i on the batch mean becomes negligible",
)
question.claim(
    "d.limit-jacobian",
    Limit(d(y[j], x[i]), n, oo, cases((gamma, Equal(i, j)), 0)),
    says="n -> infinity: gamma if i = j, 0 if i != j",
)
c = real("c")
question.erratum(
    "d.limit-gradient",
    says="n -> infinity: dL/dx_i is about dL/dy_i",
    mistake="each x_i matters less for the mean, but n outputs feel it: the mean of dL/dy stays subtracted",
    printed=Limit(d(L, x[i]) - g[i], n, oo, 0).given(one_slope=Equal(g[j], c)),
    correct=Equal(d(L, x[i]), through_the_batch),
)
question.claim("d.limit-gradient.one-slope", Limit(d(L, x[i]), n, oo, 0).given(one_slope=Equal(g[j], c)))
