"""A proof finds names for its directions and indices whatever the claim calls its own."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from symbolic.language import (
    LocalMinimizer,
    Matrix,
    PositiveSemidefinite,
    StrictlyConvex,
    Subgradient,
    Sum,
    abs_,
    index,
    real,
    reals,
    sign,
    size,
)
from symbolic.verdict import Proved

v, u, direction, n, m, k, summand, x = reals("v u direction n m k summand x")
v_x, u_x, direction_x, direction1_x = reals("v_x u_x direction_x direction1_x")
i = index("i", size("N"))
w = real("w", i.size)

CLAIMS = {
    "definite": PositiveSemidefinite(Matrix([[1 + v**2 + u**2 + direction**2, 0], [0, 1]])),
    "convex": StrictlyConvex(x**2 + v_x + u_x + direction_x + direction1_x, x),
    "local": LocalMinimizer(x**2 + v_x + u_x + direction_x, {x: 0}),
    "termwise": Subgradient(Sum(abs_(w[i]), i) + n + m + k + summand, w, sign(w)),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_taken_names_are_avoided(name: str) -> None:
    assert isinstance(prove(CLAIMS[name]), Proved)
