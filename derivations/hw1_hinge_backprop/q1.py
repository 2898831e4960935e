"""The hinge loss has the gradient -y x below margin 1 and 0 above; its mean over the samples is convex."""

from derivations.question import Question
from symbolic.language import *

n, D = sizes("n d")  # samples, features, of which the last is 1
i, k = indices("i k", n)
w, x, y = real("w", D), real("x", D), real("y")  # y is 1 or -1, but any number would do
margin = y * dot(w, x)
hinge = max_(1 - margin, 0)
X, Y = real("X", n, D), real("Y", n)  # (n, d) a sample a row, (n,) labels
margins = Y * (X @ w)  # (n,)
J = Mean(max_(1 - margins[i], 0), i)

rate, b = reals("lambda_ b")
reached = array(bracket(Y[i] * (dot(X[i], w) + b) <= 1), i)  # (n,) the samples that the pseudo-code counts
g, g_b = Sum(reached[i] * Y[i] * X[i], i), Sum(reached[i] * Y[i], i)
slope = Mean(-reached[i] * Y[i] * X[i], i)  # (d,)

names = {"margins": margins, "J": J, "reached": reached, "g": g, "g_b": g_b, "slope": slope}
question = Question("hw1.q1", "Hinge loss", sheet="hw1_hinge_backprop", loss=J, where=names)

question.claim(
    "loss-gradient",
    Equal(grad(hinge, w), cases((0, margin > 1), -y * x)).where(Unequal(margin, 1)),
    says="0 if y w.x > 1, -y x if y w.x < 1",
)
undefined = NotDifferentiable(hinge, w).where(Equal(margin, 1))
question.claim("loss-gradient.undefined", undefined, says="undefined if y w.x = 1")
question.claim("loss-gradient.undefined.moves", Unequal(dot(x, x), 0).where(Equal(margin, 1)), says="then x is not 0")
question.claim(
    "mean-gradient",
    Equal(grad(J, w), Mean(cases((-Y[i] * X[i], margins[i] < 1), 0), i)),
    says="(1/n) sum over the samples with y_i w.x_i < 1 of -y_i x_i, wherever J has a gradient",
)
undefined = NotDifferentiable(J, w).where(Equal(margins[k], 1))
question.claim("mean-gradient.undefined", undefined, says="undefined if a margin is 1: convex kinks cannot cancel")
question.claim(
    "subgradient",
    Subgradient(hinge, w, -bracket(margin <= 1) * y * x),
    says="the pseudo-code takes -y x where y w.x <= 1, also at the kink",
)
question.claim("subgradient.mean", Subgradient(J, w, Mean(-bracket(margins[i] <= 1) * Y[i] * X[i], i)))
share, r, u = real("t", within=(0, 1)), real("r"), real("u")  # u is another margin
on_segment = Subgradient(hinge, w, -share * y * x).where(Equal(margin, 1))
below = max_(1 - u, 0) >= -r * (u - 1)  # the line through the kink that -r y x gives
question.claim("subgradient.segment", on_segment, says="at margin 1: the segment from 0 to -y x")
question.claim("subgradient.segment.end", (r <= 1).given(below=below, where=Equal(u, 0)), says="and no more")
question.claim("subgradient.segment.start", (r >= 0).given(below=below, where=Equal(u, 2)), says="and no less")
question.claim("convex", Convex(J, w))

question.claim(
    "update",
    Equal(w + rate * g, w - (rate * n) * slope),
    says="w <- w + lambda g: a step of length n lambda against the mean of -y x over the samples with margin <= 1",
)
question.claim("update.bias", Equal(b + rate * g_b, b - (rate * n) * Mean(-reached[i] * Y[i], i)))

total = Sum(1 - margins[i], i)
question.erratum(
    "objective",
    says="min_w sum_i max(1 - y_i w.x_i), which is n J",
    mistake="a maximum of one number is that number: the 0 is missing, and nothing bounds the sum from below",
    printed=Equal(total, n * J),
    correct=Equal(Sum(max_(1 - margins[i], 0), i), n * J),
)
t, direction = real("t"), Sum(Y[i] * X[i], i)  # (d,)
along = Sum(1 - Y[i] * dot(X[i], t * direction), i)
question.claim("objective.as-printed", Equal(total, n - dot(w, direction)))
question.claim("objective.along", Equal(along, n - t * dot(direction, direction)), says="at w = t sum y_i x_i")
question.claim("objective.unbounded", Limit(along, t, oo, -oo).given(some=dot(direction, direction) > 0))

question.prose(
    "closed-form",
    "since the derivative is discontinuous there is no closed-form solution",
    reason="that a formula does not exist is not stated precisely enough to decide",
)
