"""True claims of machine learning, the positive side of the corpus: what the engine ought to prove."""

from __future__ import annotations

from symbolic.language import (
    Convex,
    Equal,
    Increasing,
    Matrix,
    Mean,
    Minimizer,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    array,
    bracket,
    d,
    delta,
    diag,
    dot,
    exp,
    eye,
    grad,
    hess,
    index,
    indices,
    jac,
    log,
    max_,
    min_,
    norm,
    outer,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    softmax,
    softplus,
    sqrt,
    tanh,
    trace,
)
from tests.attacks.notation import A, B, K, N, T, X, a, c, f, g, i, j, k, m, n, p, t, u, w, x, y, z

D, H = sizes("D H")
e, e2, e3 = indices("e e2 e3", D)
h, h2 = indices("h h2", H)
n2, n3 = indices("n2 n3", N)
F = real("F", N, D)  # data
v = real("v", D)
target = real("target", N)
label = real("label", between=(0, 1))
lam, delta_, gamma = real("lam", positive=True), real("delta", positive=True), real("gamma")
V, U = real("V", H, D), real("U", K, H)
input_ = real("input", D)
S = softmax(z)
SIMPLEX = Equal(Sum(u[k], k), 1)
ROWS = Equal(Sum(T[n, k], k), 1)
L = -Sum(u[k] * log(softmax(z)[k]), k)
LSE = log(Sum(exp(z[k]), k))

mu, var = Mean(w[k], k), Mean((w[k] - Mean(w[j], j)) ** 2, k)
s = sqrt(var + delta_)
hat = array((w[k] - mu) / s, k)

batch_mu = array(Mean(F[n, e], n), e)
batch_s = array(sqrt(Mean((F[n, e] - batch_mu[e]) ** 2, n) + delta_), e)
batch_hat = array((F[n, e] - batch_mu[e]) / batch_s[e], n, e)
up = real("up", N, D)
scale, offset = reals("scale offset", D)
batch_loss = Sum(up[n, e] * (scale[e] * batch_hat[n, e] + offset[e]), n, e)
batch_dx = (
    scale[e] / batch_s[e] * (up[n, e] - Mean(up[n2, e], n2) - batch_hat[n, e] * Mean(up[n2, e] * batch_hat[n2, e], n2))
)

Q, Ky, Vv, G = reals("Q Ky Vv G", N, D)
scores = array(Sum(Q[n, e] * Ky[n2, e], e) / sqrt(D), n, n2)
P = softmax(scores)
attention = Sum(G[n, e] * P[n, n2] * Vv[n2, e], n, n2, e)
dP = array(Sum(G[n, e] * Vv[n2, e], e), n, n2)
dS = array(P[n, n2] * (dP[n, n2] - Sum(P[n, n3] * dP[n, n3], n3)), n, n2)

logits = array(Sum(U[k, h] * sigmoid(Sum(V[h, e] * input_[e], e)), h), k)
hidden = array(sigmoid(Sum(V[h, e] * input_[e], e)), h)
net = -Sum(u[k] * log(softmax(logits)[k]), k)
g_hidden = array(g(Sum(V[h, e] * input_[e], e)), h)
net_g = Sum((Sum(U[k, h] * g_hidden[h], h) - u[k]) ** 2, k) / 2
pre = array(Sum(V[h, e] * input_[e], e), h)
net_relu = Sum((Sum(U[k, h] * relu(pre[h]), h) - u[k]) ** 2, k) / 2
net_tanh = Sum((Sum(U[k, h] * tanh(pre[h]), h) - u[k]) ** 2, k) / 2


def deep(depth: int):
    """A net of `depth` layers of opaque functions, with all widths symbolic, and its first-layer gradient."""
    widths = sizes(" ".join(f"d{n}" for n in range(depth + 1)))
    weights = [real(f"W{n}", widths[n], widths[n - 1]) for n in range(1, depth + 1)]
    first, r = real("x0", widths[0]), index("r", widths[depth])
    layer, pres = first, []
    for weight in weights:
        pres.append(weight @ layer)
        layer = g(pres[-1])
    y_ = real("goal", widths[depth])
    loss = Sum((layer[r] - y_[r]) ** 2, r) / 2
    back = (layer - y_) * g.prime(pres[-1])
    for weight, z_ in zip(reversed(weights[1:]), reversed(pres[:-1]), strict=True):
        back = (weight.T @ back) * g.prime(z_)
    i_, j_ = index("i_", widths[1]), index("j_", widths[0])
    return Equal(d(loss, weights[0][i_, j_]), back[i_] * first[j_])


margin = array(sigmoid(dot(F[n], v)), n)
logistic = -Sum(target[n] * log(margin[n]) + (1 - target[n]) * log(1 - margin[n]), n)
probabilities = softmax(array(Sum(T[n, k] * A[k, i], k), n, i))
sims = array(Sum(Q[n, e] * Ky[n2, e], e) / lam, n, n2)
contrastive = -Mean(log(softmax(sims)[n, n]), n)
data_loss = Sum((Sum(F[n, e] * v[e], e) - target[n]) ** 2, n)
pos = real("pos", K, positive=True)
q_ = real("q_", K, positive=True)

TRUE = {
    "softmax gradient": Equal(d(L, z[i]), S[i] - u[i]).given(simplex=SIMPLEX),
    "softmax gradient, any targets": Equal(d(L, z[i]), S[i] * Sum(u[k], k) - u[i]),
    "softmax Jacobian": Equal(d(S[k], z[i]), S[k] * (delta(k, i) - S[i])),
    "softmax Jacobian, off the diagonal": Equal(d(S[k], z[i]), -S[k] * S[i]).where(Unequal(i, k)),
    "softmax Hessian": Equal(d(L, z[i], z[j]), S[i] * (delta(i, j) - S[j])).given(simplex=SIMPLEX),
    "softmax Hessian, as matrices": Equal(hess(LSE, z), diag(S) - outer(S, S)),
    "softmax Hessian is psd": PositiveSemidefinite(diag(S) - outer(S, S)),
    "log-sum-exp is convex": Convex(LSE, z),
    "cross-entropy is convex": Convex(LSE - Sum(u[k] * z[k], k), z),
    "log-softmax": Equal(log(S[i]), z[i] - LSE),
    "log-softmax gradient": Equal(d(log(S[i]), z[j]), delta(i, j) - S[j]),
    "softmax adds up to 1": Equal(Sum(S[k], k), 1),
    "softmax shift invariance": Equal(softmax(array(z[k] + a, k))[i], S[i]),
    "softmax of two is sigmoid": Equal(softmax(Matrix([x, y]))[0], sigmoid(x - y)),
    "gradient of log-sum-exp": Equal(grad(LSE, z), S),
    "gradients of softmax add up to 0": Equal(Sum(d(S[k], z[i]), k), 0),
    "Jacobian-vector product": Equal(Sum(u[k] * d(S[k], z[i]), k), S[i] * (u[i] - Sum(u[j] * S[j], j))),
    "label smoothing": Equal(
        d(-Sum(((1 - a) * u[k] + a / K) * log(S[k]), k), z[i]), S[i] - (1 - a) * u[i] - a / K
    ).given(simplex=SIMPLEX),
    "temperature": Equal(d(lam * log(Sum(exp(z[k] / lam), k)), z[i]), softmax(z / lam)[i]),
    "BCE by the prediction": Equal(
        d(-t * log(label) - (1 - t) * log(1 - label), label), (label - t) / label / (1 - label)
    ),
    "BCE by the logit": Equal(d(-t * log(sigmoid(x)) - (1 - t) * log(1 - sigmoid(x)), x), sigmoid(x) - t),
    "BCE with softplus": Equal(-t * log(sigmoid(x)) - (1 - t) * log(1 - sigmoid(x)), softplus(x) - t * x),
    "sigmoid slope": Equal(d(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x))),
    "sigmoid symmetry": Equal(sigmoid(-x), 1 - sigmoid(x)),
    "tanh by sigmoid": Equal(tanh(x), 2 * sigmoid(2 * x) - 1),
    "tanh slope": Equal(d(tanh(x), x), 1 - tanh(x) ** 2),
    "softplus slope": Equal(d(softplus(x), x), sigmoid(x)),
    "softplus differs by x": Equal(softplus(x) - softplus(-x), x),
    "sigmoid increases": Increasing(sigmoid(x), x),
    "softplus is convex": Convex(softplus(x), x),
    "relu difference": Equal(relu(x) - relu(-x), x),
    "relu sum": Equal(relu(x) + relu(-x), abs_(x)),
    "relu is homogeneous": Equal(relu(lam * x), lam * relu(x)),
    "relu slope": Equal(d(relu(x), x), bracket(x > 0)).where(Unequal(x, 0)),
    "relu squared": Equal(d(relu(x) ** 2, x), 2 * relu(x)),
    "leaky relu": Equal(max_(x, a * x), relu(x) - a * relu(-x)).given(low=a > 0, high=a < 1),
    "max and min": Equal(max_(x, y) + min_(x, y), x + y),
    "max minus min": Equal(max_(x, y) - min_(x, y), abs_(x - y)),
    "logistic regression": Equal(d(logistic, v[e]), Sum((margin[n] - target[n]) * F[n, e], n)),
    "logistic Hessian": Equal(d(logistic, v[e], v[e2]), Sum(margin[n] * (1 - margin[n]) * F[n, e] * F[n, e2], n)),
    "softmax regression": Equal(
        d(-Sum(X[n, i] * log(probabilities[n, i]), n, i), A[k, j]),
        Sum(T[n, k] * (probabilities[n, j] - X[n, j]), n),
    ).given(rows=Equal(Sum(X[n, i], i), 1)),
    "softmax regression, labels": Equal(
        d(-Sum(log(softmax(X)[n, c[n]]), n), X[m, k]), softmax(X)[m, k] - delta(k, c[m])
    ),
    "least squares": Equal(grad(dot(F @ v - target, F @ v - target), v), 2 * F.T @ (F @ v - target)),
    "least squares Hessian": Equal(hess(dot(F @ v - target, F @ v - target) / 2, v), F.T @ F),
    "ridge": Equal(grad(data_loss + lam * dot(v, v), v), 2 * (F.T @ (F @ v - target)) + 2 * lam * v),
    "ridge Hessian is psd": PositiveSemidefinite(F.T @ F + lam * eye(D)),
    "ridge is convex": Convex(data_loss + lam * dot(v, v), v),
    "ridge is strictly convex": StrictlyConvex(data_loss + lam * dot(v, v), v),
    "Gram matrix is psd": PositiveSemidefinite(F.T @ F),
    "outer product is psd": PositiveSemidefinite(outer(u, u)),
    "squared norm": UniqueMinimizer(dot(z - u, z - u), {z: u}),
    "mean minimises squares": Stationary(Sum((w[k] - x) ** 2, k), {x: Mean(w[k], k)}),
    "mean minimises squares, globally": Minimizer(Sum((w[k] - x) ** 2, k), {x: Mean(w[k], k)}),
    "variance": Equal(Mean((w[k] - mu) ** 2, k), Mean(w[k] ** 2, k) - mu**2),
    "covariance": Equal(Mean((w[k] - mu) * (z[k] - Mean(z[j], j)), k), Mean(w[k] * z[k], k) - mu * Mean(z[k], k)),
    "variance by pairs": Equal(var, Sum((w[i] - w[j]) ** 2, i, j) / (2 * K**2)),
    "variance's gradient": Equal(d(var, w[i]), 2 * (w[i] - mu) / K),
    "deviations add up to 0": Equal(Sum(w[k] - mu, k), 0),
    "Cauchy-Schwarz identity": Equal(
        Sum(w[k] ** 2, k) * Sum(z[k] ** 2, k) - Sum(w[k] * z[k], k) ** 2,
        Sum((w[i] * z[j] - w[j] * z[i]) ** 2, i, j) / 2,
    ),
    "Cauchy-Schwarz": Sum(w[k] * z[k], k) ** 2 <= Sum(w[k] ** 2, k) * Sum(z[k] ** 2, k),
    "power mean": Mean(w[k], k) ** 2 <= Mean(w[k] ** 2, k),
    "weighted mean": Equal(Sum(p[k] * (w[k] - Sum(p[j] * w[j], j)), k), 0).given(h=Equal(Sum(p[k], k), 1)),
    "weighted variance": Equal(
        Sum(p[k] * (w[k] - Sum(p[j] * w[j], j)) ** 2, k), Sum(p[k] * w[k] ** 2, k) - Sum(p[k] * w[k], k) ** 2
    ).given(h=Equal(Sum(p[k], k), 1)),
    "layer norm dx": Equal(
        d(Sum(u[k] * (w[k] - mu) / s, k), w[i]),
        (u[i] - Mean(u[k], k) - hat[i] * Mean(u[k] * hat[k], k)) / s,
    ),
    "batch norm dx": Equal(d(batch_loss, F[n, e]), batch_dx),
    "batch norm dgamma": Equal(d(batch_loss, scale[e]), Sum(up[n, e] * batch_hat[n, e], n)),
    "batch norm dbeta": Equal(d(batch_loss, offset[e]), Sum(up[n, e], n)),
    "batch norm has mean 0": Equal(Mean(batch_hat[n, e], n), 0),
    "rms norm dx": Equal(
        d(Sum(u[k] * w[k], k) / sqrt(Mean(w[k] ** 2, k) + delta_), w[i]),
        (u[i] - w[i] * Mean(u[k] * w[k], k) / (Mean(w[k] ** 2, k) + delta_)) / sqrt(Mean(w[k] ** 2, k) + delta_),
    ),
    "norm's gradient": Equal(d(norm(w), w[i]), w[i] / norm(w)).given(h=norm(w) > 0),
    "self-attention dQ": Equal(d(attention, Q[n, e]), Sum(dS[n, n2] * Ky[n2, e], n2) / sqrt(D)),
    "self-attention dK": Equal(d(attention, Ky[n, e]), Sum(dS[n2, n] * Q[n2, e], n2) / sqrt(D)),
    "rows of dS add up to 0": Equal(Sum(target[n] * dS[n, n2], n, n2), 0),
    "self-attention dV": Equal(d(attention, Vv[n, e]), Sum(P[n2, n] * G[n2, e], n2)),
    "two layers, sigmoid, dW1": Equal(
        d(net, V[h, e]),
        Sum((softmax(logits)[k] - u[k]) * U[k, h], k) * hidden[h] * (1 - hidden[h]) * input_[e],
    ).given(simplex=SIMPLEX),
    "two layers, sigmoid, dW2": Equal(d(net, U[k, h]), (softmax(logits)[k] - u[k]) * hidden[h]).given(simplex=SIMPLEX),
    "two layers, opaque": Equal(
        d(net_g, V[h, e]),
        Sum((Sum(U[k, h2] * g_hidden[h2], h2) - u[k]) * U[k, h], k) * g.prime(pre[h]) * input_[e],
    ),
    "two layers, relu": Equal(
        d(net_relu, V[h, e]),
        Sum((Sum(U[k, h2] * relu(pre[h2]), h2) - u[k]) * U[k, h], k) * bracket(pre[h] > 0) * input_[e],
    ).given(off=Unequal(pre[h], 0)),
    "two layers, tanh": Equal(
        d(net_tanh, V[h, e]),
        Sum((Sum(U[k, h2] * tanh(pre[h2]), h2) - u[k]) * U[k, h], k) * (1 - tanh(pre[h]) ** 2) * input_[e],
    ),
    "three layers": deep(3),
    "six layers": deep(6),
    "double sums in any order": Equal(
        Sum(Sum(A[i, j] * B[j, k], j) * w[k], i, k), Sum(w[k] * Sum(B[j, k] * Sum(A[i, j], i), j), k)
    ),
    "trace of a product": Equal(trace(A @ B), trace(B @ A)),
    "transpose of a product": Equal((A @ B).T, B.T @ A.T),
    "gradient of a trace": Equal(grad(trace(A @ B), A), B.T),
    "gradient of a quadratic form": Equal(grad(dot(z, A @ z), z), A @ z + A.T @ z),
    "quadratic form of a symmetric matrix": Equal(grad(dot(z, A @ z), z), 2 * A @ z).given(h=Equal(A[i, j], A[j, i])),
    "square of a sum": Equal(Sum(w[k], k) ** 2, Sum(w[i] * w[j], i, j)),
    "chain rule": Equal(d(f(g(x)), x), f.prime(g(x)) * g.prime(x)),
    "product rule": Equal(
        d(f(x) * g(x), x, x), f.prime.prime(x) * g(x) + 2 * f.prime(x) * g.prime(x) + f(x) * g.prime.prime(x)
    ),
    "entropy's gradient": Equal(d(-Sum(pos[k] * log(pos[k]), k), pos[i]), -log(pos[i]) - 1),
    "entropy of a softmax": Equal(-Sum(S[k] * log(S[k]), k), LSE - Sum(S[k] * z[k], k)),
    "KL is cross-entropy less entropy": Equal(
        Sum(pos[k] * log(pos[k] / q_[k]), k), -Sum(pos[k] * log(q_[k]), k) + Sum(pos[k] * log(pos[k]), k)
    ),
    "negative entropy is convex": Convex(Sum(pos[k] * log(pos[k]), k), pos),
    "contrastive loss": Equal(
        d(contrastive, Q[n, e]), Sum((softmax(sims)[n, n2] - delta(n, n2)) * Ky[n2, e], n2) / (N * lam)
    ),
    "Gaussian log-likelihood": Equal(
        d(-Sum((w[k] - x) ** 2, k) / (2 * lam**2) - K * log(lam), lam), Sum((w[k] - x) ** 2, k) / lam**3 - K / lam
    ),
    "Jacobian of elementwise": Equal(jac(g(z), z), diag(g.prime(z))),
    "Jacobian of a product": Equal(jac(A @ z, z), A),
    "logs of a product": Equal(log(lam * label), log(lam) + log(label)),
    "square root of a square": Equal(sqrt(x**2), abs_(x)),
    "x log x is stationary at 1/e": Stationary(lam * log(lam) - lam, {lam: 1}),
    "Woodbury in one dimension": Equal(1 / (1 + lam * x**2), 1 - lam * x**2 / (1 + lam * x**2)),
    "Sherman-Morrison, a term": Equal(Sum(w[k] / (1 + Sum(w[j] ** 2, j)) * w[k], k), 1 - 1 / (1 + Sum(w[j] ** 2, j))),
    "at least two": Equal(Sum(1 - delta(i, k), k), K - 1).where(K >= 2),
    "size": Equal(Sum((w[k] - mu) ** 2, k) / (K - 1), (Sum(w[k] ** 2, k) - K * mu**2) / (K - 1)).where(K >= 2),
    "hinge": Convex(relu(1 - t * x), x),
    "l1 is convex": Convex(Sum(abs_(w[k]), k), w),
    "size of a batch": Equal(Mean(Sum(X[n, k], k), n), Sum(X[n, k], n, k) / N),
}
