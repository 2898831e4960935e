"""Labels: an index chosen by data is any function, neither constant nor one-to-one."""

from __future__ import annotations

from symbolic.language import Equal, Sum, Unequal, d, delta, exp, log, softmax
from tests.attacks.false_claim import Attack
from tests.attacks.notation import K, N, X, c, i, j, k, m, n, own, u

ATTACKS = {
    "a label is an index": Attack(Equal(Sum(X[n, c[n]], n), Sum(X[n, i], n))),
    "labels run over all": Attack(Equal(Sum(u[c[n]], n), Sum(u[k], k))),
    "a permutation": Attack(Equal(Sum(u[own[k]], k), Sum(u[k], k))),
    "a projection": Attack(Equal(u[own[own[i]]], u[own[i]])),
    "the identity": Attack(Equal(u[own[i]], u[i])),
    "an involution": Attack(Equal(u[own[own[i]]], u[i])),
    "labels agree": Attack(Equal(u[c[n]], u[c[m]])),
    "labels differ": Attack(Equal(delta(c[n], c[m]), delta(n, m))),
    "labels differ where samples do": Attack(Equal(delta(c[n], c[m]), 0).where(Unequal(n, m))),
    "every class is met": Attack(Equal(Sum(delta(c[n], i), n), N)),
    "classes are met once": Attack(Equal(Sum(delta(c[n], i), n), 1)),
    "square of a sum over labels": Attack(Equal(Sum(u[c[n]], n) ** 2, Sum(u[c[n]] ** 2, n))),
    "counts": Attack(Equal(Sum(delta(c[n], k), n, k), K)),
    "exp over labels": Attack(Equal(Sum(exp(u[c[n]]), n) ** 2, Sum(exp(2 * u[c[n]]), n))),
    "gradient without its label": Attack(
        Equal(d(Sum(log(softmax(X)[n, c[n]]), n), X[m, k]), delta(k, c[n]) - softmax(X)[m, k])
    ),
    "gradient with its label off": Attack(Equal(d(Sum(log(softmax(X)[n, c[n]]), n), X[m, k]), 1 - softmax(X)[m, k])),
    "label by where": Attack(Equal(X[n, c[n]], X[n, j]).where(Equal(c[m], j))),
    "delta of labels as a product": Attack(Equal(delta(c[n], i) * delta(c[n], j), delta(c[n], i))),
    "label in a denominator": Attack(
        Equal(Sum(1 / (1 + X[n, c[n]] ** 2), n), Sum(delta(c[n], k) / (1 + X[n, i] ** 2), n, k))
    ),
}
