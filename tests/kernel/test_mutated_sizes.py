"""Every rule of counting is needed: change one in the source, and some false claim is proved."""

from __future__ import annotations

import pytest

from symbolic.language import (
    Equal,
    Sum,
    Unequal,
    abs_,
    array,
    d,
    delta,
    exp,
    index,
    label,
    log,
    real,
    reals,
    size,
    softmax,
    sqrt,
)
from tests.attacks import labels, traps
from tests.attacks.power_sums import K, N, X, a, by_deltas, dressed, elementary, i, j, k, n, others, x, z
from tests.kernel.mutated import SIZES, proved, replaced

HALVES = "symbolic.kernel.algebra"
c = label("c", N, K)
l, q = index("l", K), index("q", K)
M = size("M", at_most=2)
r, s = index("r", M), index("s", M)
v = real("v", M)
A = real("A", K, K)
u = reals("u0 u1", K)[0]

CLAIMS = {f"m = {m}, {name}": claim for m in (1, 2, 3) for name, claim in dressed(m).items()}
CLAIMS |= {f"deltas {m}": by_deltas(m) for m in (1, 2, 3)}
CLAIMS |= {f"trap: {name}": attack.claim for name, attack in traps.ATTACKS.items()}
CLAIMS |= {f"label: {name}": attack.claim for name, attack in labels.ATTACKS.items()}
inverse_of_others = 1 / (1 + Sum(x[k], k) - x[i])
CLAIMS |= {
    "power of a sum": Equal((Sum(x[k], k) - x[i]) ** 2, Sum(x[k] ** 2, k) - x[i] ** 2),
    "power of a sum and a size": Equal(
        ((Sum(x[k], k) - x[i]) ** 2 - Sum(x[k] ** 2, k) + x[i] ** 2) * (K - 1) * (K - 2) * x[i], 0
    ),
    "squared inverse": Equal(
        1 / (1 + Sum(x[k] ** 2, k)) ** 2
        + (others(x)(1) ** 2 - others(x)(2)) * a,
        1 / (1 + Sum(x[k] ** 2, k)) ** 2,
    ),
    "a size of at most two": Equal(v[r], v[s]),
    "labels that meet": Equal(Sum(x[c[n]], n) * elementary(2, others(x)), 0),
    "labels, over their own size": Equal(Sum(x[c[n]] * elementary(2, lambda e: Sum(x[k] ** e, k) - x[c[n]] ** e), n), 0),
    "a label's value is a base value": Equal(x[c[n]] * elementary(2, lambda e: Sum(x[k] ** e, k) - x[c[n]] ** e), 0),
    "a pair of labels": Equal(delta(c[n], i) * (Sum(x[k], k) - x[c[n]]), 0),
}

MUTATIONS = {
    "the size counts 0": ('return 1, {}', 'return 0, {}'),
    "a bound index counts 0": ("return total + bound, {}", "return total, {}"),
    "bound indices count 1 in all": ("return total + bound, {}", "return total + min(bound, 1), {}"),
    "a product does not add": (
        "            else:\n                total += e * self.of_generator(g)[0]",
        "            else:\n                total = max(total, e * self.of_generator(g)[0])",
    ),
    "a power counts once": (
        "            else:\n                total += e * self.of_generator(g)[0]",
        "            else:\n                total += self.of_generator(g)[0]",
    ),
    "an inverse's own denominator does not count": (
        "            if kind == \"inverse\":\n                if e < 0:\n                    raise NotCountable(self.size)\n"
        "                total += e * self.of_generator(g)[0]",
        "            if kind == \"inverse\":\n                if e < 0:\n                    raise NotCountable(self.size)\n",
    ),
    "an inverse's own denominator counts once": (
        "            if kind == \"inverse\":\n                if e < 0:\n                    raise NotCountable(self.size)\n"
        "                total += e * self.of_generator(g)[0]",
        "            if kind == \"inverse\":\n                if e < 0:\n                    raise NotCountable(self.size)\n"
        "                total += self.of_generator(g)[0]",
    ),
    "the denominators of an inverse are forgotten": (
        "            return self.of_product(below, {}), {}",
        "            return 0, {}",
    ),
    "what a term lacks of the common denominator does not count": (
        "n + self.of_product(common, below)",
        "n",
    ),
    "a lacking denominator counts once": ("(e - below.get(g, 0)) * self.of_denominator(g)", "(e > below.get(g, 0)) * self.of_denominator(g)"),
    "a denominator has order 0": ("return self.of(self.algebra.opened(head, indices)[0])[0]", "return 0"),
    "a sum or size below has order 0": (
        "        if head.kind != \"inverse\":\n            return self.of_generator(g)[0]",
        "        if head.kind != \"inverse\":\n            return 0",
    ),
    "the common denominator is the least of all": ("common[g] = max(common.get(g, 0), e)", "common[g] = min(common.get(g, e), e)"),
    "denominators below do not count with their power": ("below[g] = abs(e)", "below[g] = 1"),
    "only m sizes": ("range(first, first + m + 1)", "range(first, first + m)"),
    "the window starts below the base": ("            first = len(base)\n", "            first = 0\n"),
    "one base value is forgotten": ("range(1, k - len(base) + 1)", "range(1, k - len(base))"),
    "free indices are never equal": ("        yield from self.patterns(self.identified(p, b, a))\n", ""),
    "free indices are never different": ("        yield from self.patterns(self.algebra.moved(p, {}))\n", ""),
    "the last value of a fixed size is left out": (
        "range(1, self.algebra.fixed[size] + 1)",
        "range(1, self.algebra.fixed[size])",
    ),
    "a denominator in a sum over another size": (
        "            if not bound or not self._mentions(inner, [n for n, size in enumerate(head.data) if size == self.size]):\n"
        "                raise NotCountable(self.size)\n",
        "            pass\n",
    ),
    "labels in a sum": ("            raise NotCountable(self.size)\n        total, below", "            pass\n        total, below"),
    "a label is no base value": ("                size = self.algebra.label_sizes[index.name]\n", "                size = None\n"),
    "a negative power of an inverse": (
        "                if e < 0:\n                    raise NotCountable(self.size)\n", ""
    ),
    "a function is opened at a size": (
        "            else:\n                done[g] = generator(g)\n        return done[g]",
        "            elif head.kind in ('apply', 'root', 'exp'):\n"
        "                inner = [algebra.mapped(b, image) for b in algebra.opened(head, indices)]\n"
        "                from fractions import Fraction\n"
        "                done[g] = (\n"
        "                    algebra.exp(inner[0]) if head.kind == 'exp'\n"
        "                    else algebra.root(inner[0], Fraction(1, head.data[0])) if head.kind == 'root'\n"
        "                    else algebra.apply(head.data[0], tuple(inner), head.data[1:])\n"
        "                )\n"
        "            else:\n                done[g] = generator(g)\n        return done[g]",
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_proves_something_false(name: str) -> None:
    with replaced(SIZES, *MUTATIONS[name]):
        assert any(proved(claim) for claim in CLAIMS.values())


@pytest.mark.parametrize("name", CLAIMS)
def test_the_true_kernel_proves_none(name: str) -> None:
    assert not proved(CLAIMS[name])
