"""Every rule of counting is needed: change one in the source, and some false claim is proved.

Two careless variants have no counterpart in this code. The degree of a sum hypothesis is not counted because the
hypothesis is substituted before anything is (docs/size_theorem.md, 6): "under a sum hypothesis" attacks that. An opaque
polynomial that is not 0 is never read as a refutation: "rows of dS add up to 0" among the true claims would show it.
"""

from __future__ import annotations

import pytest

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import factors
from symbolic.language import (
    Equal,
    Sum,
    delta,
    exp,
    index,
    label,
    real,
    size,
)
from tests.attacks import labels, traps
from tests.attacks.power_sums import K, N, a, by_deltas, dressed, elementary, i, k, n, others, x, z
from tests.attacks.true_claims import TRUE
from tests.kernel.changes_of_sizes import MUTATIONS
from tests.kernel.mutated import SIZES, proved, replaced

c = label("c", N, K)
M = size("M", at_least=2, at_most=2)
r, s = index("r", M), index("s", M)
v = real("v", M)

CLAIMS = {f"m = {m}, {name}": claim for m in (1, 2, 3) for name, claim in dressed(m).items()}
CLAIMS |= {f"deltas {m}": by_deltas(m) for m in (1, 2, 3)}
CLAIMS |= {f"trap: {name}": attack.claim for name, attack in traps.ATTACKS.items()}
CLAIMS |= {f"label: {name}": attack.claim for name, attack in labels.ATTACKS.items()}
Z = Sum(exp(z[k]), k)


def of_others(e: int):
    """Power sums over what is not the class of sample n."""
    return Sum(x[k] ** e, k) - x[c[n]] ** e


CLAIMS |= {
    "power of a sum": Equal((Sum(x[k], k) - x[i]) ** 2, Sum(x[k] ** 2, k) - x[i] ** 2),
    "power of a sum and a size": Equal(
        ((Sum(x[k], k) - x[i]) ** 2 - Sum(x[k] ** 2, k) + x[i] ** 2) * (K - 1) * (K - 2) * x[i], 0
    ),
    "squared inverse": Equal(
        1 / (1 + Sum(x[k] ** 2, k)) ** 2 + (others(x)(1) ** 2 - others(x)(2)) * a,
        1 / (1 + Sum(x[k] ** 2, k)) ** 2,
    ),
    "a size that is two": Equal(v[r], v[s]),
    "a denominator to be cleared": Equal(1 + Z - (1 + 2 * Z + Sum(exp(2 * z[k]), k)) / (1 + Z), 0),
    "true of a label and one more": Equal(x[c[n]] * (Sum(x[k], k) - x[c[n]]), 0),
    "labels that meet": Equal(Sum(x[c[n]], n) * elementary(2, others(x)), 0),
    "labels, over their own size": Equal(
        Sum(x[c[n]] * elementary(2, lambda e: Sum(x[k] ** e, k) - x[c[n]] ** e), n), 0
    ),
    "a label's value is a base value": Equal(x[c[n]] * elementary(2, of_others), 0),
    "a pair of labels": Equal(delta(c[n], i) * (Sum(x[k], k) - x[c[n]]), 0),
}

NO_DENOMINATOR = (
    "`inverse` clears what it is given: the body of 1/P has no denominator of its own, and 1/P no negative power "
    "(`test_what_an_inverse_is_of`). The count does not rely on it."
)
SYMBOLIC = (
    "an index that is not among the base values stays a symbol: the identity is then shown for an entry that is "
    "independent of all others, and holds for the one it is. Counting it as a base value makes more claims provable."
)
SLACK = {
    "an inverse's own denominator does not count": NO_DENOMINATOR,
    "an inverse's own denominator counts once": NO_DENOMINATOR,
    "the denominators of an inverse are forgotten": NO_DENOMINATOR,
    "a negative power of an inverse": NO_DENOMINATOR,
    "a denominator in a sum over another size": "`instance` does not look into what it does not expand: Z_n stays "
    "a symbol, and what is shown holds for every value of it. The refusal makes N go first, so that more is proved.",
    "labels in a sum": SYMBOLIC,
    "a label is no base value": SYMBOLIC,
}
"""Mutations that prove nothing false, and why: the code is stricter there than the theorem asks."""


@pytest.mark.parametrize("name", SLACK)
def test_where_the_code_is_stricter_than_it_must_be(name: str) -> None:
    with replaced(SIZES, *MUTATIONS[name]):
        assert not [claim for claim in CLAIMS.values() if proved(claim)]


def test_what_an_inverse_is_of(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    make = Algebra.make

    def watched(self, kind, data, bodies):
        if kind == "inverse":
            inner = [pair for code in bodies[0].terms for pair in factors(code)]
            seen.append(any(e < 0 or self.table[g][0].kind == "inverse" for g, e in inner))
        return make(self, kind, data, bodies)

    monkeypatch.setattr(Algebra, "make", watched)
    for claim in (*CLAIMS.values(), *TRUE.values()):
        proved(claim)
    assert len(seen) > 100
    assert not any(seen)


@pytest.mark.parametrize("name", [name for name in MUTATIONS if name not in SLACK])
def test_a_mutation_proves_something_false(name: str) -> None:
    with replaced(SIZES, *MUTATIONS[name]):
        assert any(proved(claim) for claim in CLAIMS.values())


@pytest.mark.parametrize("name", CLAIMS)
def test_the_true_kernel_proves_none(name: str) -> None:
    assert not proved(CLAIMS[name])
