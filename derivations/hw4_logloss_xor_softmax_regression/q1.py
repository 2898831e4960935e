"""XOR by linear regression: the best affine fit predicts 1/2 everywhere."""

from fractions import Fraction

from derivations.question import Question
from symbolic.language import *

half, quarter = Fraction(1, 2), Fraction(1, 4)
A = Matrix([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])  # (4, 3) inputs, and a column of ones
y = Vector([0, 1, 1, 0])  # (4,) XOR
w1, w2, b = theta = reals("w1 w2 b")  # (3,)
q = dot(A @ theta - y, A @ theta - y)
J = quarter * q

question = Question(
    "hw4.q1", "Linear regression on XOR", sheet="hw4_logloss_xor_softmax_regression", loss=J, where={"q": q}
)

y_printed = Vector([0, 0, 1, 0])  # (4,)
J_printed = quarter * dot(A @ theta - y_printed, A @ theta - y_printed)
question.erratum(
    "targets",
    says="y = [0, 0, 1, 0]",
    printed=UniqueMinimizer(J_printed, {w1: 0, w2: 0, b: half}),
    correct=UniqueMinimizer(J_printed, {w1: half, w2: -half, b: quarter}),
)
question.claim("objective", Equal(q, b**2 + (1 - w2 - b) ** 2 + (1 - w1 - b) ** 2 + (-w1 - w2 - b) ** 2))
question.claim("dq-dw1", Equal(d(q, w1), 2 * (w1 + b - 1) + 2 * (w1 + w2 + b)))
question.claim("dq-dw2", Equal(d(q, w2), 2 * (w2 + b - 1) + 2 * (w1 + w2 + b)))
question.claim("dq-db", Equal(d(q, b), 4 * (2 * b + w1 + w2 - 1)))
question.unreadable(
    "second-forms",
    "= 4(w1 + b - 1) + 2 w2 / 2 ...",
    reason="the transcription lost the second forms; dq/dw1 = 4(w1 + b - 1/2 + w2/2) is true",
)
question.claim("second-forms.repaired", Equal(d(q, w1), 4 * (w1 + b - half + w2 / 2)))

one, two, three = 2 * w1 + 2 * b + w2 - 1, 2 * w2 + 2 * b + w1 - 1, w1 + w2 + 2 * b - 1
I, II, III = (Equal(line, 0) for line in (one, two, three))
question.claim(
    "normal-equations",
    Equal(grad(q, theta), Vector([2 * one, 2 * two, 4 * three])),
    says="grad q = 0: 2w1 + 2b + w2 - 1 = 0, 2w2 + 2b + w1 - 1 = 0, w1 + w2 + 2b - 1 = 0",
)
question.claim(
    "elimination", Equal(theta, Vector([0, 0, half])).given(I=I, II=II, III=III), says="hence w = 0, b = 1/2"
)
w = real("w")
equal = {"first": Equal(w1, w), "second": Equal(w2, w)}
IV, V = Equal(3 * w + 2 * b - 1, 0), Equal(2 * w + 2 * b - 1, 0)
question.claim("elimination.equal-weights", Equal(w1 - w2, 0).given(I=I, II=II), says="(I) - (II): w1 = w2 = w")
question.claim("elimination.IV", IV.given(II=II, **equal), says="in (II): 3w + 2b - 1 = 0")
question.claim("elimination.V", V.given(III=III, **equal), says="in (III): 2w + 2b - 1 = 0")
question.claim("elimination.w", Equal(w, 0).given(IV=IV, V=V), says="w = 0")
question.claim("elimination.b", Equal(b, half).given(V=V, w=Equal(w, 0)), says="b = 1/2")

best = {w1: 0, w2: 0, b: half}
question.claim("solution", UniqueMinimizer(J, best), says="w = 0, b = 1/2")
question.claim(
    "solution.predictions",
    Equal(A @ theta, half * Vector([1, 1, 1, 1])).given(w1=Equal(w1, 0), w2=Equal(w2, 0), b=Equal(b, half)),
)
question.claim("solution.value", Equal(J, quarter).given(w1=Equal(w1, 0), w2=Equal(w2, 0), b=Equal(b, half)))
question.claim(
    "solution.half-value", Equal(half * J, Fraction(1, 8)).given(w1=Equal(w1, 0), w2=Equal(w2, 0), b=Equal(b, half))
)

n, D = sizes("n D")
X, v, t = real("X", D, n), real("v", D), real("t", n)  # (D, n) a column a sample, (D,), (n,)
residual = X.T @ v - t
question.erratum(
    "general-gradient",
    says="f = (1/2) sum (.)^2 has gradient (1/n) X (X w - y)",
    printed=Equal(grad(half * dot(residual, residual), v), 1 / n * (X @ residual)),
    correct=Equal(grad(half * dot(residual, residual), v), X @ residual),
)
