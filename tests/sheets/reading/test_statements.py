"""Every statement kind, and what it is read as."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Sheet
from symbolic.chain import Chain
from symbolic.language.domain import Finite, Interval
from symbolic.language.nodes import Real
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, SizeSymbol

HEAD = """\
size N, K, D
index n in N
index i, j, k in K
real x, b, c, s > 0, z[K], w[D], X[N, D], W[D, K], M[K, K]
function g, f(u, v)
"""


def sheet(text: str) -> Sheet:
    found = read(HEAD + text, file="s.claims")
    assert found.errors == ()
    return found


def read_as(text: str) -> str:
    return str(sheet(text).claims[-1].claim)


def mentioned(text: str) -> dict[str, Expr]:
    """The reals and sizes of the last claim, by name."""
    claim = sheet(text).claims[-1].claim
    assert isinstance(claim, Claim)
    found: dict[str, Expr] = {}
    waiting = list(claim.statement.expressions())
    while waiting:
        e = waiting.pop()
        if isinstance(e, Real | SizeSymbol):
            found[e.name] = e
        waiting += e.children()
    return found


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("x == b", "x == b"),
        ("x != b + 1", "x != b + 1"),
        ("x <= b", "x <= b"),
        ("x < b", "x < b"),
        ("x >= b", "x >= b"),
        ("x > b", "x > b"),
        ("X @ W == X @ W", "X @ W == X @ W"),
        ("convex(x^2, x)", "convex(x^2, x)"),
        ("strictly_convex(x^2 + b^2, (x, b))", "strictly_convex(x^2 + b^2, x, b)"),
        ("concave(-x^2, x)", "concave(-x^2, x)"),
        ("convex(sum(z^2), z)", "convex(sum(z^2), z)"),
        ("psd(hess(sum(z^2), z))", "psd(d(sum(z^2), z, z))"),
        ("pd([[2, 1], [1, 2]])", "pd([[2, 1], [1, 2]])"),
        ("minimizer((x - 1)^2 + b^2, x == 1, b == 1/2)", "minimizer((x - 1)^2 + b^2, x == 1, b == 1/2)"),
        ("unique_minimizer(x^2, x == 0)", "unique_minimizer(x^2, x == 0)"),
        ("stationary(sum(z^2), z == 0)", "stationary(sum(z^2), z == 0)"),
        ("minimizer(sum[k]((z[k] - x)^2), z[j] == x)", "minimizer(sum[k]((z[k] - x)^2), z == array[j](x))"),
        ("increasing(x^3, x)", "increasing(x^3, x)"),
        ("decreasing(-x, x)", "decreasing(-x, x)"),
        ("nondecreasing(relu(x), x)", "nondecreasing(relu(x), x)"),
        ("nonincreasing(relu(-x), x)", "nonincreasing(relu(-x), x)"),
        ("limit(1/x, x, oo) == 0", "limit(1/x, x, oo) == 0"),
        ("limit(x, x, -oo) == -oo", "limit(x, x, -oo) == -oo"),
        ("limit(1/K, K, oo) == 0", "limit(1/K, K, oo) == 0"),
        ("limit(x^2, x, 3) == 9", "limit(x^2, x, 3) == 9"),
        ("subgradient(abs(x), x, sign(x))", "subgradient(abs(x), x, sign(x))"),
    ],
)
def test_what_can_be_claimed(statement: str, shown: str) -> None:
    assert read_as(f"claim c: {statement}\n") == shown


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("sum[i, j](M[i, j])", "sum[i, j](M[i, j])"),
        ("mean[n](X[n, k])", None),  # k runs over K, the axis over D
        (
            "mean[k](z[k]) + prod[k](z[k]) - max[k](z[k])*min[k](z[k])",
            "mean[k](z[k]) + prod[k](z[k]) - max[k](z[k])*min[k](z[k])",
        ),
        ("[i == j]*[z[i] > 0]", "[i == j]*[z[i] > 0]"),
        ("[i != j and x > 0]", "[i != j and x > 0]"),
        ("cases(x if x > 0, b if x == 0, -x)", "cases(x if x > 0, b if x == 0, -x)"),
        ("exp(log(sqrt(abs(x))))", "exp(log(sqrt(abs(x))))"),
        ("max(x, b, 0) + min(x, b)", "max(x, b, 0) + min(x, b)"),
        (
            "sigmoid(x)*softplus(x)*tanh(x)*relu(x)*sign(x)*sin(x)*cos(x)",
            "sigmoid(x)*softplus(x)*tanh(x)*relu(x)*sign(x)*sin(x)*cos(x)",
        ),
        ("d(x^2*b, x, b)", "d(x^2*b, x, b)"),
        ("d(sum(z^2), z[i], z[j])", "d(sum(z^2), z[i], z[j])"),
        ("dot(z, z) + trace(M) + norm(z) + sum(M)", "dot(z, z) + trace(M) + norm(z) + sum(M)"),
        ("(X @ W)[n, k]", "(X @ W)[n, k]"),
        ("softmax(z)[i]", "softmax(z)[i]"),
        ("(M.T @ diag(z))[i, j]", "(M.T @ diag(z))[i, j]"),
        ("(eye(K) + outer(z, z))[i, j] + sum(ones(N, K))", "(eye(K) + outer(z, z))[i, j] + sum(ones(N, K))"),
        ("grad(sum(z^2), z)[i]", "d(sum(z^2), z)[i]"),
        ("jac(exp(z), z)[k, i]", "d(exp(z), z)[k, i]"),
        ("g(x) + g'(x) + g''(x) + f(x, b)", "g(x) + g'(x) + g''(x) + f(x, b)"),
        ("d(f(x, b), x)", "d(f(x, b), x)"),
        ("eps_1/K + sqrt(D)*pi", None),
        ("x/K + sqrt(D)*pi", "x/K + sqrt(D)*pi"),
        ("sum(X[n])", "sum(X[n])"),
    ],
)
def test_expressions(expression: str, shown: str | None) -> None:
    found = read(HEAD + f"claim c: {expression} == 0\n", file="s.claims")
    if shown is None:
        assert len(found.errors) == 1
    else:
        assert (found.errors, str(found.claims[0].claim)) == ((), f"{shown} == 0")


def test_ordinary_names() -> None:
    text = "size T, E\nreal d, lambda, mean1\nlet e = d*lambda\nclaim c: e + T + E == d*lambda + T + E\n"
    found = read(text, file="s.claims")
    assert (found.errors, str(found.claims[0].claim)) == ((), "d*lambda + T + E == d*lambda + T + E")


def test_d_and_e_before_a_parenthesis_are_operators() -> None:
    text = "real d, E\nrandom r mean 0 variance 1\nclaim c: d(d^2, d) + E(r) == 2*d\n"
    assert str(read(text, file="s.claims").claims[0].claim) == "d(d^2, d) + E(r) == 2*d"


def test_sizes_have_lower_bounds() -> None:
    size = mentioned("size B >= 2\nclaim c: B >= 2\n")["B"]
    assert isinstance(size, SizeSymbol)
    assert size.at_least == 2


@pytest.mark.parametrize(
    ("declared", "domain"),
    [
        ("q in (0, 1)", Interval(0, 1)),  # type: ignore[arg-type]
        ("q in [0, 1]", Interval(0, 1, True, True)),  # type: ignore[arg-type]
        ("q in (-1/2, 0.5]", Interval(-1 / 2, 1 / 2, False, True)),  # type: ignore[arg-type]
        ("q in {-1, 1}", Finite((-1, 1))),  # type: ignore[arg-type]
        ("q > 0", Interval(0)),  # type: ignore[arg-type]
        ("q >= 0", Interval(0, None, True)),  # type: ignore[arg-type]
        ("q", None),
    ],
)
def test_domains(declared: str, domain: object) -> None:
    real = mentioned(f"real a0, {declared}, a1\nclaim c: q == a0 + a1\n")["q"]
    assert isinstance(real, Real)
    assert real.domain == domain


@pytest.mark.parametrize(
    ("declared", "kind", "parameters", "independent"),
    [
        ("r[n] mean 1 variance s^2 independent", "moments", ["1", "s^2"], True),
        ("r[n] mean 1 variance s^2", "moments", ["1", "s^2"], False),
        ("r[N] normal(b, s^2)", "normal", ["b", "s^2"], True),
        ("r[n] bernoulli(1/2)", "bernoulli", ["1/2"], True),
        ("r[n] normal(sum(X[n]), s^2)", "normal", ["array[n](sum(X[n]))", "s^2"], True),
    ],
)
def test_random_variables(declared: str, kind: str, parameters: list[str], independent: bool) -> None:
    r = mentioned(f"random {declared}\nclaim c: E(r[n]) == 1\n")["r"]
    assert isinstance(r, Real)
    assert r.law is not None
    assert (r.law.kind, [str(p) for p in r.law.parameters], r.law.independent) == (kind, parameters, independent)
    assert [str(a) for a in r.shape] == ["N"]


def test_hypotheses_come_with_every_claim_below_them() -> None:
    claims = sheet("claim a: x == x\nassume p: s > 1\nassume q: sum[k](z[k]) == 1 and x > 0\nclaim b1: x == x\n").claims
    hypotheses = [[n for n, _ in c.claim.hypotheses] for c in claims if isinstance(c.claim, Claim)]
    assert hypotheses == [[], ["p", "q", "q"]]


def test_refute_and_chain() -> None:
    text = (
        "assume p: s > 1\nrefute r: x == b where i != j\n"
        'chain h where x > 0:\n    x\n    == x + 0   by p\n\n    <= x + \n      1   by "it grows"\n'
    )
    refuted, chained = sheet(text).claims
    assert (refuted.kind, chained.kind) == ("refute", "chain")
    assert refuted.statement == "x == b where i != j"
    assert isinstance(chained.claim, Chain)
    links = [(line.relation, str(line.expression), line.reason) for line in chained.claim.lines]
    assert links == [("==", "x + 0", "p"), ("<=", "x + 1", "it grows")]
    assert [str(c) for c in chained.claim.conditions] == ["x > 0"]
    assert [name for name, _ in chained.claim.named] == ["p"]


def test_definitions() -> None:
    text = "let p[k] = exp(z[k])\nlet L = sum(p)\nlet A = [[0, 1], [1, b]]\nlet h(u) = u^2*b\n"
    assert read_as(text + "claim c: p[i] == L\n") == "exp(z[i]) == sum(array[k](exp(z[k])))"
    assert read_as(text + "claim c: p == z\n") == "array[k](exp(z[k])) == z"
    assert read_as(text + "claim c: A.T == A\n") == "[[0, 1], [1, b]].T == [[0, 1], [1, b]]"
    assert read_as(text + "claim c: d(h(x), x) == h(z[i])\n") == "d(x^2*b, x) == z[i]^2*b"
    assert read_as(text + "claim c: d(p[k], z[i]) == 0\n") == "d(exp(z[k]), z[i]) == 0"
