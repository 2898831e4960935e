"""The derivative of binary cross-entropy: (yh - y)/(yh (1 - yh)) in the prediction, sigma - y in the logit."""

from derivations.question import Question
from symbolic.language import *
from symbolic.language.tree import Expr

y, z = reals("y z")  # label, logit
yh = real("yh", between=(0, 1))  # prediction


def bce(prediction: Expr) -> Expr:
    return -y * log(prediction) - (1 - y) * log(1 - prediction)


L = bce(yh)
question = Question("hw1.q2_1", "Binary cross-entropy", sheet="hw1_hinge_backprop", loss=L, where={"L": L})

printed = -y / yh + (y - 1) / (1 - yh)
expanded = -y / yh + (1 - y) / (1 - yh)
result = (yh - y) / (yh * (1 - yh))
question.erratum(
    "dL-dyhat-expanded",
    says="dL/dyh = -y/yh + (y - 1)/(1 - yh)",
    printed=Equal(d(L, yh), printed),
    correct=Equal(d(L, yh), expanded),
)
question.erratum("expanded-to-result", printed=Equal(printed, result), correct=Equal(expanded, result))
question.claim("dL-dyhat", Equal(d(L, yh), result))

s = real("s", between=(0, 1))  # the value of sigma(z)
question.claim("dsigmoid", Equal(d(sigmoid(z), z), sigmoid(z) * (1 - sigmoid(z))))
slope = s * (1 - s)
question.erratum(
    "dL-dsigma",
    says="dL/dsigma = (sigma(1 - sigma) - y)/(sigma(1 - sigma)(1 - sigma(1 - sigma)))",
    printed=Equal(d(bce(s), s), (slope - y) / (slope * (1 - slope))),
    correct=Equal(d(bce(s), s), (s - y) / (s * (1 - s))),
)
question.claim("dL-dz", Equal(d(bce(sigmoid(z)), z), sigmoid(z) - y))
