"""Pairs of a true and a false claim: weights that may be 0 at a kink, lazy cases at their ends, slopes inside E.

Each of `FALSE` is refuted and each of `TRUE` proved; those of `OF_NO_POINT` speak of no point at all, so that neither
they nor their negations may be told to hold.
"""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved, Refuted, Vacuous
from tests.attacks.in_a_sheet import stated

DECLARED = """\
size K, N
index i, j in K
index n, m in N
real x, y, w, c, a > 0, mu, s > 0, v[K], b[N], S[K, K]
random r normal(mu, s^2)
random z bernoulli(1/3)
let g(t) = cases(log(t) if t >= 1, t - 1)
let q(t) = cases(sqrt(t) if t >= 1, (t + 1)/2)
"""

TRUE = """\
d(c*relu(x), x) == c*[x > 0] where c >= 0
d(c^2*abs(x), x) == c^2*sign(x)
d(c*abs(x), x) == 0 where x == 0
d(sum[n](c*relu(x - b[n])), x) == c*sum[n]([x > b[n]]) where c >= 0
d(relu(x) - y*relu(-x), x) == 1 where x == 0
d(abs(x) - abs(x - y), x) == 0 where x == y
convex(cases(log(a) if a > 1, 0)*x^2, x)
d(g(x), x) == cases(1/x if x >= 1, 1)
d(q(x), x) == cases(1/(2*sqrt(x)) if x >= 1, 1/2)
d(cases(1/x if x == 1, 2 - x), x) == -1
d(cases(x if x == y, y), y) == 1
E(d((w*r)^2, w)) == 2*w*(mu^2 + s^2)
E(d((w*r)^2, r)) == 2*w^2*mu
E(d(r^2, mu)) == 0
d(E(r^2), mu) == 2*mu
E(d(log(w)*r, w)) == mu/w
E(d(w*z^2, w)) == 1/3
E(d(r*log(mu), mu)) == 1
E(d(-(r - mu)^2/(2*s^2) - log(s), s)) == 0
E(d(-(r - mu)^2/(2*s^2) - log(s), s)^2) == 2/s^2
""".splitlines()

FALSE = """\
d(c*relu(x), x) == c*[x > 0] + 7*[x == 0]*[c == 0] where c >= 0
d(c^2*abs(x), x) == c^2*x/abs(x)
d(c^2*abs(x), x) == c^2*abs(x)/x
d(c^2*abs(x) + x^2, x) == c^2*sign(x) + 2*x + [x == 0]
d(c*abs(x), x) == 7 where x == 0
d(sum[n](c*max(0, x*b[n])), x) == c*sum[n](b[n]*[x*b[n] > 0]) + [c == 0] where c >= 0
d(sum[i](relu(S[i, j]*x)), x) == 7 where x == 0
d(relu(x) - y*relu(-x), x) == 7 where x == 0 and y > 0
convex(d(-x^4, x), x)
convex(cases(log(a) if a > 1, -1)*x^2, x)
d(g(x), x) == cases(1/x if x > 1, 1) + [x == 1]
d(g(x), x) == 2 where x == 1
d(q(x), x) == cases(1/(2*sqrt(x)) if x > 1, 1/2) + [x == 1]
d(cases(1/x if x == 1, 2 - x), x) == cases(-1/x^2 if x == 1, -1) + [x == 1]
E(d((w*r)^2, w)) == 2*w*mu^2
E(d((r - mu)^2, mu)) == -2*mu
E(d(r^2, mu)) == 2*mu
E(d(log(w)*r, w)) == mu/w + sqrt(w - 1)
E(d(log(w), w)*r) == mu/w + 0*sqrt(-w)
E(d(w*z^2, w)) == 1/9
E(d(r*log(w*mu), mu)) == 1 + 0*log(mu)
E(d((r - mu)^2/s^2, s)) == 2/s
""".splitlines()

OF_NO_POINT = """\
d(abs(x), x) == 7 where x^2 == 0
d(abs(x)*c, x) == 7 where x == 0 and c != 0
d(relu(x) - y*relu(-x), x) == 7 where x == 0 and y < 1
d(sum[n](relu(b[n])), b[m]) == 7 where b[m] == 0
d(max(x, y), x) == 7 where x == y
d([x > 0], x) == 7 where x == 0
d(cases(sqrt(x) if x >= 1, x), x) == 1/2 where x == 1
E(d(log(w)*r, w)) == mu/w where w < 0
""".splitlines()


def claim(statement: str) -> Claim:
    return stated(DECLARED, statement)


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_proved(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Proved)


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_refuted(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Refuted)


@pytest.mark.parametrize("statement", OF_NO_POINT)
def test_what_speaks_of_no_point_is_vacuous(statement: str) -> None:
    assert isinstance(prove(claim(statement)), Vacuous)
