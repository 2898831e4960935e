"""False claims that a careless prover accepts: every one has a witness, and the witness certifies."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pytest

from symbolic.kernel.judgements import Context, Sequent
from symbolic.search.refutation.certify import check_witness
from symbolic.search.refutation.witness import counterexample, refute
from tests.search.notation import (
    E,
    Operand,
    at,
    call,
    d,
    equal,
    exp,
    log,
    magnitude,
    mean,
    of,
    positive,
    relu,
    same,
    size,
    sqrt,
    total,
    where,
    zero,
)

SIMPLEX = where("simplex", "==", total("k:K", at("y", "k")) - 1)
ONEHOT = where("onehot", "==", total("k:K", at("T", "n", "k")) - 1, ("n", "N"))
CONTEXT = Context(
    sizes=(("N", 1, None), ("K", 1, None)),
    arrays=(
        *((name, ("K",)) for name in "xyzw"),
        ("T", ("N", "K")),
        ("X", ("N", "K")),
        ("delta", ()),
    ),
    indices=(("i", "K"), ("j", "K")),
    hypotheses=(SIMPLEX, ONEHOT, where("delta", ">", at("delta"))),
)
K, N = size("K"), size("N")
x, y, z, w = (partial(at, a) for a in "xyzw")
HALF = Fraction(1, 2)


def others(*pairs: tuple[str, str]) -> E:
    product = of(1)
    for i, j in pairs:
        product = product * (1 - same(i, j))
    return product


def bell(u: E) -> E:
    return u * (1 - u)


TRAPS: dict[str, tuple[Operand, Operand]] = {
    "mean_is_sum": (mean("k:K", x("k")), total("k:K", x("k"))),
    "K_minus_1": ((K - 1) * x("i"), 0),
    "K_quadratic": ((K - 1) * (K - 2) * x("i"), 0),
    "lse_is_entry": (log(total("k:K", exp(z("k")))), z("i")),
    "norm_is_abs": (sqrt(total("k:K", x("k") ** 2)), magnitude(x("i"))),
    "f_of_sum": (call("f", total("k:K", x("k"))), call("f", x("i"))),
    "bracket_of_sum": (positive(total("k:K", x("k"))), positive(x("i"))),
    "sqrt_size": (sqrt(K) * x("i"), x("i")),
    "log_size": (log(K) * x("i"), 0),
    "exp_of_sum": (
        exp(total("k:K", z("k"))),
        1
        + total("k:K", exp(z("k")) - 1)
        + total("i:K j:K", others(("i", "j")) * (exp(z("i")) - 1) * (exp(z("j")) - 1)) * HALF,
    ),
    "simplex_cubic": (total("k:K", bell(y("k")) * (1 - 2 * y("k"))), 0),
    "simplex_square": (total("k:K", y("k") ** 2), 1),
    "simplex_rational": (total("k:K", bell(y("k")) * (1 - 2 * y("k")) / (1 + bell(y("k")))), 0),
    "simplex_log": (total("k:K", y("k") * log(y("k"))), 0),
    "rows_cubic": (total("n:N k:K", bell(at("T", "n", "k")) * (1 - 2 * at("T", "n", "k"))), 0),
    "pair_free": (x("i") * w("j"), x("j") * w("i")),
    "triple": (total("i:K j:K k:K", others(("i", "j"), ("j", "k"), ("i", "k")) * x("i") * x("j") * x("k")), 0),
    "den_product": (total("k:K", x("k")) / total("k:K", w("k")), total("k:K", x("k") / w("k"))),
    "softmax_uniform": (exp(z("i")) / total("k:K", exp(z("k"))), 1),
    "n_products": (
        total("n:N", 1 / total("k:K", at("X", "n", "k") ** 2 + 1)),
        N / total("n:N k:K", at("X", "n", "k") ** 2 + 1),
    ),
    "variance_zero": (mean("k:K", (x("k") - mean("j:K", x("j"))) ** 2), 0),
}


def refuted(sequent: Sequent, *, seed: int = 0, budget_steps: int = 200_000) -> None:
    case = counterexample(sequent, seed=seed, budget_steps=budget_steps)
    assert case is not None
    assert check_witness(sequent, case)
    witness = refute(sequent, seed=seed, budget_steps=budget_steps)
    assert witness is not None
    assert witness.left != witness.right


@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("seed", range(3))
def test_trap_is_refuted(name: str, seed: int) -> None:
    refuted(equal(CONTEXT, *TRAPS[name]), seed=seed)


POWER_SUMS = Context(sizes=(("K", 1, None),), arrays=(("x", ("K",)),))


def elementary(m: int) -> E:
    """e_m in power sums, by Newton's identity m e_m = sum over r of (-1)^(r-1) e_(m-r) p_r. It is 0 for K < m."""
    e = [of(1)]
    for n in range(1, m + 1):
        terms = [(-1) ** (r - 1) * e[n - r] * total("k:K", x("k") ** r) for r in range(1, n + 1)]
        summed = terms[0]
        for term in terms[1:]:
            summed = summed + term
        e.append(summed * Fraction(1, n))
    return e[m]


@pytest.mark.parametrize("m", range(2, 8))
@pytest.mark.parametrize("seed", range(3))
def test_elementary_symmetric_needs_m_rows(m: int, seed: int) -> None:
    witness = refute(equal(POWER_SUMS, elementary(m), 0), seed=seed)
    assert witness is not None
    assert witness.sizes == (("K", m),)


REAL = Context(arrays=(("x", ()),))
X = at("x")

AT_ZERO: dict[str, tuple[Operand, Operand, str]] = {
    "square of relu plus a spike": (d(relu(X) ** 2, "x"), 2 * relu(X) + zero(X), "0"),
    "relu(x) - relu(-x)": (d(relu(X) - relu(-X), "x"), positive(X) + positive(-X), "0"),
    "a jump that cancels": (d(X**2 * positive(X), "x"), 2 * X * positive(X) + zero(X), "0"),
    "log(x^2)": (log(X**2), 2 * log(X), "-1"),
    "sqrt(x^2)": (sqrt(X**2), X, "-1"),
    "x/x": (of(1), X / X, "0"),
    "0 * log(x)": (of(0), 0 * log(X), "0"),
}


@pytest.mark.parametrize("name", AT_ZERO)
@pytest.mark.parametrize("seed", range(3))
def test_refuted_at_a_kink_or_edge(name: str, seed: int) -> None:
    left, right, value = AT_ZERO[name]
    witness = refute(equal(REAL, left, right), seed=seed)
    assert witness is not None
    assert dict(witness.values) == {"x": value}
