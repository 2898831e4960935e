"""Sheets three to five in other words: samples stored the other way, weights transposed, factors moved."""

from __future__ import annotations

from symbolic.language import (
    Decreasing,
    Equal,
    Increasing,
    Limit,
    Matrix,
    Minimizer,
    PositiveDefinite,
    Rational,
    Sum,
    Unequal,
    UniqueMinimizer,
    Vector,
    array,
    bracket,
    cases,
    d,
    delta,
    dot,
    exp,
    function,
    grad,
    index,
    indices,
    label,
    log,
    max_,
    norm,
    ones,
    oo,
    outer,
    real,
    reals,
    sigmoid,
    sizes,
    softmax,
    softplus,
)

# Sheet 3: logits with a sample a column; inputs with a sample a row, weights from the right.
P, C, A, U = sizes("P C A U")  # samples, classes, inputs, hidden units
p, q = indices("p q", P)
c, e = indices("c e", C)
u = index("u", U)
cls = label("cls", P, C)
S = real("S", C, P)
mass = array(Sum(exp(S[c, q]), c), q)  # (P,)
own, any_ = exp(S[cls[p], p]), exp(S[e, p])
total = Sum(log(mass[q]) - S[cls[q], q], q)  # P times the mean, log(e^s / mass) split
inputs = real("inputs", P, A)
G, g0, K, k0 = real("G", A, U), real("g0", U), real("K", U, C), real("k0", C)
below = inputs @ G + outer(ones(P), g0)  # (P, U)
kept = max_(below, 0)
top = kept @ K + outer(ones(P), k0)  # (P, C)
nets = Sum(log(Sum(exp(top[q, c]), c)) - top[q, cls[q]], q)
excess = softmax(top) - array(delta(cls[q], c), q, c)  # (P, C)
kappa = real("kappa")
decayed = nets + kappa / 2 * (Sum(G**2) + Sum(K**2))
off = Unequal(0, below[q, u])

# Sheet 4: the columns of XOR with the constant first; one sample of label 1; a sample a column.
design = Matrix([[1, 1, 1, 1], [0, 0, 1, 1], [0, 1, 0, 1]])  # (3, 4)
o, a1, a2 = coefficients = reals("o a1 a2")
xor, half = Vector([0, 1, 1, 0]), Rational(1, 2)
fit = norm(coefficients @ design - xor) ** 2 / 2
M, F = sizes("M F")
rows, t, beta = real("rows", M, F), real("t", M), real("beta", F)  # (M, F) a sample a row
f, m = index("f", F), index("m", M)
squares = Sum((t[m] - Sum(rows[m, f] * beta[f], f)) ** 2, m) / 2
v, r = real("v", F), real("r", F)  # one input, its weights
c0, s, other, best, rho = reals("c0 s other best rho")
logit = Sum(r[f] * v[f], f) + c0
nll = log(1 + exp(-logit))
moved = c0 - rho * d(nll, c0)
ahead = rho > 0
X, Y = real("X", F, M), real("Y", C, M)  # (F, M), (C, M)
V, v0 = real("V", C, F), real("v0", C)  # (C, F) the row V[c] belongs to class c
logits = V @ X + outer(v0, ones(M))  # (C, M)
guess = array(exp(logits[c, m]) / Sum(exp(logits[e, m]), e), c, m)
entropy = -Sum(Y[c, m] * log(guess[c, m]), c, m)  # M times the mean
labels = Equal(Sum(Y[c, m], c), 1)
slopes = Sum(Y[e, m] * (d(guess[e, m], V[c]) / guess[e, m]), e, m)

# Sheet 5: weights stored from the upper to the lower layer.
n0, n1, n2, n3 = sizes("n0 n1 n2 n3")
phi = function("phi")
i0, T = real("i0", n0), real("T", n3)
L1, L2, L3 = real("L1", n1, n0), real("L2", n2, n1), real("L3", n3, n2)
o1, o2, o3 = real("o1", n1), real("o2", n2), real("o3", n3)
h1 = o1 + L1 @ i0
h2 = o2 + L2 @ phi(h1)
h3 = o3 + L3 @ phi(h2)
b, j = indices("b j", n2)
h, g = index("h", n1), index("g", n3)
J = log(Sum(exp(h3[g]), g)) - dot(T, h3)
e3 = softmax(h3) - T
e2 = (e3 @ L3) * phi.prime(h2)
e1 = (e2 @ L2) * phi.prime(h1)
ones3 = Equal(1, Sum(T[g], g))
y, up, pre = real("y", n1), real("up", n2), real("pre", n1)
linear, through = dot(up, L2 @ y + o2), dot(L2 @ phi(pre) + o2, up)
last, tags = real("last", n2), real("tags", n2)
out = array(exp(last[b]) / Sum(exp(last[j]), j), b)
J_out = -Sum(tags[b] * log(out[b]), b)
one = Equal(Sum(tags[b], b), 1)

RESTATED = {
    "hw3.q2a.softmax-step line 5": Equal(
        (own * any_ - delta(cls[p], e) * any_ * mass[p]) / (own * mass[p]), any_ / mass[p] - delta(e, cls[p])
    ),
    "hw3.q2a.gradient": Equal(d(total, S[e, p]), exp(S[e, p]) / mass[p] - delta(e, cls[p])),
    "hw3.q2c.W1": Equal(grad(decayed, G), inputs.T @ ((excess @ K.T) * bracket(below > 0)) + kappa * G).given(off),
    "hw3.q2c.b1": Equal(grad(decayed, g0), ones(P) @ ((excess @ K.T) * bracket(below > 0))).given(off),
    "hw3.q2c.W2": Equal(grad(decayed, K) - kappa * K, kept.T @ excess),
    "hw4.q1.targets (printed)": UniqueMinimizer(
        norm(coefficients @ design - Vector([0, 0, 1, 0])) ** 2 / 2, {o: half, a1: 0, a2: 0}
    ),
    "hw4.q1.solution": UniqueMinimizer(fit, {a2: 0, a1: 0, o: half}),
    "hw4.q1.solution.definite": PositiveDefinite(design @ design.T),
    "hw4.q1.general-gradient (printed)": Equal(M * grad(squares, beta), (rows @ beta - t) @ rows),
    "hw4.q1.general-gradient (correct)": Equal(grad(squares / M, beta), (rows @ beta - t) @ rows / M),
    "hw4.q2.gradients": Equal(d(nll, r[f]), -v[f] * sigmoid(-logit)),
    "hw4.q2.monotone": Decreasing(softplus(-s), s),
    "hw4.q2.step-sign": (rho * sigmoid(-logit) > 0).given(ahead),
    "hw4.q2.b-decreases (printed)": (c0 > moved).given(ahead),
    "hw4.q2.b-decreases (correct)": (c0 < moved).given(ahead),
    "hw4.q2.gradient-vanishes": Unequal(-d(nll, c0), 0),
    "hw4.q2.train-loss": Limit(log(1 + exp(-s)), s, oo, 0),
    "hw4.q2.train-loss-reason (printed)": Minimizer(softplus(-s), {s: best}),
    "hw4.q2.test-loss (printed)": Equal(softplus(s), softplus(other)).given(other > s),
    "hw4.q2.test-loss (correct)": Increasing(log(1 + exp(s)), s),
    "hw4.q2.test-loss.unbounded": Limit(log(1 + exp(s)), s, oo, oo),
    "hw4.q3.dyhat-other": Equal(d(guess[c, m], V[e, f]), -guess[e, m] * guess[c, m] * X[f, m]).where(Unequal(e, c)),
    "hw4.q3.sign-line (printed)": Equal(-Sum(Y[e, m] * d(log(guess[e, m]), V[c]), e, m), slopes).given(labels),
    "hw4.q3.grad-W": Equal(grad(entropy, V), (guess - Y) @ X.T).given(labels),
    "hw4.q3.b-lines (printed)": Equal(
        d(entropy, v0[c]), cases((-guess[e, m] * guess[c, m], Unequal(e, c)), guess[e, m] - guess[e, m] ** 2)
    ).given(labels),
    "hw4.q3.grad-b": Equal(grad(entropy / M, v0), (guess - Y) @ ones(M) / M).given(labels),
    "hw5.p1.weight-gradient": Equal(d(linear, L2[b, h]), y[h] * up[b]),
    "hw5.p1.weight-gradient.L3.W1": Equal(grad(J, L1), outer(e1, i0)).given(ones3),
    "hw5.p1.weight-gradient.L3.W2": Equal(grad(J, L2), outer(e2, phi(h1))).given(ones3),
    "hw5.p1.recursion": Equal(grad(through, pre), phi.prime(pre) * (up @ L2)),
    "hw5.p1.output-delta-start (printed)": Equal(d(J_out, last[j]) * out[j], -tags[j] * d(out[j], last[j])).given(one),
    "hw5.p1.output-delta line 6": Equal(out[j] * Sum(tags[b], b) - tags[j], out[j] - tags[j]).given(one),
    "hw5.p1.relu-derivative (printed)": Equal(d(max_(s, 0), s), max_(s, 0)),
    "hw5.p1.relu-derivative (correct)": Equal(d(max_(s, 0), s), 1 - bracket(s <= 0)),
    "hw5.p1.vectorised": Equal(L2 - rho * grad(linear, L2), L2 - outer(rho * up, y)),
}
