"""The scope names conditions in the reader's words, and only those that the hypotheses do not grant."""

from __future__ import annotations

import pytest

from symbolic.engine import examine
from symbolic.language import Equal, Sum, index, norm, real, size, sqrt
from symbolic.language.statements import Statement

x, g = real("x"), real("g")
b = real("b", between=(0, 1))
D, K = size("D"), size("K")
v = real("v", D)
p = real("p", K)
k = index("k", K)


@pytest.mark.parametrize(
    ("claim", "scope"),
    [
        (Equal((1 - b**2) * g / (1 - b**2), g), "for all real values"),
        (Equal(g / sqrt(1 - b**2) * sqrt(1 - b**2), g), "for all real values"),
        (Equal(g / (1 - x**2) * (1 - x**2), g), "for all real values where 1 - x^2 != 0"),
        (Equal(g / norm(v) * norm(v), g), "for all D >= 1 where norm(v) != 0"),
    ],
)
def test_conditions(claim: Statement, scope: str) -> None:
    found = examine(claim)
    assert found.scope == scope
    assert bool(found.left_out) == (" where " in scope)


def test_sizes_that_only_an_idle_hypothesis_speaks_of() -> None:
    claim = Equal(g + x, x + g).given(simplex=Equal(Sum(p[k], k), 1))
    assert examine(claim).scope == "for all real values"
