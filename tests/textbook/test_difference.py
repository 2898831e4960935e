"""Wrong right sides, and the sentence that says what is wrong with each."""

from __future__ import annotations

import pytest

from derivations.sheets import reader
from symbolic.engine import examine
from symbolic.language import (
    Claim,
    Equal,
    Mean,
    Sum,
    as_claim,
    bracket,
    d,
    delta,
    exp,
    indices,
    log,
    real,
    reals,
    relu,
    sigmoid,
    size,
    sqrt,
    tanh,
)
from symbolic.language.statements import Statement
from symbolic.search.difference import UNDEFINED, explain
from symbolic.verdict import Examination
from tests.textbook.standard import (
    HALF,
    W1,
    W2,
    N,
    W,
    X,
    Y,
    a,
    b,
    bce,
    bce_of_logit,
    cross_entropy,
    e,
    f,
    fit,
    g,
    gamma,
    h,
    hidden,
    i,
    j,
    k,
    l,
    lam,
    m,
    n,
    net,
    net_loss,
    off_kinks,
    p,
    q,
    rows,
    simplex,
    t,
    u,
    w,
    w1,
    w2,
    x,
    y,
    yh,
    z,
)
from tests.textbook.test_derivation import sequent_of

M = size("M")
r, s, c = indices("r s c", M)
A, v, x2 = real("A", M, M), real("v", M), real("x2", M)
slope = real("slope", between=(0, 1))
delta_z, a1, w14 = reals("delta_z a1 w14")

squares = Mean((fit + b - u[n]) ** 2, n)
half_squares = HALF * Sum((fit - u[n]) ** 2, n)
residual = Sum((fit - u[n]) * X[n, f], n)
regularised = half_squares + lam / 2 * Sum(w[e] ** 2, e)
softmax_loss = -Mean(Sum(Y[n, k] * log(q[n, k]), k), n)
net_wrong = Sum((net[n, k] - Y[n, k]) * W2[k, h], k) * relu(hidden[n, h]) * X[n, f]

WRONG: dict[str, tuple[Claim | Statement, str]] = {
    "sign": (
        Equal(d(cross_entropy, z[i]), y[i] - p[i]).given(simplex=simplex),
        "the sign is lost: the right side is -1 times the derived one",
    ),
    "2 missing": (
        Equal(d(squares, w[f]), Mean((fit + b - u[n]) * X[n, f], n)),
        "the factor 2 is missing: the right side is 1/2 times the derived one",
    ),
    "2 too much": (
        Equal(d(half_squares, w[f]), 2 * residual),
        "a factor 2 too much: the right side is 2 times the derived one",
    ),
    "1/N": (
        Equal(d(squares, w[f]), 2 * Sum((fit + b - u[n]) * X[n, f], n)),
        "the factor 1/N is missing: the right side is N times the derived one",
    ),
    "1/N under a softmax": (
        Equal(d(softmax_loss, W[l, f]), Sum((q[n, l] - Y[n, l]) * X[n, f], n)).given(rows=rows),
        "the factor 1/N is missing: the right side is N times the derived one",
    ),
    "term missing": (Equal(d(regularised, w[f]), residual), "the term lam*w[f] is missing"),
    "term too much": (Equal(d(half_squares, w[f]), residual + lam * w[f]), "the term lam*w[f] is too much"),
    "factor in a term": (
        Equal(d(half_squares + lam * Sum(w[e] ** 2, e), w[f]), residual + lam * w[f]),
        "the factor 2 is missing in the term lam*w[f]",
    ),
    "part of a term": (Equal(d(regularised, w[f]), residual + lam), "the factor w[f] is missing in the term lam"),
    "sign of a term": (
        Equal(d(bce, yh), -t / yh + (t - 1) / (1 - yh)),
        "the sign of the term (t - 1)/(1 - yh) is wrong",
    ),
    "sign on the left": (
        Equal(-t / yh + (t - 1) / (1 - yh), (yh - t) / (yh * (1 - yh))),
        "on the left the sign of the term (t - 1)/(1 - yh) is wrong",
    ),
    "sigma for sigma'": (
        Equal(d(sigmoid(x), x), sigmoid(x)),
        "sigmoid(x) stands where sigmoid(x)*(1 - sigmoid(x)) belongs",
    ),
    "sigma' for sigma, named": (
        Equal(
            (slope - t) / (slope * (1 - slope)),
            (slope * (1 - slope) - t) / (slope * (1 - slope) * (1 - slope * (1 - slope))),
        ),
        "slope*(1 - slope) stands where slope belongs",
    ),
    "relu for its slope": (
        Equal(d(relu(x), x), relu(x)).where(x > 0),
        "relu(x) stands where [x > 0] belongs",
    ),
    "relu for its slope in a net": (
        Equal(d(net_loss, W1[h, f]), Mean(net_wrong, n)).given(rows=rows, off=off_kinks),
        "relu(sum[e](W1[h, e]*X[n, e]) + b1[h]) stands where [sum[e](W1[h, e]*X[n, e]) + b1[h] > 0] belongs",
    ),
    "g for g'": (Equal(d(g(w1 * w2 + b), w1), g(w1 * w2 + b) * w2), "g(w1*w2 + b) stands where g'(w1*w2 + b) belongs"),
    "tanh": (Equal(d(tanh(x), x), 1 + tanh(x) ** 2), "the sign of the term tanh(x)^2 is wrong"),
    "multiplied": (
        Equal(delta_z * a1 + lam * w14, delta_z * (a1 + lam * w14)),
        "the term lam*w14 was multiplied by delta_z",
    ),
    "delta is 1": (Equal(d(p[k], z[i]), p[k] * (1 - p[i])), "[k == i] is missing: 1 stands in its place"),
    "delta is 1, centred": (
        Equal(d(gamma * (a[n] - Mean(a)), a[m]), gamma * (1 - 1 / N)),
        "this is the case m == n only",
    ),
    "delta term missing": (
        Equal(d(p[k], z[i]), -p[k] * p[i]),
        "the term softmax(z)[k]*[i == k] is missing",
    ),
    "mean ignored": (Equal(d(gamma * (a[n] - Mean(a)), a[m]), gamma * delta(n, m)), "the term gamma/N is too much"),
    "index": (Equal(d(cross_entropy, z[i]), p[i] - y[j]).given(simplex=simplex), "index j stands where i belongs"),
    "index of a softmax": (Equal(p[k], exp(z[i]) / Sum(exp(z[j]), j)), "index i stands where k belongs"),
    "transposed": (
        Equal(d(Sum(v[r] * Sum(A[r, s] * x2[s], s), r), x2[c]), Sum(A[c, r] * v[r], r)),
        "A stands where its transpose belongs",
    ),
    "a factor transposed": (
        Equal(d(Sum((A[r, s] + v[r]) * v[r] * x2[s], r, s), x2[c]), Sum((A[c, r] + v[c]) * v[r], r)),
        "A[c, r] + v[c] stands where A[r, c] + v[r] belongs: its transpose",
    ),
    "quotient upside down": (
        Equal(d(x**2 * w2 / w1, x), 2 * x * w1 / w2).where(w1 > 0, w2 > 0),
        "w1/w2 is upside down",
    ),
    "root": (
        Equal(w1 * Sum(x2[s] ** 2, s) / sqrt(Sum(x2[s] ** 2, s)), w1 * Sum(x2[s] ** 2, s)),
        "the factor 1/norm(x2) is missing",
    ),
    "sign of a logarithm": (
        Equal(log(sigmoid(x) / (1 - sigmoid(x))), -x),
        "the sign is lost: the right side is -1 times the derived one",
    ),
    "sum dropped": (
        Equal(d(HALF * Sum(Sum(A[r, s] * x2[s], s) ** 2, r), x2[c]), Sum(A[r, s] * x2[s], s) * A[r, c]),
        "the sum over r is missing",
    ),
    "chain rule": (
        Equal(d(-log(p[k]), z[i]), -delta(i, k) / p[k] * d(p[i], z[i])),
        "the sum of the chain rule over all of K is missing",
    ),
    "factor dropped": (Equal(d(half_squares, w[f]), Sum(fit - u[n], n)), "the factor X[n, f] is missing"),
    "factor of the chain rule": (
        Equal(d(bce_of_logit, x), (sigmoid(x) - t) / (sigmoid(x) * (1 - sigmoid(x)))),
        "the factor 1/(sigmoid(x)*(1 - sigmoid(x))) is too much",
    ),
    "factor of the chain rule and its sign": (
        Equal(d(bce_of_logit, x), t / sigmoid(x) - (1 - t) / (1 - sigmoid(x))),
        "the factor -sigmoid(x)*(1 - sigmoid(x)) of the chain rule is missing",
    ),
    "factor in a kink": (
        Equal(d(relu(x) ** 2, x), 2 * relu(x) + bracket(Equal(x, 0))),
        "the term [x == 0] is too much",
    ),
    "number in a factor": (Equal(d(g(w1) * w2, w1), (g.prime(w1) - 1) * w2), "the term -1 is too much in g'(w1) - 1"),
    "1/N in one term": (
        Equal(d(Mean((fit - u[n]) ** 2, n) / 2 + lam / 2 * Sum(w[e] ** 2, e), w[f]), residual + lam * w[f]),
        "the factor 1/N is missing in the term sum[n]((sum[e](w[e]*X[n, e]) - u[n])*X[n, f])",
    ),
    "argument": (Equal(tanh(x), 2 * sigmoid(x) - 1), "the argument of sigmoid(x) should be 2*x"),
    "sign of an argument": (
        Equal(d(-log(sigmoid(x)), x), -sigmoid(x)),
        "the argument of sigmoid(x) has the wrong sign: it should be -x",
    ),
    "names exchanged": (Equal(d(-log(sigmoid(w1 - w2)), w1), -sigmoid(w1 - w2)), "w1 and w2 are exchanged"),
    "one case": (Equal(d(p[k], z[i]), p[k] * (1 - p[k])), "this is the case i == k only"),
    "square of a sum": (
        Equal(Sum(x2[s] ** 2, s), Sum(x2[s], s) ** 2),
        "the square of the sum stands where the sum of the squares belongs: sum[s](x2[s])^2 for sum[s](x2[s]^2)",
    ),
    "upside down": (
        Equal(d(log(yh / (1 - yh)), yh), yh * (1 - yh)),
        "the right side is upside down: it is 1 over the derived one",
    ),
    "constant": (Equal((x + 1) ** 2, x**2 + 2 * x + 2), "the term 1 is too much"),
}


def sentence(claim: Claim | Statement) -> str | None:
    sequent, names = sequent_of(as_claim(claim))
    found = explain(sequent, names)
    return None if found is None else found.sentence


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_one_sentence(name: str) -> None:
    claim, expected = WRONG[name]
    assert sentence(claim) == expected


def test_a_left_side_with_more_than_a_derivative_is_compared() -> None:
    step = w1 - d(w2 * w1**2 / 2 - b * w1, w1)
    assert sentence(Equal(step, b / w2).where(w2 > 0)) is None
    assert sentence(Equal(step, w1 - w2 * w1 - b).where(w2 > 0)) == "the sign of the term b is wrong"


def test_the_same_question_has_the_same_answer() -> None:
    claim, expected = WRONG["index"]
    assert [sentence(claim) for _ in range(3)] == [expected] * 3


def test_what_is_not_simple_is_not_explained() -> None:
    assert sentence(Equal(d(sigmoid(x), x), exp(t) + tanh(x * t) * bracket(x > t))) is None


def test_the_right_side_is_told_repaired() -> None:
    """As its writer put it, not in the textbook form of the left side."""
    ratio = examine(Equal(d(log(sigmoid(x)), x), sigmoid(x) * (1 - sigmoid(x))))
    assert ratio.derived == "1 - sigmoid(x)"
    lost = examine(Equal(d((x - t) ** 2 / 2, x), t - x))
    assert lost.derived == "x - t"
    assert lost.steps[-1].theorem is not None


def test_an_array_against_a_number_with_its_own_index() -> None:
    """An entry of the array was meant, which is not what an equation of an array and a number says."""
    q = real("q", M)
    said = examine(Equal(d(Sum(v[r] * q[r], r), q), v[s])).difference
    assert said is not None
    assert "[s] behind it takes its entry" in said
    assert examine(Equal(d(Sum(v[r] * q[r], r), q)[s], 2 * v[s])).difference != said


@pytest.mark.parametrize(
    "claim",
    [Equal(log(x**2), 2 * log(x)), Equal(x, exp(log(x))), Equal(d(x**2, x) - 1, (4 * x**2 - 1) / (2 * x + 1))],
)
def test_a_right_side_that_is_undefined_elsewhere_only(claim: Statement) -> None:
    assert examine(claim).difference == UNDEFINED


def test_a_derivation_does_not_go_there_and_back() -> None:
    found = examine(Equal(d(relu(x), x), relu(x)))
    assert found.difference == "relu(x) stands where [x > 0] belongs"
    assert list(map(str, found.steps)) == ["d(relu(x), x)", "= [x > 0]    differentiate: derivative of relu"]
    printed = examine(Equal(d(t * log(x) + (1 - t) * log(1 - x), x), (1 - t) / (1 - x) - t / x).where(x > 0, x < 1))
    lines = [str(step).split("    ")[0] for step in printed.steps]
    assert len(set(lines)) == len(lines)


COUNTS = """
size   N, D
index  n in N
index  i, j in D
real   X[N, D], w[D], y[N]
let    mu = exp(X @ w)
refute observed: hess(sum(mu - y * (X @ w)), w) == X.T @ diag(y) @ X
"""
CENTRED = """
size   N
index  n, i in N
real   x[N], g[N], eps > 0
let    mu = mean(x)
let    var = mean((x - mu)^2)
refute constants: d(dot(g, (x - mu) / sqrt(var + eps)), x[i]) == g[i] / sqrt(var + eps)
"""


def told(sheet: str) -> Examination:
    [stated] = reader.read(sheet.encode(), file="x").claims
    assert isinstance(stated.claim, Claim)
    return examine(stated.claim)


def test_a_diagonal_in_a_product_is_looked_through() -> None:
    assert told(COUNTS).difference == "y[n] stands where exp(sum[k](X[n, k]*w[k])) belongs"


def test_no_delta_is_left_in_a_sum() -> None:
    derived = told(CENTRED).derived
    assert derived is not None
    assert "==" not in derived
