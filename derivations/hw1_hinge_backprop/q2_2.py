"""The weights into the output have the gradient delta_z4 times the activation below."""

from derivations.hw1_hinge_backprop.network import L, a1, j, loss, names, w4, yh, z4
from derivations.hw1_hinge_backprop.q2_1 import y
from derivations.question import Question
from symbolic.language import *

question = Question("hw1.q2_2", "Weights into the output", sheet="hw1_hinge_backprop", loss=L, where=names)

question.claim(
    "dL-dw1u",
    Equal(d(loss(z4), w4[j]), loss.prime(z4) * a1[j]),
    says="dL/dw_1u = delta_zu a_1, given delta_zu = dL/dz_u",
)
dL_dyh = (yh - y) / (yh * (1 - yh))  # by question 2.1
question.chain(
    "dL-dw1u.chain",
    d(L, w4[j]),
    ("==", dL_dyh * d(yh, w4[j]), "dL/dyh"),
    ("==", dL_dyh * (yh * (1 - yh)) * d(z4, w4[j]), "dyh/dz_u"),
    ("==", dL_dyh * (yh * (1 - yh)) * a1[j], "dz_u/dw_1u"),
    ("==", (yh - y) * a1[j], "delta_zu = yh - y"),
)
