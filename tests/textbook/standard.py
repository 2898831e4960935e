"""The derivations that every course asks for, as claims."""

from __future__ import annotations

from fractions import Fraction

from symbolic.language import (
    Claim,
    Equal,
    Mean,
    Sum,
    Unequal,
    array,
    as_claim,
    bracket,
    d,
    delta,
    exp,
    function,
    index,
    indices,
    log,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    softmax,
    softplus,
    tanh,
)

HALF = Fraction(1, 2)
N, K, D, H = sizes("N K D H")
i, j, k, l = indices("i j k l", K)
n, m = indices("n m", N)
e, f = indices("e f", D)
h = index("h", H)
z, y = reals("z y", K)  # (K)
p = softmax(z)  # (K)
t, x, lam, gamma, w1, w2, b = reals("t x lam gamma w1 w2 b")
yh = real("yh", between=(0, 1))
X, Y, W, B = real("X", N, D), real("Y", N, K), real("W", K, D), real("B", K)
w, u, a = real("w", D), real("u", N), real("a", N)
g = function("g")

simplex = Equal(Sum(y[k], k), 1)
rows = Equal(Sum(Y[n, k], k), 1)
cross_entropy = -Sum(y[k] * log(p[k]), k)
fit = Sum(w[e] * X[n, e], e)
q = softmax(array(Sum(W[k, e] * X[n, e], e) + B[k], n, k))  # (N, K)
bce = -(t * log(yh) + (1 - t) * log(1 - yh))
bce_of_logit = -(t * log(sigmoid(x)) + (1 - t) * log(1 - sigmoid(x)))
xor = b**2 + (1 - w2 - b) ** 2 + (1 - w1 - b) ** 2 + (-w1 - w2 - b) ** 2

W1, b1, W2, b2 = real("W1", H, D), real("b1", H), real("W2", K, H), real("b2", K)
hidden = array(Sum(W1[h, e] * X[n, e], e) + b1[h], n, h)  # (N, H)
net = softmax(array(Sum(W2[k, h] * relu(hidden[n, h]), h) + b2[k], n, k))  # (N, K)
net_loss = -Mean(Sum(Y[n, k] * log(net[n, k]), k), n)
off_kinks = Unequal(hidden[n, h], 0)
net_gradient = Mean(Sum((net[n, k] - Y[n, k]) * W2[k, h], k) * bracket(hidden[n, h] > 0) * X[n, f], n)

PROVED: dict[str, Claim] = {
    name: as_claim(claim)
    for name, claim in {
        "softmax cross-entropy": Equal(d(cross_entropy, z[i]), p[i] - y[i]).given(simplex=simplex),
        "softmax Jacobian": Equal(d(p[k], z[i]), p[k] * (delta(i, k) - p[i])),
        "softmax Hessian": Equal(d(cross_entropy, z[i], z[j]), p[i] * (delta(i, j) - p[j])).given(simplex=simplex),
        "binary cross-entropy": Equal(d(bce, yh), (yh - t) / (yh * (1 - yh))),
        "sigmoid": Equal(d(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x))),
        "logistic": Equal(d(1 / (1 + exp(-x)), x), sigmoid(x) * (1 - sigmoid(x))),
        "logit": Equal(d(bce_of_logit, x), sigmoid(x) - t),
        "tanh": Equal(d(tanh(x), x), 1 - tanh(x) ** 2),
        "XOR": Equal(d(xor, w1), 2 * (w1 + b - 1) + 2 * (w1 + w2 + b)),
        "least squares": Equal(d(Mean((fit + b - u[n]) ** 2, n), w[f]), 2 * Mean((fit + b - u[n]) * X[n, f], n)),
        "ridge": Equal(
            d(HALF * Sum((fit - u[n]) ** 2, n) + lam / 2 * Sum(w[e] ** 2, e), w[f]),
            Sum((fit - u[n]) * X[n, f], n) + lam * w[f],
        ),
        "logistic regression": Equal(
            d(Sum(softplus(fit) - u[n] * fit, n), w[f]), Sum((sigmoid(fit) - u[n]) * X[n, f], n)
        ),
        "softmax regression": Equal(
            d(-Mean(Sum(Y[n, k] * log(q[n, k]), k), n), W[l, f]), Mean((q[n, l] - Y[n, l]) * X[n, f], n)
        ).given(rows=rows),
        "two-layer net": Equal(d(net_loss, W1[h, f]), net_gradient).given(rows=rows, off=off_kinks),
        "centred": Equal(d(gamma * (a[n] - Mean(a)), a[m]), gamma * (delta(n, m) - 1 / N)),
        "opaque": Equal(d(g(w1 * w2 + b), w1), g.prime(w1 * w2 + b) * w2),
        "binomial": Equal((x + 1) ** 2, x**2 + 2 * x + 1),
        "reflection": Equal(sigmoid(-x), 1 - sigmoid(x)),
        "hinge": Equal(d(relu(1 - t * x), x), -t * bracket(1 - t * x > 0)).where(1 - t * x > 0),
    }.items()
}
