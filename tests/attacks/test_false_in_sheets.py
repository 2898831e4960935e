"""Claims as a sheet writes them: what a binder hides, a definition captures, a limit forgets, a kink leaves out.

A claim of `FALSE` must not be proved, one of `TRUE` not be refuted.
"""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved, Refuted
from tests.attacks.in_a_sheet import stated

DECLARED = """\
size K, N
index i, j, k in K
index n, m in N
real x, y, u, b, c, a > 0, o >= 0, s > 0, t in [0, 1], p in (0, 1), e in {-1, 1}
real z[K], w[K], q[N], W[K, K], es[K] in {-1, 1}, sg[N] > 0, v_x, x_other, max_1, summand_0[K]
function f(u, v), g
random rn normal(b, -o)
let late[k] = z[k] + sum[k](z[k])
let own = z[i] * w[i]
let rest = sum[i](z[i]) + z[i]
let turned[i, j] = W[j, i]
let fn(x) = x * sum[i](z[i]) + z[i]
let slope(v) = d(x * v, x)
"""

FALSE = """\
late[i] == z[i] + K*z[i]
sum[i](own) == dot(z, w)
sum[i](rest) == (K + 1)*sum(z)
turned[i, j] == W[i, j]
slope(u) == x
d(sum[i](z[i]*z[i]), z[i]) == 2*K*z[i]
sum[i](d(z[i]*z[j], z[i])) == K*z[j]
sum[i](softmax(W)[i, j]) == 1
es[i]*es[j] == 1
max[k](x*z[k]) == x*max[k](z[k])
max[i](max[j](W[i, j])) == max[j](W[j, j])
max[k]([k == i]*z[k]) == z[i]
max[k](z[k]) >= max_1
min[k](z[k]) == -max[k](z[k])
prod[n](sg[n]) <= 1
prod[k](a) == a
d(o*abs(x), x) == o*x/abs(x)
d(sum[k](o*abs(x - w[k])), x) == sum[k](o*(x - w[k])/abs(x - w[k]))
d(abs(x), x) == x*[x > 0]
convex(x*d(abs(x), x), x)
convex(max[k](-(x - w[k])^2), x)
increasing(x*x_other, x)
strictly_convex(sum[n](q[n]^2*x^2), x)
unique_minimizer((x - y)^2*b^2, x == y)
unique_minimizer(relu(x), x == -1)
subgradient(relu(x), x, [x > 0] + 2*[x == 0])
x < x
u*x - x*u > 0
increasing(0*x, x)
exp(x) >= 1 + x + x^2/2
pi == 355/113
0*x^b == 0 * x^c + [x == 1]
limit(exp(b*x)/x, x, oo) == oo
limit(x^o, x, oo) == oo
limit((exp(o*x) - 1)/x, x, 0) == 1
limit(b^2/x, x, 0) == oo where x > 0
limit(1/x, x, 0) == oo
limit(abs(x)/x, x, 0) == 1 where x > -1
limit(1/(x - 1), x, 1) == oo where x < 1
limit((x + y)/y, y, 0) == 1
limit((x - y)/(x + y), x, 0) == -1
limit(t^N, N, oo) == 0
limit(tanh(x*b)/b, x, 0) == 1
limit(softplus(x*y)/x, x, oo) == y
limit(sum[k](exp(x*w[k]))/exp(x*w[i]), x, oo) == 1
limit((log(sum[k](exp(x*w[k]))) - log(K))/x, x, 0) == w[i]
limit(x*exp(1/x), x, 0) == 0
limit(exp(1/x), x, 0) == oo
limit(a^x/s^x, x, oo) == 0
limit(x/(x + sin(x)*x), x, oo) == 1
limit(max[k](x*w[k]), x, 0) == max[k](w[k])
limit(max[k](z[k])/K, K, oo) == 0
limit(1/N, N, oo) == 1
""".splitlines()

TRUE = """\
late[i] == z[i] + sum(z)
sum[i](own) == K*own
sum[i](rest) == K*sum(z) + K*z[i]
fn(2) == 2*sum(z) + z[i]
slope(u) == u
d(x*v_x, x) == v_x
sum[i](d(z[i]*z[j], z[i])) == K*z[j] + z[j]
d(f(x, x), x) == d(f(x, y), x) + d(f(y, x), x) where x == y
d(prod[n](sg[n]), sg[n]) == prod[n](sg[n])/sg[n]
E(rn^2) == b^2 - o
d(sum[k](z[k]*abs(x - w[k])), x) == sum[k](z[k]*sign(x - w[k]))
increasing(x^3 - x, x) where x^2 > 1
limit((1 - p)^N, N, oo) == 0
limit(x*exp(1/x), x, 0) == 0 where x < 0
limit(softplus(x*y)/x, x, oo) == relu(y)
limit(log(x - b), x, b) == -oo
limit((g(x + y) - g(x - y))/y, y, 0) == 2*g'(x)
limit((x^2 - y^2)/(x - y), x, y) == 2*y
""".splitlines()


def claim(statement: str) -> Claim:
    return stated(DECLARED, statement)


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_not_proved(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_not_refuted(statement: str) -> None:
    assert not isinstance(prove(claim(statement)), Refuted)
