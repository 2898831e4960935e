"""False claims that careless variants of the size theorem prove."""

from __future__ import annotations

from symbolic.language import Equal, Mean, Sum, Unequal, abs_, bracket, delta, exp, log, softmax, sqrt
from symbolic.language import d as derivative
from tests.attacks.false_claim import Attack
from tests.attacks.notation import HALF, A, J, K, N, T, W, X, f, i, j, k, l, n, q, r, u, w, x, y, z

y_ = u  # a distribution, under SIMPLEX
SIMPLEX = Equal(Sum(u[k], k), 1)
ONE_HOT = Equal(Sum(T[n, k], k), 1)


def others(*pairs):
    product = 1
    for a, b in pairs:
        product = product * (1 - delta(a, b))
    return product


def bell(e):
    return e * (1 - e)


ATTACKS = {
    "mean is sum": Attack(Equal(Mean(w[k], k), Sum(w[k], k))),
    "K - 1": Attack(Equal((K - 1) * w[i], 0)),
    "(K - 1)(K - 2)": Attack(Equal((K - 1) * (K - 2) * w[i], 0)),
    "log of sum exp is an entry": Attack(Equal(log(Sum(exp(z[k]), k)), z[i])),
    "norm is abs of an entry": Attack(Equal(sqrt(Sum(w[k] ** 2, k)), abs_(w[i]))),
    "f of a sum": Attack(Equal(f(Sum(w[k], k)), f(w[i]))),
    "bracket of a sum": Attack(Equal(bracket(Sum(w[k], k) > 0), bracket(w[i] > 0))),
    "root of a size": Attack(Equal(sqrt(K) * w[i], w[i])),
    "log of a size": Attack(Equal(log(K) * w[i], 0)),
    "exp of a sum to second order": Attack(
        Equal(
            exp(Sum(z[k], k)),
            1 + Sum(exp(z[k]) - 1, k) + Sum((1 - delta(i, j)) * (exp(z[i]) - 1) * (exp(z[j]) - 1), i, j) * HALF,
        )
    ),
    "simplex, cubic": Attack(Equal(Sum(bell(u[k]) * (1 - 2 * u[k]), k), 0).given(simplex=SIMPLEX)),
    "simplex, square": Attack(Equal(Sum(u[k] ** 2, k), 1).given(simplex=SIMPLEX)),
    "simplex, rational": Attack(
        Equal(Sum(bell(u[k]) * (1 - 2 * u[k]) / (1 + bell(u[k])), k), 0).given(simplex=SIMPLEX)
    ),
    "simplex, log": Attack(Equal(Sum(u[k] * log(u[k]), k), 0).given(simplex=SIMPLEX)),
    "simplex, one free entry": Attack(Equal(u[i] * (1 - u[i]), 0).given(simplex=SIMPLEX)),
    "rows, cubic": Attack(Equal(Sum(bell(T[n, k]) * (1 - 2 * T[n, k]), n, k), 0).given(one_hot=ONE_HOT)),
    "rows, square": Attack(Equal(Sum(T[n, k] ** 2, n, k), N).given(one_hot=ONE_HOT)),
    "rows are not columns": Attack(Equal(Sum(T[n, k], n), 1).given(one_hot=ONE_HOT)),
    "total of rows is K": Attack(Equal(Sum(T[n, k], n, k), K).given(one_hot=ONE_HOT)),
    "pair of free indices": Attack(Equal(w[i] * z[j], w[j] * z[i])),
    "distinct triples": Attack(Equal(Sum(others((i, j), (j, k), (i, k)) * w[i] * w[j] * w[k], i, j, k), 0)),
    "distinct pairs": Attack(Equal(Sum(others((i, j)) * w[i] * w[j], i, j), 0)),
    "sum of quotients": Attack(Equal(Sum(w[k], k) / Sum(z[k], k), Sum(w[k] / z[k], k))),
    "uniform softmax": Attack(Equal(exp(z[i]) / Sum(exp(z[k]), k), 1)),
    "sum of inverses": Attack(
        Equal(Sum(1 / Sum(X[n, k] ** 2 + 1, k), n), N / Sum(X[n, k] ** 2 + 1, n, k)),
    ),
    "variance is 0": Attack(Equal(Mean((w[k] - Mean(w[j], j)) ** 2, k), 0)),
    "K = 1 holds by where, K >= 2 does not": Attack(Equal(Sum(w[k] ** 2, k), Sum(w[k], k) ** 2).where(K >= 2)),
    "size 2 is not all sizes": Attack(Equal(Sum(w[k], k), w[i] + w[j]).where(Unequal(i, j))),
    "dropped i != k": Attack(Equal(derivative(softmax(z)[k], z[i]), -softmax(z)[k] * softmax(z)[i])),
    "dropped i == k": Attack(Equal(derivative(softmax(z)[k], z[i]), softmax(z)[k] * (1 - softmax(z)[i]))),
    "sizes are not the same": Attack(Equal(Sum(0 * X[n, k] + 1, n), K)),
    "K is 1": Attack(Equal(K, 1)),
    "square of a sum": Attack(Equal(Sum(w[k], k) ** 2, Sum(w[k] ** 2, k))),
    "sum of products": Attack(Equal(Sum(w[k] * z[k], k), Sum(w[k], k) * Sum(z[k], k))),
    "mean of products": Attack(Equal(Mean(w[k] * z[k], k), Mean(w[k], k) * Mean(z[k], k))),
    "attention denominators": Attack(Equal(Sum(w[k] / Sum(exp(A[k, j]), j), k), Sum(w[k], k) / Sum(exp(A[i, j]), j))),
    "trace is total": Attack(Equal(Sum(A[k, k], k), Sum(A[i, j], i, j))),
    "product of matrices commutes": Attack(Equal(Sum(A[i, k] * A[k, j], k), Sum(A[j, k] * A[k, i], k))),
    "fixed size 2": Attack(Equal(w[i], w[j]).where(K <= 2)),
    "fixed size 2, the other": Attack(Equal(Sum(w[k], k), 2 * w[i]).where(Equal(K, 2))),
    "a denominator inside a root of squares": Attack(
        # (1/Z^2)^(-1/2) = Z, so this is e_2 of exp(z) over Z
        Equal(
            (1 / (1 + Sum(exp(z[k]), k)) ** 2) ** -HALF - 2 + (1 - Sum(exp(2 * z[k]), k)) / (1 + Sum(exp(z[k]), k)), 0
        )
    ),
    "a denominator that turns up when another size is opened": Attack(
        # the first sum is 1/Z_i; so this is e_2 of the exp(W[i, .]), over Z_i
        Equal(
            1 / Sum(sqrt(delta(k, i)) / (1 + Sum(exp(W[k, r]), r)), k)
            - 2
            + (1 - Sum(exp(2 * W[i, r]), r)) / (1 + Sum(exp(W[i, r]), r)),
            0,
        )
    ),
    "harmonic": Attack(Equal(Sum(1 / (1 + exp(z[k])), k), K / (1 + Mean(exp(z[k]), k)))),
    "nested means": Attack(Equal(Mean(Mean(X[n, k], n) ** 2, k), Mean(Mean(X[n, k], k) ** 2, n))),
    "J sums do not commute with products": Attack(Equal(Sum(W[k, r], r) * Sum(W[j, r], r), Sum(W[k, r] * W[j, r], r))),
    "l is j": Attack(Equal(A[i, l], A[i, j])),
    "q in a sum is not q outside": Attack(Equal(Sum(w[q], q), K * w[q])),
    "x is y": Attack(Equal(x, y)),
    "J": Attack(Equal(J + K, J * K)),
}
