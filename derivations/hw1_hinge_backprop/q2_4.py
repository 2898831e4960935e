"""Weight decay adds lambda w to each gradient, whatever stands before it: it is not multiplied by delta."""

from derivations.hw1_hinge_backprop.network import L, a1, j, loss, names, off_the_kinks, w1, w4, x, z1, z4
from derivations.hw1_hinge_backprop.q2_1 import bce
from derivations.question import Question
from symbolic.language import *

rate = real("lambda_")
penalty = rate / 2 * (Sum(w1**2) + Sum(w4**2))  # the biases are left out

names = {**names, "R": penalty}
question = Question("hw1.q2_4", "L2 regularisation", sheet="hw1_hinge_backprop", loss=L + penalty, where=names)

question.claim("l2-gradient", Equal(d(L + penalty, w4[j]), d(L, w4[j]) + rate * w4[j]))
question.claim("l2-gradient.w1", Equal(d(L + penalty, w1[j]), d(L, w1[j]) + rate * w1[j]).given(off=off_the_kinks))
p = real("p", between=(0, 1))  # sigma(z_4) as a variable of its own
question.claim("output-unchanged", Equal(d(bce(p) + penalty, p), d(bce(p), p)), says="dL/dsigma(z_4) does not change")

delta_z4 = loss.prime(z4)
question.erratum(
    "second",
    says="dL/dw_14 = delta_z4 (a_1 + lambda w_14)",
    printed=Equal(d(loss(z4) + penalty, w4[j]), delta_z4 * (a1[j] + rate * w4[j])),
    correct=Equal(d(loss(z4) + penalty, w4[j]), delta_z4 * a1[j] + rate * w4[j]),
    mistake="lambda w_14 comes from the penalty, not through z_4: it is not multiplied by delta_z4",
)
question.erratum(
    "dz-dw",
    says="dz_1/dw_11 = x_1 + lambda w_11",
    printed=Equal(d(z1[j], w1[j]), x + rate * w1[j]),
    correct=Equal(d(z1[j], w1[j]), x),
    mistake="the penalty is a term of the loss, z_1 does not know it",
)
z, delta_a1 = reals("z delta_a1")
step = cases((0, z < 0), 1)
question.erratum(
    "third-merge",
    says="da_1/dz_1 = delta_a1 {0 if z_1 < 0, 1 if z_1 > 0} (x_1 + lambda w_11)",
    printed=Equal(d(relu(z), z), delta_a1 * step * (x + rate * w1[j])).where(Unequal(z, 0)),
    correct=Equal(d(relu(z), z), step).where(Unequal(z, 0)),
    mistake="two lines ran together: on the left is a derivative of a_1, on the right one of the loss",
)
delta_a1 = loss.prime(a1[j])
question.erratum(
    "third",
    says="dL/dw_11 = 0 if z_1 < 0, delta_a1 (x_1 + lambda w_11) if z_1 > 0",
    mistake="lambda w_11 is multiplied by delta_a1, and it is missing where the unit is off",
    printed=Equal(d(loss(a1[j]) + penalty, w1[j]), cases((0, z1[j] < 0), delta_a1 * (x + rate * w1[j]))).where(
        off_the_kinks
    ),
    correct=Equal(d(loss(a1[j]) + penalty, w1[j]), cases((rate * w1[j], z1[j] < 0), delta_a1 * x + rate * w1[j])).where(
        off_the_kinks
    ),
)
