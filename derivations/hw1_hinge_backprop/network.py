"""The network of question 2: one input, hidden ReLU units, one sigmoid. Unit 1 of the sheet is any unit j here."""

from derivations.hw1_hinge_backprop.q2_1 import bce
from symbolic.language import *

H = size("H")  # hidden units
i, j = indices("i j", H)
x = real("x")
w1, b1 = reals("w1 b1", H)  # (H,) from the input into unit j: w_11 and b_1 on the sheet
w4, b4 = real("w4", H), real("b4")  # (H,) from unit j into the output, unit 4: w_14, or w_1u with u = 4

z1 = w1 * x + b1  # (H,)
a1 = relu(z1)  # (H,)
z4 = Sum(w4[i] * a1[i], i) + b4
yh = sigmoid(z4)
L = bce(yh)
names = {"z1": z1, "a1": a1, "z4": z4, "yh": yh, "L": L}

loss = function("loss")  # any loss: of z4 it has the derivative delta_z4 = loss'(z4), of a_1 delta_a1 = loss'(a_1)
off_the_kinks = Unequal(z1[j], 0)
