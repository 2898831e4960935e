"""The weights of the hidden units have the gradient delta_a1 [z_1 > 0] x, away from the kink."""

from derivations.hw1_hinge_backprop.network import L, a1, j, loss, names, off_the_kinks, w1, w4, x, yh, z1, z4
from derivations.hw1_hinge_backprop.q2_1 import y
from derivations.question import Question
from symbolic.language import *

question = Question("hw1.q2_3", "Weights of the hidden units", sheet="hw1_hinge_backprop", loss=L, where=names)

z = real("z")
step = cases((0, z < 0), 1)
question.claim(
    "relu-derivative",
    Equal(d(relu(z), z), step).where(Unequal(z, 0)),
    says="da_1/dz_1 = 0 if z_1 < 0, 1 if z_1 > 0",
)
question.claim(
    "relu-derivative.undefined", NotDifferentiable(relu(z), z).where(Equal(z, 0)), says="no case for z_1 = 0"
)
question.claim(
    "relu-cases",
    Equal(relu(z), cases((0, z < 0), z)).where(Unequal(z, 0)),
    says="max(0, z_1) = 0 if z_1 < 0, z_1 if z_1 > 0",
)
question.claim("relu-cases.missing", Equal(relu(z), 0).where(Equal(z, 0)), says="no case is given for z_1 = 0")

dL_dz4 = (yh - y) / (yh * (1 - yh)) * (yh * (1 - yh))
active = cases((0, z1[j] < 0), 1)
question.chain(
    "chain",
    d(L, w1[j]),
    ("==", (yh - y) / (yh * (1 - yh)) * d(yh, w1[j]), "dL/dyh"),
    ("==", dL_dz4 * d(z4, w1[j]), "dyh/dz_4"),
    ("==", dL_dz4 * w4[j] * d(a1[j], w1[j]), "dz_4/da_1"),
    ("==", dL_dz4 * w4[j] * active * d(z1[j], w1[j]), "da_1/dz_1"),
    ("==", dL_dz4 * w4[j] * active * x, "dz_1/dw_11"),
    given={"off_the_kinks": off_the_kinks},
)
question.claim(
    "dL-dw11",
    Equal(d(loss(a1[j]), w1[j]), cases((0, z1[j] < 0), loss.prime(a1[j]) * x)).where(off_the_kinks),
    says="dL/dw_11 = 0 if z_1 < 0, delta_a1 x_1 if z_1 > 0, given delta_a1 = dL/da_1",
)
question.claim(
    "dL-dw11.end-to-end",
    Equal(d(L, w1[j]), (yh - y) * w4[j] * bracket(z1[j] > 0) * x).given(off_the_kinks=off_the_kinks),
)
