"""Pairs of a true claim and a false one beside it: moments, layouts of gradients, pieces, projections, bounds.

A claim of `FALSE` must not be proved, one of `TRUE` not be refuted; `NOWHERE` can hold nowhere, which is no proof.
"""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved, Refuted, Vacuous
from tests.attacks.in_a_sheet import stated

DECLARED = """\
size K, N, D, M >= 2
index i, j, k, l in K
index n, m in N
index r in D
real x, y, z, b, a > 0, o >= 0, s > 0, p in (0, 1), e in {-1, 1}, tri in {0, 1, 2}
real v[K], w[K], u[K], q[N], W[K, K], A[K, K], P[K, K], Q[K, K], S[K, K], X[N, D], th[D], es[K] in {-1, 1}
function g
random coin[N] bernoulli(p)
random late[N] mean x variance a
random apart[N] mean x variance a independent
random field[N, K] normal(x, a)
let L = norm(X @ th - q)^2/2
let f(y) = y^2 + x
let huber = cases(x^2/2 if abs(x) <= a, a*abs(x) - a^2/2)
"""

FALSE = """\
[i != j]*[j != k]*[i != k] == 0
1 == (K - 1)/(K - 1)
x == (x^3)^(1/3)
log(x*y) == log(x) + log(y)
sqrt(x*y) == sqrt(x)*sqrt(y)
prod[i](v[i]) == exp(sum[i](log(v[i])))
prod[i](v[i]*b) == b*prod[i](v[i])
f(x) == y^2 + x
d(f(x), x) == 2*x
E(coin[n]*coin[m]) == p^2
E((coin[n] - p)^3) == 0
E(late[n]*late[m]) == x^2 where n != m
E(apart[n]*apart[m]) == x^2
E((apart[n] - mean[m](apart[m]))^2) == a
a == E(sum[n]((apart[n] - mean[m](apart[m]))^2)/(N - 1))
E(field[n, k]*field[m, l]) == x^2 + a*[n == m]
E(d(field[n, k]^2, x)) == 2*x
hess(L, th) == X.T @ X/N
jac(W @ v, v) == W.T
grad(trace(W @ A), W) == A
grad(dot(v, W @ v), v) == 2*(W @ v)
sum[i](softmax(W)[i, j]) == 1
trace(W @ A @ S) == trace(A @ W @ S)
psd(W) where W[i, j] == W[j, i]
psd(diag(v) - outer(v, v)) where sum(v) == 1
strictly_convex(sum(v)^2, v)
strictly_convex(norm(v)^2 - sum(v)^2/K, v)
convex(cases(x^2 if x > 0, x), x)
convex(cases(x^2 if x > 1, 2*x - 1 if x < 1, 7), x)
convex(x^2 - x^2*[x == 3], x)
convex(sum[k](w[k]*cases((x - v[k])^2 if x > v[k], v[k] - x)), x)
7*[x == 0] == d(relu(x) - x*[x > 0], x)
0 == d(cases(x^2 if x > 0, x^2 + [x == 0]), x) where x == 0
2 == d(cases(x^2 if x > 0, -x^2), x, x) where x == 0
d(sum[k](W[k, k]^2), W[i, j]) == 2*W[i, j]
d(sum[k](relu(v[k])*v[i]), v[i]) == sum[k](relu(v[k])) + [v[i] > 0]
sin(o) > o - o^3/6
sin(x - y) == sin(x)*cos(y) + cos(x)*sin(y)
sin(K*x) == K*sin(x)
exp(x) >= 1 + x + x^2/2
log(1 + x) <= x - x^2/2
sum[k](es[k]) < K
tri < 2
minimizer([x != 0] + x^2 - 3*[x == 1], x == 0)
subgradient(abs(x), x, 2*[x > 0] - 1 - [x == 0])
""".splitlines()

TRUE = """\
[i != j]*[j != k]*[i != k] == 0 where K == 2
1 == (M - 1)/(M - 1)
sqrt(x)*sqrt(y) == sqrt(x*y)
exp(sum[i](log(v[i]))) == prod[i](v[i])
d(f(x), x) == 2*x + 1
E(apart[n]*apart[m]) == x^2 + a*[n == m]
E(sum[n]((apart[n] - mean[m](apart[m]))^2)/(N - 1)) == a
E(coin[n]*coin[n]*apart[n]) == p*x
hess(L, th) == X.T @ X
grad(trace(W @ A), W) == A.T
strictly_convex(sum(v)^2, v) where K == 1
convex(cases(x^2 if x > 0, -x), x)
convex(x^2 - x^2*[x == 0], x)
d(huber, x) == cases(x if abs(x) <= a, a*sign(x))
2*y == d(cases(x^2 if x > y, 2*x*y - y^2 if x < y, x^2), x) where x == y
d(sum[k](W[k, k]^2), W[i, j]) == 2*W[i, j]*[i == j]
sin(o) <= o
cos(3*x) == 4*cos(x)^3 - 3*cos(x)
a^a >= a
sum[k](es[k]) <= K
minimizer([x != 0] + x^2 - 2*[x == 1], x == 0)
subgradient(abs(x), x, 2*[x > 0] - 1)
""".splitlines()

GIVEN = """\
assume projection: P @ P == P
assume inverse: Q @ S == eye(K)
assume apart: dot(u, v) == 0
"""

FALSE_OF_THEM = """\
P == eye(K)
P.T == P
Q @ P @ S == P
trace(P) == K
dot(u, P @ v) == 0
u[i]*v[i] == 0
sum[k](u[k]*v[k]*w[k]) == 0
sum[k](u[k])*sum[k](v[k]) == 0
psd(P)
sum[k](P[i, k]*P[j, k]) == P[i, j]
""".splitlines()

TRUE_OF_THEM = """\
P @ P @ P == P
Q @ S @ P == P
sum[i, j](u[i]*v[i]*w[j]) == 0
norm(u + v)^2 == norm(u)^2 + norm(v)^2
""".splitlines()

NOWHERE = (
    "assume one: x/y == 1\nassume two: x == 2*y\n",
    "assume odd: v[i] != v[i]\n",
    "random never mean 0 variance -1\nassume its: E(never^2) == -1\n",
)


def claim(statement: str, given: str = "") -> Claim:
    return stated(f"{DECLARED}{given}", statement)


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_not_proved(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_not_refuted(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Refuted)


@pytest.mark.parametrize("statement", FALSE_OF_THEM)
def test_a_projection_and_an_inverse_say_no_more_than_they_say(statement: str) -> None:
    assert not isinstance(prove(claim(statement, GIVEN)), Proved)


@pytest.mark.parametrize("statement", TRUE_OF_THEM)
def test_what_they_say_is_not_refuted(statement: str) -> None:
    assert not isinstance(prove(claim(statement, GIVEN)), Refuted)


WITHOUT_A_DERIVATIVE = """\
d(abs(x), x) == 7 where x == 0
d(relu(x), x) == 1 where x == 0
d(cases(x^2 if x > 0, x^2 + [x == 0]), x) == 0 where x == 0
d(cases(x if x > 0, y*(exp(x) - 1)), x) == 2 where x == 0 and y == 2
d(d(cases(log(x) if x >= 1, 2*x - 2), x)*y, y) == 1 where x == 1
""".splitlines()


@pytest.mark.parametrize("statement", WITHOUT_A_DERIVATIVE)
def test_nothing_is_proved_where_there_is_no_derivative(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Vacuous)


@pytest.mark.parametrize("given", NOWHERE)
def test_nothing_is_proved_of_no_point(given: str) -> None:
    assert isinstance(prove(claim("x == x", given)), Vacuous)
