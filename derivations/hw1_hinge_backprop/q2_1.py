"""Binary cross-entropy has derivative (yh - y)/(yh (1 - yh)) in the prediction, and sigma(z) - y in the logit."""

from derivations.question import Question
from symbolic.language import *
from symbolic.language.tree import Expr

y, z = reals("y z")  # label, logit
yh = real("yh", between=(0, 1))  # prediction


def bce(prediction: Expr) -> Expr:
    return -y * log(prediction) - (1 - y) * log(1 - prediction)


L = bce(yh)
question = Question("hw1.q2_1", "Binary cross-entropy", sheet="hw1_hinge_backprop", loss=L, where={"L": L})

printed, expanded = -y / yh + (y - 1) / (1 - yh), -y / yh + (1 - y) / (1 - yh)
result = (yh - y) / (yh * (1 - yh))
question.erratum("dL-dyhat-expanded", printed=Equal(d(L, yh), printed), correct=Equal(d(L, yh), expanded))
question.erratum("expanded-to-result", printed=Equal(printed, result), correct=Equal(expanded, result))
question.claim("dL-dyhat", Equal(d(L, yh), result))

sigma = sigmoid(z)
question.claim("dsigmoid", Equal(d(sigma, z), sigma * (1 - sigma)))
s = real("s", between=(0, 1))  # the value of sigma(z), and what sigma' = s(1 - s) is there
slope = s * (1 - s)
question.erratum(
    "dL-dsigma",
    says="dL/dsigma = (sigma(1 - sigma) - y) / (sigma(1 - sigma)(1 - sigma(1 - sigma)))",
    printed=Equal(d(bce(s), s), (slope - y) / (slope * (1 - slope))),
    correct=Equal(d(bce(s), s), (s - y) / (s * (1 - s))),
)
question.claim("dL-dz", Equal(d(bce(sigma), z), sigma - y))
