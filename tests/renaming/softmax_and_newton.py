"""The second sheet in other words: softplus for the log loss, e^u / sum e^u for the softmax, sums for means."""

from __future__ import annotations

from symbolic.language import (
    Convex,
    Decreasing,
    E,
    Equal,
    Limit,
    Minimizer,
    PositiveDefinite,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    array,
    cases,
    d,
    delta,
    diag,
    exp,
    function,
    hess,
    indices,
    log,
    oo,
    outer,
    random,
    real,
    reals,
    sigmoid,
    sizes,
    softplus,
)

S, C, B = sizes("S C B")  # samples, classes, inputs of a batch
a, e = indices("a e", S)
f, t = reals("f t", S)  # features, targets
slope, shift = reals("slope shift")
score = shift + f * slope  # (S,)
risk = Sum(softplus(score[a]) - t[a] * score[a], a)  # log(1 + e^u) - t u
miss = sigmoid(score) - t  # (S,)
left, right = reals("left right")

r, s = indices("r s", B)
q, o = reals("q o", B)  # inputs, slopes from above
scale, offset, level = reals("scale offset level")
shown = offset + scale * q - scale / B * Sum(q[s], s)  # (B,)
passed = Sum(shown[r] * o[r], r)

h, k, l = indices("h k l", C)
u, lab, way = reals("u lab way", C)  # logits, labels, a direction
mass = Sum(exp(u[h]), h)
p = array(exp(u[h]) / mass, h)  # (C,)
ce = log(mass) * Sum(lab[h], h) - Sum(lab[h] * u[h], h)  # log(e^u / mass) split
whole = Equal(1, Sum(lab[l], l))
curvature = diag(p) - outer(p, p)
w = real("w", C, within=(0, 1))
square, mean = Sum(w[k] * way[k] ** 2, k), Sum(w[k] * way[k], k)
longer = Sum(way[h] ** 2, h) > 0

V, c = reals("V c", C)  # weights, inputs
target, tau = reals("target tau")
eps = random("eps", C, mean=1, variance=tau)  # tau is sigma^2
noisy, plain = (target - Sum(eps[h] * V[h] * c[h], h)) ** 2, (target - Sum(V[h] * c[h], h)) ** 2  # without the 1/2

z, root, v = reals("z root v")
F = function("F")
step = z - F(z) / F.prime(z)
at_a_root = {"zero": Equal(F(z), 0), "simple": Unequal(F.prime(z), 0)}

RESTATED = {
    "hw2.q1.dE-dyhat (printed)": Equal(
        S * d(-Sum(t[a] * log(sigmoid(f[a])) + (1 - t[a]) * log(sigmoid(-f[a])), a), f[e]),
        S * (t[e] / sigmoid(f[e]) - (1 - t[e]) / sigmoid(-f[e])) * sigmoid(f[e]) * sigmoid(-f[e]),
    ),
    "hw2.q1.dE-dw": Equal(d(risk, slope) / S, Sum(f[a] * miss[a], a) / S),
    "hw2.q1.dE-db": Equal(-d(risk, shift), Sum(t[a] - sigmoid(score[a]), a)),
    "hw2.q1.stationarity (printed)": Equal(Sum(t[a], a), sigmoid(score[e])).given(
        Equal(Sum(miss[a] * f[a], a), 0), Equal(Sum(miss[a], a), 0), Equal(t[a] ** 2, t[a])
    ),
    "hw2.q1.convex": Convex(risk / S, shift, slope),
    "hw2.q1.unique-minimum (printed)": UniqueMinimizer(softplus(-score[a]), {shift: left, slope: right}),
    "hw2.q1.unique-minimum (correct)": Decreasing(softplus(-score[a]), shift),
    "hw2.q1.unique-minimum.infimum": Limit(log(1 + exp(-score[a])), shift, oo, 0),
    "hw2.q1.unique-minimum.line (printed)": StrictlyConvex(2 * softplus(score[a]) - score[a], shift, slope),
    "hw2.q1.unique-minimum.line (correct)": Minimizer(
        2 * softplus(score[a]) - score[a], {slope: right, shift: -f[a] * right}
    ),
    "hw2.q2c.jacobian": Equal(B * d(shown[r], q[s]), cases((-scale, Unequal(r, s)), B * scale - scale)),
    "hw2.q2c.dL-dx (printed)": Equal(d(passed, q[s]), cases((-scale / B, Unequal(r, s)), scale - scale / B)),
    "hw2.q2c.dL-dx (correct)": Equal(B * d(passed, q[s]), B * scale * o[s] - scale * Sum(o[r], r)),
    "hw2.q2d.not-altered (printed)": Equal(q[s], q[s] - Sum(q[r], r) / B).where(Equal(B, 1)),
    "hw2.q2d.n1-off-diagonal": Equal(-scale, d(shown[r], q[s])).where(Unequal(s, r), Equal(B, 1)),
    "hw2.q2d.mean-influence": Limit(d(Sum(q[r], r) / B, q[s]), B, oo, 0),
    "hw2.q2d.limit-jacobian": Limit(d(shown[r], q[s]), B, oo, scale * delta(s, r)),
    "hw2.q2d.limit-gradient (printed)": Limit(o[s] - d(passed, q[s]), B, oo, 0).given(Equal(level, o[r])),
    "hw2.q3a.softmax (printed)": Equal(p[h] * mass, exp(u[k])),
    "hw2.q3a.softmax-jacobian": Equal(d(p[h], u[k]), p[h] * delta(k, h) - p[k] * p[h]),
    "hw2.q3b.chain (printed)": Equal(d(log(mass) - u[k], u[l]), -delta(k, l) / p[k] * d(p[l], u[l])),
    "hw2.q3b.dL-dz": Equal(d(ce, u[k]) + lab[k], p[k]).given(whole),
    "hw2.q5.expectation": Equal(E(d(noisy, V[k])), -2 * c[k] * (target - tau * V[k] * c[k] - Sum(V[h] * c[h], h))),
    "hw2.q5.regulariser": Equal(E(noisy), plain + tau * Sum((c[h] * V[h]) ** 2, h)),
    "hw2.q6.quadratic": Equal(F.prime(z) * d(step, z, z), F.prime.prime(z)).given(**at_a_root),
    "hw2.q6.optimum (printed)": Minimizer(F(v), {v: root}).given(Equal(0, F.prime(root))),
    "hw2.q6.optimum (correct)": Stationary(F(v), {v: root}).given(Equal(0, F.prime(root))),
    "hw2.q6.optimum.saddle (printed)": Minimizer(2 * v**3, {v: 0}),
    "hw2.q7b.hessian": Equal(hess(ce, u)[k, l], p[k] * delta(l, k) - p[l] * p[k]).given(whole),
    "hw2.q7b.psd": PositiveSemidefinite(2 * curvature),
    "hw2.q7b.argument (printed)": (mean**2 < square).given(longer),
    "hw2.q7b.argument (correct)": (mean**2 - square <= 0).given(Equal(Sum(w[h], h), 1)),
    "hw2.q7c.convex": Convex(ce, u).given(whole),
    "hw2.q7c.convex.strict (printed)": PositiveDefinite(curvature / 2),
}
