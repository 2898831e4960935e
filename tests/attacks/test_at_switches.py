"""Claims at the switches of `cases` and brackets: slopes, jumps, second derivatives, sums, convexity and growth.

Every claim of `FALSE` is refuted, with a witness at the switch where it is false there only; every one of `TRUE` is
proved, though nothing is claimed where there is no derivative.
"""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved, Refuted
from tests.attacks.in_a_sheet import stated

DECLARED = """\
size K, N, D
index i, j, k in K
index n, m in N
index p, q in D
real x, y, a, b, c, r[N], t[N], w[D], X[N, D], z[K], delta > 0, al in (0, 1), tau in (0, 1), s in {-1, 1}
function f, g
let huber(u) = cases(u^2/2 if abs(u) <= delta, delta*(abs(u) - delta/2))
let unit(u) = cases(u^2/2 if abs(u) <= 1, abs(u) - 1/2)
let elu(u) = cases(u if u > 0, a*(exp(u) - 1))
let selu(u) = c*cases(u if u > 0, a*(exp(u) - 1))
let one(u) = cases(u if u > 0, exp(u) - 1)
let leaky(u) = cases(u if u >= 0, a*u)
let smooth(u) = cases(1/2 - u if u <= 0, (1 - u)^2/2 if u < 1, 0)
let squared(u) = cases((1 - u)^2 if u < 1, 0)
let pin(u) = cases(tau*u if u >= 0, (tau - 1)*u)
let hardsigmoid(u) = cases(0 if u <= -3, 1 if u >= 3, u/6 + 1/2)
let hardtanh(u) = cases(-1 if u < -1, 1 if u > 1, u)
let hardswish(u) = cases(0 if u <= -3, u if u >= 3, u*(u + 3)/6)
"""

FALSE = """\
d(unit(x), x) == cases(x if abs(x) < 1, sign(x)*[abs(x) != 1])
d(unit(x), x) == cases(x if abs(x) <= 1, 1)
d(unit(x), x) == cases(x if abs(x) <= 1, -sign(x))
d(unit(x), x) == cases(x if abs(x) <= 1, sign(x)/2)
d(unit(x), x) == x
d(unit(x), x) == sign(x)
d(unit(x), x) == cases(x if abs(x) <= 1, sign(x)) + [x == 1]
d(unit(x), x) == cases(x if abs(x) <= 1, sign(x)) + [x == -1]
d(unit(x), x) == cases(x if abs(x) <= 1, sign(x)) + [x == 0]
d(unit(3*x), x) == 3*cases(3*x if abs(3*x) <= 1, sign(x)) + [x == 1/3]
d(unit(x - y), x) == cases(x - y if abs(x - y) <= 1, sign(x - y)) + [x == y + 1]
d(unit(x - y), y) == cases(x - y if abs(x - y) <= 1, sign(x - y))
d(huber(x), x) == max(-delta, min(delta, x)) + [x == delta]
d(huber(x), x) == max(-1, min(1, x))
d(huber(x), x) == cases(x if abs(x) <= delta, sign(x))
d(huber(x), x) == cases(x if abs(x) < delta, 0)
d(huber(x), delta) == cases(0 if abs(x) <= delta, abs(x) - delta) + [abs(x) == delta]
d(huber(x), delta) == cases(0 if abs(x) <= delta, abs(x))
d(one(x), x) == cases(1 if x > 0, exp(x)) + [x == 0]
d(one(x), x) == cases(1 if x > 0, exp(x)*[x < 0])
d(one(x), x) == cases(1 if x >= 0, exp(x) - 1)
d(one(x), x) == cases(1 if x > 0, one(x))
d(elu(x), x) == cases(1 if x > 0, exp(x))
d(elu(x), x) == cases(1 if x > 0, a*exp(x)*[x < 0])
d(elu(x), x) == cases(1 if x > 0, elu(x) + 1)
d(elu(x), x) == cases(1 if x > 0, a*exp(x)) + [x == 0]*(a - 2)
d(elu(x), x) == cases(1 if x > 0, a*exp(x)) + [x == 0]*[a == 1]
d(selu(x), x) == cases(1 if x > 0, a*exp(x))
d(selu(x), x) == c*cases(1 if x > 0, a*exp(x)) + [x == 0]
d(selu(x), x) == c*cases(1 if x > 0, a*exp(x)) + [x == 0]*[c == 0]
d(leaky(x), x) == cases(1 if x > 0, a) + [x == 0]
d(leaky(x), x) == cases(a if x > 0, 1)
d(leaky(x), x) == cases(1 if x > 0, a*[x != 0])
d(smooth(x), x) == cases(-1 if x < 0, x - 1 if x < 1, 0) + [x == 0]
d(smooth(x), x) == cases(-1 if x < 0, x - 1 if x < 1, 0) + [x == 1]
d(smooth(x), x) == cases(-1 if x < 0, 1 - x if x < 1, 0)
d(smooth(y*x), x) == cases(-1 if y*x < 0, y*x - 1 if y*x < 1, 0)
d(squared(x), x) == -2*relu(1 - x) + [x == 1]
d(squared(x), x) == -relu(1 - x)
d(squared(x), x) == 2*relu(1 - x)
d(squared(a*x), x) == -2*relu(1 - a*x)
d(pin(x), x) == tau - [x > 0]
d(pin(x), x) == tau
d(pin(a - x), x) == tau - [x > a]
d(hardsigmoid(x), x) == [abs(x) < 3]/3
d(hardsigmoid(x), x) == 1/6
d(hardtanh(x), x) == [abs(x) < 2]
d(hardtanh(x), x) == 1 - hardtanh(x)^2
d(hardswish(x), x) == cases(0 if x <= -3, 1 if x >= 3, (2*x + 3)/6) + [x == 0]
d(hardswish(x), x) == cases(0 if x <= -3, 1 if x >= 3, (x + 3)/6)
d([x > 0], x) == 1
d([x > 0], x) == [x != 0]
d(cases(x + 1 if x > 0, x), x) == [x > 0]
d(cases(x^2 if x > 0, -x^2), x) == 2*abs(x) + [x == 0]
d(cases(x^2 if x > 0, x^3), x) == cases(2*x if x > 0, 3*x^2) + [x == 0]
d(cases(sin(x) if x > 0, x), x) == cases(cos(x) if x > 0, 1) - [x == 0]
d(cases(sin(x) if x > 0, exp(x) - 1), x) == cases(cos(x) if x > 0, exp(x)) - [x == 0]
d(x^2 + [x == 0], x) == 2*x + [x == 1]
d(x + x*[x == 0], x) == 1 + [x == 0]
d(cases(5 if x == 1, x), x) == [x != 2]
d(cases(1 if x == 1, x), x) == [x != 1]
d([x >= 1]*(x - 1)^2, x) == 2*relu(x - 1) + [x == 1]
d([x > y]*(x - y)^3, y) == 3*relu(x - y)^2
d([x > y]*(x - y)^3, x) == 3*relu(x - y)^2 + [x == y]
d(relu(x)*[x > 0] + relu(-x)*[x < 0], x) == sign(x) + [x == 1]
d(relu(x)*[x > 0] - relu(-x)*[x < 0], x) == 1 - [x == 0]
d([x > 0]*[y > 0]*x^2, x) == 2*relu(x)
d([x > 0]*x + [-x > 0]*x, x) == 1 - [x == 0]
d([x > 0]*x - [-x > 0]*x, x) == 1
d([x > 0]*[x < 1]*x^2*(1 - x)^2, x) == [x > 0]*[x < 1]*2*x*(1 - x)*(1 - 2*x) + [x == 1]
d([x > 0]*[x < 1]*x^2*(1 - x)^2, x) == 2*x*(1 - x)*(1 - 2*x)
d(cases(x if x > y, y), x) == [x > y] + [x == y]*[x != y] + [x == y + 1]
d(exp(cases(x^2 if x > 0, 0)), x) == cases(2*x*exp(x^2) if x > 0, 0) + [x == 0]
d(log(cases(1 + x if x > 0, exp(x))), x) == cases(1/(1 + x) if x > 0, 1) - [x == 0]
d(cases(1/x if x > 1, 2 - x), x) == cases(-1/x^2 if x > 1, -1) + [x == 1]
d(cases(log(1 + x) if x > 0, x), x) == cases(1/(1 + x) if x > 0, 1) - [x == 0]
d(cases(log(x) if x >= 1, x - 1), x) == cases(1/x if x > 1, 1) - [x == 1]
d(cases(log(x) if x >= 1, 2*x - 2), x) == cases(1/x if x >= 2, 2)
d(cases(1/z[i] if z[i] > 1, 2 - z[i]), z[i]) == cases(-1/z[i]^2 if z[i] > 1, -1) + [z[i] == 1]
d(cases(0 if x^2 <= 1, (x^2 - 1)^2), x) == cases(0 if x^2 < 1, 4*x*(x^2 - 1)) + [x == -1]
d(unit(x), x, x) == 1
d(unit(x), x, x) == [abs(x) < 1] + [x == 0]
d(one(x), x, x) == cases(1 if x > 0, exp(x))
d(relu(x)^3, x, x) == 6*relu(x) + [x == 0]
d(squared(x), x, x) == 2*[x > 1]
d(relu(x)^2, x, x) == 2*[x > 0] + [x == 2]
d(cases(x^3 if x > 0, -x^3), x, x) == 6*abs(x) + [x == 0]
d(mean[n](huber(r[n])), r[m]) == max(-delta, min(delta, r[m])) where N != 1
d(mean[n](huber(r[n])), r[m]) == max(-delta, min(delta, r[m]))/N + [r[m] == delta]
d(mean[n](huber(r[n] - t[n])), t[m]) == max(-delta, min(delta, r[m] - t[m]))/N
d(sum[n](one(r[n])), r[m]) == cases(1 if r[m] > 0, exp(r[m])) + [r[m] == 0]
d(sum[n](elu(r[n])), r[m]) == cases(1 if r[m] > 0, exp(r[m]))
d(sum[n](leaky(r[n])), r[m]) == cases(1 if r[m] > 0, a) + [r[m] == 0]
d(mean[n](huber((X@w)[n] - t[n])), w[p]) == mean[n](max(-delta, min(delta, (X@w)[n] - t[n])))
d(mean[n](huber(t[n] - (X@w)[n])), w[p]) == mean[n](max(-delta, min(delta, t[n] - (X@w)[n]))*X[n, p])
d(sum[n](squared(t[n]*(X@w)[n])), w[p]) == -2*sum[n](relu(1 - t[n]*(X@w)[n])*X[n, p])
d(sum[n](squared(x*r[n])), x) == -2*sum[n](relu(1 - x*r[n]))
d(sum[n](unit(x - r[n])), x) == sum[n](sign(x - r[n]))
d(sum[n](unit(x - r[n])), r[m]) == max(-1, min(1, x - r[m]))
d(sum[n]([r[n] > 0]*r[n]^2), r[m]) == 2*relu(r[m]) + [r[m] == 0]
d(sum[n]([x > r[n]]*(x - r[n])^2), x) == 2*sum[n]((x - r[n]))
d(sum[n](x*[r[n] > 0]), x) == N
d(sum[k](cases(z[k] if z[k] > z[i], z[i])), z[i]) == 1
abs(d(unit(x), x)) < 1
d(unit(x), x) >= 0
abs(d(huber(x), x)) <= 1
d(elu(x), x) > 0
d(leaky(x), x) != 0
d(unit(x), x) == x where abs(x) >= 1
d(unit(x), x) == 2 where x == 1
d(one(x), x) == 0 where x == 0
convex(cases(x^2/2 if abs(x) <= 1, abs(x)/2), x)
convex(cases(x if x > 0, 2*x), x)
convex(elu(x), x)
convex(one(x)*s, x)
convex(cases(x^2 if x > 0, 0) - x^2/2, x)
convex(cases(x^2 if x > 0, -1), x)
convex([x > 0], x)
convex([x == 0], x)
convex(hardtanh(x), x)
convex(hardsigmoid(x), x)
convex(leaky(x), x)
convex(cases(x^2 if x < 1, 2*x - 1 - (x - 1)^2), x)
strictly_convex(unit(x), x)
convex(cases(abs(x) if abs(x) > 1, x^2), x)
strictly_convex(huber(x), x)
convex(cases(x if x > 0, 0) - cases(x if x > 1, 0), x)
convex(elu(x), x) where a > 0
convex(mean[n](unit((X@w)[n] - t[n])) - dot(w, w), w)
convex(unit(x) + [x > 2], x)
convex(unit(x*x - 1), x)
strictly_convex(squared(x), x)
convex(-unit(x), x)
concave(unit(x), x)
convex(a*unit(x), x)
convex(unit(x*y), (x, y))
convex(sum[n](t[n]*unit(x - r[n])), x)
convex(mean[n](unit(t[n] - (X@w)[n]))*t[m], w)
convex(unit(x)*[x != 1], x)
convex(cases(1 if x == 0, x^2), x)
convex(cases(abs(x) if abs(x) > 1, x^2) - x^2/100, x)
increasing(unit(x), x)
increasing(leaky(x), x)
increasing(elu(x), x)
increasing(hardtanh(x), x)
nondecreasing(hardswish(x), x)
nondecreasing(cases(x if x < 1, x - 1/2), x)
""".splitlines()

TRUE = """\
d(unit(x), x) == cases(x if abs(x) <= 1, sign(x))
d(unit(x), x) == cases(x if abs(x) < 1, sign(x))
d(unit(x), x) == max(-1, min(1, x))
d(unit(3*x), x) == 3*max(-1, min(1, 3*x))
d(unit(x - y), y) == -max(-1, min(1, x - y))
d(huber(x), x) == max(-delta, min(delta, x))
d(huber(x), delta) == relu(abs(x) - delta)
d(one(x), x) == cases(1 if x > 0, exp(x))
d(elu(x), x) == cases(1 if x > 0, a*exp(x))
d(elu(x), x) == cases(1 if x > 0, a*exp(x)) + [x == 0]*(a - 1)
d(elu(x), x) == cases(1 if x > 0, a*exp(x)) + [x == 0]*[a != 1]
d(elu(x), x) == 1 where x == 0 and a == 1
d(selu(x), x) == c*cases(1 if x > 0, a*exp(x))
d(leaky(x), x) == cases(1 if x > 0, a)
d(leaky(x), x) == cases(1 if x > 0, a) + [x == 0]*(1 - a)
d(smooth(x), x) == cases(-1 if x < 0, x - 1 if x < 1, 0)
d(smooth(x), x) == -min(1, relu(1 - x))
d(squared(x), x) == -2*relu(1 - x)
d(squared(a*x), x) == -2*a*relu(1 - a*x)
d(pin(x), x) == tau - [x < 0]
d(pin(x), x) == tau - [x <= 0]
d(hardsigmoid(x), x) == [abs(x) < 3]/6
d(hardtanh(x), x) == [abs(x) < 1]
d(hardtanh(x), x) == [abs(x) <= 1]
d(hardswish(x), x) == cases(0 if x <= -3, 1 if x >= 3, (2*x + 3)/6)
d([x > 0], x) == 0
d([x > 0], x) == [x == 0]
d([x == 0], x) == 0
d(cases(x + 1 if x > 0, x), x) == 1
d(cases(x^2 if x > 0, -x^2), x) == 2*abs(x)
d(cases(sin(x) if x > 0, exp(x) - 1), x) == cases(cos(x) if x > 0, exp(x))
d(x + x*[x == 0], x) == 1
d(x^2*[x == 0] + 3, x) == 0
d(cases(5 if x == 1, x), x) == 1
d(cases(1 if x == 1, x), x) == 1
d([x > y]*(x - y)^3, y) == -3*relu(x - y)^2
d([x > 0]*[y > 0]*x^2, x) == 2*relu(x)*[y > 0]
d([x > 0]*[x < 1]*x^2*(1 - x)^2, x) == [x > 0]*[x < 1]*2*x*(1 - x)*(1 - 2*x)
d([x > 0]*x + [-x > 0]*x, x) == 1
d([x > 0]*x - [-x > 0]*x, x) == sign(x)
d(exp(cases(x^2 if x > 0, 0)), x) == cases(2*x*exp(x^2) if x > 0, 0)
d(log(cases(1 + x if x > 0, exp(x))), x) == cases(1/(1 + x) if x > 0, 1)
d(cases(f(x) if x > 0, f(0)), x) == f'(x)*[x > 0]
d(cases(x*g(x) if x > y, y*g(y)), x) == (g(x) + x*g'(x))*[x > y]
d(cases(1/x if x > 1, 2 - x), x) == cases(-1/x^2 if x > 1, -1)
d(cases(log(1 + x) if x > 0, x), x) == cases(1/(1 + x) if x > 0, 1)
d(cases(log(x) if x >= 1, x - 1), x) == cases(1/x if x > 1, 1)
d(cases(log(x) if x >= 1, 2*x - 2), x) == cases(1/x if x >= 1, 2)
d(cases(1/z[i] if z[i] > 1, 2 - z[i]), z[i]) == cases(-1/z[i]^2 if z[i] > 1, -1)
d(cases(0 if x^2 <= 1, (x^2 - 1)^2), x) == cases(0 if x^2 < 1, 4*x*(x^2 - 1))
d(cases(delta*abs(x) - x^2/2 if abs(x) <= delta, delta^2/2), x) == sign(x)*relu(delta - abs(x))
d(cases((1 - (1 - x^2)^3)/6 if abs(x) <= 1, 1/6), x) == cases(x*(1 - x^2)^2 if abs(x) <= 1, 0)
d(unit(x), x, x) == [abs(x) < 1]
d(unit(x), x, x) == [abs(x) <= 1]
d(huber(x), x, x) == [abs(x) < delta]
d(one(x), x, x) == cases(0 if x > 0, exp(x))
d(relu(x)^3, x, x) == 6*relu(x)
d(squared(x), x, x) == 2*[x < 1]
d(cases(x^3 if x > 0, -x^3), x, x) == 6*abs(x)
d(mean[n](huber(r[n])), r[m]) == max(-delta, min(delta, r[m]))/N
d(mean[n](huber(r[n] - t[n])), t[m]) == -max(-delta, min(delta, r[m] - t[m]))/N
d(sum[n](one(r[n])), r[m]) == cases(1 if r[m] > 0, exp(r[m]))
d(sum[n](elu(r[n])), r[m]) == cases(1 if r[m] > 0, a*exp(r[m]))
d(sum[n](leaky(r[n])), r[m]) == cases(1 if r[m] > 0, a)
d(mean[n](huber((X@w)[n] - t[n])), w[p]) == mean[n](max(-delta, min(delta, (X@w)[n] - t[n]))*X[n, p])
d(sum[n](squared(t[n]*(X@w)[n])), w[p]) == -2*sum[n](relu(1 - t[n]*(X@w)[n])*t[n]*X[n, p])
d(sum[n](squared(x*r[n])), x) == -2*sum[n](relu(1 - x*r[n])*r[n])
d(sum[n](unit(x - r[n])), x) == sum[n](max(-1, min(1, x - r[n])))
d(sum[n](unit(x - r[n])), r[m]) == -max(-1, min(1, x - r[m]))
d(sum[n]([r[n] > 0]*r[n]^2), r[m]) == 2*relu(r[m])
d(sum[n]([x > r[n]]*(x - r[n])^2), x) == 2*sum[n](relu(x - r[n]))
d(sum[n](x*[r[n] > 0]), x) == sum[n]([r[n] > 0])
abs(d(unit(x), x)) <= 1
d(one(x), x) > 0
abs(d(huber(x), x)) <= delta
d(unit(x), x) == 1 where x == 1
d(one(x), x) == 1 where x == 0
convex(unit(x), x)
convex(huber(x), x)
convex(smooth(x), x)
convex(squared(x), x)
convex(one(x), x)
convex(cases(x if x > 0, al*x), x)
convex(pin(x), x)
convex(cases(x if x > 0, al*(exp(x) - 1)), x)
convex(cases(2*abs(x) - 1 if abs(x) > 1, x^2), x)
convex(cases(x^2 if x < 1, 2*x - 1 + (x - 1)^3), x)
convex(mean[n](smooth(t[n]*((X@w)[n] + b))), (w, b))
convex(squared(a*x), x)
convex(unit(x - y), (x, y))
convex(mean[n](huber((X@w)[n] - t[n])), w)
convex(sum[n](squared(t[n]*(X@w)[n])) + delta*dot(w, w), w)
convex(sum[n](unit(x - r[n])), x)
strictly_convex(unit(x) + x^2, x)
increasing(one(x), x)
nondecreasing(hardtanh(x), x)
nondecreasing(hardsigmoid(x), x)
nondecreasing(squared(-x), x)
""".splitlines()

AT_THE_SWITCH = {
    "d(unit(3*x), x) == 3*max(-1, min(1, 3*x)) + [x == 1/3]": ("x", "1/3"),
    "d(cases((x - 3/7)^2 if x > 3/7, 0), x) == 2*relu(x - 3/7) + [x == 3/7]": ("x", "3/7"),
    "d(elu(x), x) == cases(1 if x > 0, a*exp(x)) + [x == 0]*[a == 1]": ("a", "1"),
    "d(unit(2*x + 1), x) == 2*max(-1, min(1, 2*x + 1)) + [x == -1]": ("x", "-1"),
}
"""False at one point only: the name of a variable, and its value there."""


def claim(statement: str) -> Claim:
    return stated(DECLARED, statement)


def test_there_are_enough() -> None:
    assert len(set(FALSE)) >= 120


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_refuted(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Refuted)


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_proved(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", AT_THE_SWITCH)
def test_the_witness_is_at_the_switch(statement: str) -> None:
    verdict = prove(claim(statement))
    assert isinstance(verdict, Refuted)
    assert AT_THE_SWITCH[statement] in verdict.witness.values
