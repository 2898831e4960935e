"""Gaussian multiplicative dropout: on average it adds (sigma^2/2) sum (W_k x_k)^2 to the loss."""

from derivations.question import Question
from symbolic.language import *

n = size("n")
i, k = indices("i k", n)
W, x = reals("W x", n)  # (n,) weights, inputs
y_d, sigma = reals("y_d sigma")
noise = random("delta", n, mean=1, variance=sigma**2)  # (n,) independent factors
half = Rational(1, 2)
J1 = half * (y_d - Sum(noise[k] * W[k] * x[k], k)) ** 2
J_non_reg = half * (y_d - Sum(W[k] * x[k], k)) ** 2

names = {"J1": J1, "J_NonReg": J_non_reg}
question = Question("hw2.q5", "Dropout as regularisation", sheet="hw2_batchnorm_softmax_newton", loss=J1, where=names)

gradient = -noise[i] * x[i] * (y_d - Sum(noise[k] * W[k] * x[k], k))
question.claim("gradient", Equal(d(J1, W[i]), gradient))
middle = -x[i] * (E(noise[i]) * y_d - Sum(E(noise[i] * noise[k]) * W[k] * x[k], k))
question.chain(
    "middle",
    E(d(J1, W[i])),
    ("==", E(gradient), "the gradient"),
    ("==", -x[i] * E(noise[i] * (y_d - Sum(noise[k] * W[k] * x[k], k))), "x[i] is not random"),
    ("==", middle, "the expectation is linear"),
)
question.claim("moments", Equal(E(noise[i]), 1))
question.claim("moments.second", Equal(E(noise[i] * noise[k]), cases((1 + sigma**2, Equal(i, k)), 1)))
others = Sum(cases((0, Equal(k, i)), W[k] * x[k]), k)
question.claim(
    "expectation",
    Equal(E(d(J1, W[i])), -x[i] * (y_d - W[i] * x[i] * (1 + sigma**2) - others)),
    says="E[dJ1/dW_i] = -x_i (y_d - W_i x_i (1 + sigma^2) - sum_{k != i} W_k x_k)",
)
question.claim(
    "regulariser",
    Equal(E(J1), J_non_reg + sigma**2 / 2 * Sum(W[k] ** 2 * x[k] ** 2, k)),
    says="a form of regularisation: on average, weights that meet large inputs are made smaller",
)
