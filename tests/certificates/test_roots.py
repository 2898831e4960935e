"""Inequalities between roots, by the differences of their squares, each beside false ones that look alike."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove
from symbolic.kernel.check import check
from symbolic.language import Sum, abs_, dot, norm, real, reals, sizes, sqrt
from symbolic.language.relations import Relation
from symbolic.verdict import Proved

(K,) = sizes("K")
a, b, v = reals("a b v", K)
x, y = reals("x y")
s, t = real("s", positive=True), real("t", positive=True)
third = Fraction(1, 3)

TRUE: dict[str, Callable[[], Relation]] = {
    "Cauchy-Schwarz": lambda: dot(a, b) <= norm(a) * norm(b),
    "Cauchy-Schwarz, from below": lambda: -dot(a, b) <= norm(a) * norm(b),
    "cosine": lambda: dot(a, b) / (norm(a) * norm(b)) <= 1,
    "triangle": lambda: norm(a + b) <= norm(a) + norm(b),
    "triangle, differences": lambda: norm(a - b) <= norm(a) + norm(b),
    "geometric mean": lambda: sqrt(s * t) <= (s + t) / 2,
    "root of a sum": lambda: sqrt(s + t) <= sqrt(s) + sqrt(t),
    "sum of roots": lambda: sqrt(s) + sqrt(t) <= sqrt(2 * (s + t)),
    "root below its tangent": lambda: sqrt(s) <= (1 + s) / 2,
    "one coordinate": lambda: x <= sqrt(x**2 + y**2),
}

FALSE: dict[str, Callable[[], Relation]] = {
    "Cauchy-Schwarz, strictly": lambda: dot(a, b) < norm(a) * norm(b),
    "Cauchy-Schwarz, reversed": lambda: dot(a, b) >= norm(a) * norm(b),
    "Cauchy-Schwarz with another vector": lambda: dot(a, b) <= norm(a) * norm(v),
    "triangle, reversed": lambda: norm(a + b) >= norm(a) + norm(b),
    "triangle for the difference of norms": lambda: norm(a + b) <= norm(a) - norm(b),
    "geometric mean, strictly": lambda: sqrt(s * t) < (s + t) / 2,
    "geometric mean with thirds": lambda: sqrt(s * t) <= (s + t) * third,
    "sum of roots, no 2": lambda: sqrt(s) + sqrt(t) <= sqrt(s + t),
    "both coordinates": lambda: x + y <= sqrt(x**2 + y**2),
    "sum of absolute values below the norm": lambda: Sum(abs_(a)) <= norm(a),
}


@pytest.mark.parametrize("name", TRUE)
def test_is_proved(name: str) -> None:
    verdict = prove(TRUE[name]())
    assert isinstance(verdict, Proved), verdict
    for theorem in verdict.theorems:
        check(theorem)


@pytest.mark.parametrize("name", FALSE)
def test_is_not_proved(name: str) -> None:
    assert not isinstance(prove(FALSE[name]()), Proved)
