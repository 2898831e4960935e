"""All labels 1: gradient descent on the log loss lets b grow without bound, while its gradient shrinks."""

from derivations.question import Question
from symbolic.language import *

D = size("d")  # features
i = index("i", D)
w, x, x_test = reals("w x x_test", D)
b, y, s, t, step = reals("b y s t epsilon")
z = dot(x, w) + b
f = -log(sigmoid(z))  # the log loss of a sample of label 1
w_new, b_new = w - step * grad(f, w), b - step * d(f, b)  # one step of gradient descent
z_new = dot(x, w_new) + b_new
z_test, z_test_new = dot(x_test, w) + b, dot(x_test, w_new) + b_new

names = {"z": z, "f": f, "w_new": w_new, "b_new": b_new, "z_new": z_new, "z_test": z_test, "z_test_new": z_test_new}
question = Question("hw4.q2", "The log loss", sheet="hw4_logloss_xor_softmax_regression", loss=f, where=names)

question.claim("gradients", Equal(grad(f, w), x * (sigmoid(z) - 1)))
question.claim("gradients.b", Equal(d(f, b), sigmoid(z) - 1))
any_label = -y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))
question.claim("gradients.any-label", Equal(grad(any_label, w), x * (sigmoid(z) - y)))
p = real("p", positive=True)
question.claim("monotone", Decreasing(-log(sigmoid(s)), s), says="to minimise -log sigma(z) is to maximise z")
question.claim("monotone.log", Increasing(log(p), p))
question.claim("monotone.sigmoid", Increasing(sigmoid(s), s))

forward = step > 0
question.claim("step-sign", (step * (sigmoid(z) - 1) < 0).given(forward=forward), says="epsilon (sigma(z) - 1) < 0")
question.erratum(
    "b-decreases",
    says="b will always keep decreasing",
    mistake="minus a negative number: epsilon (sigma(z) - 1) < 0 is subtracted, so b increases",
    printed=(b_new < b).given(forward=forward),
    correct=(b_new > b).given(forward=forward),
)
question.claim("gradient-vanishes", Unequal(d(f, b), 0), says="the gradient gets smaller but never reaches 0")
question.claim("gradient-vanishes.shrinks", Increasing(sigmoid(s) - 1, s))
question.claim("gradient-vanishes.limit", Limit(sigmoid(s) - 1, s, oo, 0))
question.claim(
    "rate",
    Equal(d(sigmoid(b) - 1, b), sigmoid(b) * (1 - sigmoid(b))),
    says="for w = 0, yh - 1 changes with b at the rate sigma(b) (1 - sigma(b))",
)
question.claim("rate.limit", Limit(d(sigmoid(b) - 1, b), b, oo, 0), says="for large b this rate tends to 0")

question.claim(
    "b-diverges",
    Equal(z_new, z + step * (1 + dot(x, x)) * (1 - sigmoid(z))),
    says="b will diverge: while z <= B, each step of b is at least epsilon (1 - sigma(B)) > 0",
)
question.claim("b-diverges.at-least", Nonincreasing(step * (1 - sigmoid(s)), s).given(forward=forward))
question.claim("b-diverges.step", Equal(b_new - b, step * (1 - sigmoid(z))))
question.claim("b-diverges.positive", (step * (1 - sigmoid(s)) > 0).given(forward=forward))
question.claim("b-diverges.share", Equal(b_new - b, (z_new - z) / (1 + dot(x, x))))
question.claim(
    "w",
    Equal(w_new - w, (b_new - b) * x),
    says="w can converge if x is 0, otherwise it also diverges: it moves with b, x times as far",
)

question.claim("train-loss", Limit(-log(sigmoid(s)), s, oo, 0), says="the training loss converges")
question.erratum(
    "train-loss-reason",
    says="since the weights and the bias converge, the training loss converges: they would tend to a minimiser t",
    mistake="the loss has no minimiser: it tends to 0, which it never is, while z and b grow without bound",
    printed=Minimizer(-log(sigmoid(s)), {s: t}),
    correct=Decreasing(-log(sigmoid(s)), s),
)
question.claim("train-loss-reason.infimum", -log(sigmoid(s)) > 0)
question.erratum(
    "test-loss",
    says="the testing loss oscillates: for a label 0 it would come back, at a larger z, to a value that it had",
    mistake="for either label the loss is monotone in z, so one test sample goes one way only",
    printed=Equal(-log(1 - sigmoid(s)), -log(1 - sigmoid(t))).given(later=s < t),
    correct=Increasing(-log(1 - sigmoid(s)), s),
)
question.claim("test-loss.unbounded", Limit(-log(1 - sigmoid(s)), s, oo, oo))
question.claim("test-loss.label-1", Decreasing(-log(sigmoid(s)), s))
question.claim("test-loss.z", Equal(z_test_new - z_test, step * (1 + dot(x_test, x)) * (1 - sigmoid(z))))
