"""XOR by linear regression: the best affine fit predicts 1/2 everywhere."""

from fractions import Fraction

from derivations.question import Question
from symbolic.language import *

half, quarter = Fraction(1, 2), Fraction(1, 4)
A = Matrix([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])  # (4, 3) inputs x1, x2, and a column of ones
y, y_printed = Vector([0, 1, 1, 0]), Vector([0, 0, 1, 0])  # (4,) XOR, and what the sheet has for it
w1, w2, b = theta = reals("w1 w2 b")  # (3,)
q, q_printed = (dot(A @ theta - t, A @ theta - t) for t in (y, y_printed))
J = quarter * q

question = Question(
    "hw4.q1",
    "Linear regression on XOR",
    sheet="hw4_logloss_xor_softmax_regression",
    loss=J,
    where={"A": A, "theta": theta, "y": y, "y_printed": y_printed, "q": q, "q_printed": q_printed, "J": J},
)

question.erratum(
    "targets",
    says="y = [0, 0, 1, 0]",
    mistake="XOR is 1 for (0, 1), too; with the printed targets the minimiser is another one",
    printed=UniqueMinimizer(quarter * q_printed, {w1: 0, w2: 0, b: half}),
    correct=UniqueMinimizer(quarter * q_printed, {w1: half, w2: -half, b: quarter}),
)
x1, x2 = A[:, 0], A[:, 1]  # (4,)
question.erratum(
    "targets.xor",
    says="y = x1 XOR x2 on the columns of X",
    mistake="the second row of X is (0, 1), whose XOR is 1; y has a 0 there",
    printed=Equal(y_printed, x1 + x2 - 2 * x1 * x2),
    correct=Equal(y, x1 + x2 - 2 * x1 * x2),
)
question.claim("objective", Equal(q, b**2 + (1 - w2 - b) ** 2 + (1 - w1 - b) ** 2 + (-w1 - w2 - b) ** 2))
question.claim("dq-dw1", Equal(d(q, w1), 2 * (w1 + b - 1) + 2 * (w1 + w2 + b)))
question.claim("dq-dw2", Equal(d(q, w2), 2 * (w2 + b - 1) + 2 * (w1 + w2 + b)))
question.claim("dq-db", Equal(d(q, b), 4 * (2 * b + w1 + w2 - 1)))
lost = "the transcription lost the terms that follow"
question.unreadable("second-forms", "dq/dw1 = 4(w1 + b - 1) + 2 w2 / ..., and likewise dq/dw2 and dq/db", reason=lost)
question.claim("second-forms.repaired", Equal(d(q, w1), 4 * (w1 + b - half + w2 / 2)))

one, two, three = 2 * w1 + 2 * b + w2 - 1, 2 * w2 + 2 * b + w1 - 1, w1 + w2 + 2 * b - 1
question.claim(
    "normal-equations",
    Equal(grad(q, theta), Vector([2 * one, 2 * two, 4 * three])),
    says="grad q = 0 means (I) 2w1 + 2b + w2 - 1 = 0, (II) 2w2 + 2b + w1 - 1 = 0, (III) w1 + w2 + 2b - 1 = 0",
)
I, II, III = (Equal(line, 0) for line in (one, two, three))
w = real("w")
IV, V = Equal(3 * w + 2 * b - 1, 0), Equal(2 * w + 2 * b - 1, 0)
both = {"first": Equal(w1, w), "second": Equal(w2, w)}
question.claim("elimination", Equal(theta, Vector([0, 0, half])).given(I=I, II=II, III=III), says="w = 0, b = 1/2")
question.claim("elimination.equal-weights", Equal(w1, w2).given(I=I, II=II), says="(I) - (II): w1 = w2 = w")
question.claim("elimination.IV", IV.given(II=II, **both), says="in (II): 3w + 2b - 1 = 0")
question.claim("elimination.V", V.given(III=III, **both), says="in (III): 2w + 2b - 1 = 0")
question.claim("elimination.w", Equal(w, 0).given(IV=IV, V=V), says="w = 0")
question.claim("elimination.b", Equal(b, half).given(V=V, w=Equal(w, 0)), says="b = 1/2")

question.claim("solution", UniqueMinimizer(J, {w1: 0, w2: 0, b: half}), says="w = 0, b = 1/2")
question.claim("solution.hessian", Equal(hess(J, theta), half * (A.T @ A)))
question.claim("solution.definite", PositiveDefinite(half * (A.T @ A)))
best = {"w1": Equal(w1, 0), "w2": Equal(w2, 0), "b": Equal(b, half)}
question.claim("solution.predictions", Equal(A @ theta, half * ones(4)).given(**best))
question.claim("solution.value", Equal(J, quarter).given(**best))  # with the 1/4 of the textbook
question.claim("solution.half-value", Equal(half * J, Fraction(1, 8)).given(**best))  # with (1/4)(1/2)

n, D = sizes("n D")
X, v, t = real("X", D, n), real("v", D), real("t", n)  # (D, n) a column a sample, (D,) weights, (n,) targets
gradient = grad(half * dot(X.T @ v - t, X.T @ v - t), v)
question.erratum(
    "general-gradient",
    says="f = (1/2) sum (.)^2 has the gradient (1/n) X (X w - y); read with X^T in the bracket, where the shapes fit",
    printed=Equal(gradient, 1 / n * (X @ (X.T @ v - t))),
    correct=Equal(gradient, X @ (X.T @ v - t)),
)
