"""The first sheet in other words: samples as columns, a sum for the mean, the penalty without its 1/2, logs split."""

from __future__ import annotations

from symbolic.language import (
    Convex,
    Equal,
    Limit,
    Mean,
    Subgradient,
    Sum,
    Unequal,
    bracket,
    cases,
    d,
    dot,
    exp,
    function,
    grad,
    index,
    indices,
    log,
    max_,
    oo,
    real,
    reals,
    sizes,
)

M, F = sizes("M F")  # samples, features
m, f = index("m", M), index("f", F)
q, u, t = real("q", F), real("u", F), real("t")  # weights, one input, its label
part = real("part", within=(0, 1))
P, T = real("P", F, M), real("T", M)  # (F, M) a sample a column
scores = q @ P  # (M,)
hinges = Sum(max_(0, 1 - T[m] * scores[m]), m)  # M times the mean
late = bracket(T[m] * Sum(q[f] * P[f, m], f) < 1)
eta, c = reals("eta c")
counted = bracket(1 - T[m] * (scores[m] + c) >= 0)
uphill, s = Sum(T[m] * P[:, m], m), real("s")  # (F,)

r = real("r", between=(0, 1))
a = real("a")
by_r = (t - 1) * log(1 - r) - t * log(r)
by_a = -t * (a - log(1 + exp(a))) + (1 - t) * log(1 + exp(a))  # log(e^a / (1 + e^a)) as a difference

H = sizes("U")[0]  # hidden units
h, k = indices("h k", H)
p, o, v = reals("p o v", H)  # the slopes, offsets and output weights of the hidden units
c0, feed, mu = reals("c0 feed mu")
hidden = max_(feed * p + o, 0)  # (U,)
out = c0 + dot(hidden, v)
guess = 1 / (1 + exp(-out))
loss_of_out = t * log(1 + exp(-out)) + (1 - t) * (out + log(1 + exp(-out)))
ell = function("ell")
penalty = mu * dot(v, v) + mu * dot(p, p)  # mu is lambda/2

RESTATED = {
    "hw1.q1.loss-gradient": Equal(
        grad(max_(0, 1 - t * Sum(u[f] * q[f], f)), q), cases((-u * t, dot(u, q) * t < 1), 0)
    ).where(Unequal(1, t * dot(q, u))),
    "hw1.q1.subgradient": Subgradient(max_(0, 1 - t * dot(u, q)), q, -t * u * bracket(1 - t * dot(q, u) >= 0)),
    "hw1.q1.subgradient.segment": Subgradient(max_(0, 1 - t * dot(u, q)), q, -t * part * u).where(
        Equal(1, t * dot(q, u))
    ),
    "hw1.q1.mean-gradient": Equal(d(hinges, q[f]), -Sum(late * T[m] * P[f, m], m)).given(Unequal(1, T[m] * scores[m])),
    "hw1.q1.convex": Convex(hinges, q),
    "hw1.q1.update": Equal(
        eta * Sum(counted * T[m] * P[f, m], m) + q[f], q[f] + eta * M * Mean(counted * T[m] * P[f, m], m)
    ),
    "hw1.q1.objective (printed)": Equal(Sum(1 - T[m] * scores[m], m) / M, hinges / M),
    "hw1.q1.objective (correct)": Equal(M * Mean(max_(0, 1 - T[m] * scores[m]), m), hinges),
    "hw1.q1.objective.unbounded": Limit(Mean(1 - ((s * uphill) @ P)[m] * T[m], m), s, oo, -oo).given(
        Sum(uphill[f] ** 2, f) > 0
    ),
    "hw1.q2_1.dL-dyhat-expanded (printed)": Equal(-d(by_r, r), t / r + (1 - t) / (1 - r)),
    "hw1.q2_1.dL-dyhat-expanded (correct)": Equal(-d(by_r, r), t / r - (1 - t) / (1 - r)),
    "hw1.q2_1.dL-dyhat": Equal(r * (1 - r) * d(by_r, r), r - t),
    "hw1.q2_1.dsigmoid": Equal(d(1 / (1 + exp(-a)), a), exp(-a) / (1 + exp(-a)) ** 2),
    "hw1.q2_1.dL-dz": Equal(d(by_a, a), exp(a) / (1 + exp(a)) - t),
    "hw1.q2_3.dL-dw11.end-to-end": Equal(
        d(loss_of_out, p[k]), feed * v[k] * (guess - t) * bracket(o[k] + feed * p[k] > 0)
    ).given(Unequal(feed * p[h] + o[h], 0)),
    "hw1.q2_4.l2-gradient": Equal(d(loss_of_out + penalty, v[k]) - d(loss_of_out, v[k]), 2 * mu * v[k]),
    "hw1.q2_4.second (printed)": Equal(d(penalty + ell(out), v[k]), ell.prime(out) * (hidden[k] + 2 * mu * v[k])),
    "hw1.q2_4.second (correct)": Equal(d(penalty + ell(out), v[k]), ell.prime(out) * hidden[k] + 2 * mu * v[k]),
}
