"""Piecewise linear and quadratic inequalities by cases of signs and Farkas, each beside false ones that look alike."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove
from symbolic.kernel.check import check
from symbolic.language import (
    Equal,
    Increasing,
    Max,
    Minimizer,
    Sum,
    abs_,
    dot,
    indices,
    max_,
    min_,
    real,
    reals,
    relu,
    sign,
    sizes,
)
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim, Statement
from symbolic.search.certificates.rational.linear_program import nonnegative_solution
from symbolic.verdict import Proved

(K,) = sizes("K")
j, k = indices("j k", K)
a, b = reals("a b", K)
x, y, w, c = reals("x y w c")
lam, r, A = real("lam", positive=True), real("r", positive=True), real("A", positive=True)
eps, box = real("eps", within=(0, 1)), real("box", between=(0, 1))
half_line = real("half_line", nonnegative=True)
soft = sign(c) * relu(abs_(c) - lam)
Made = Claim | Relation | Statement

TRUE: dict[str, Callable[[], Made]] = {
    "triangle": lambda: abs_(x + y) <= abs_(x) + abs_(y),
    "triangle, from below": lambda: abs_(x - y) >= abs_(x) - abs_(y),
    "relu is a contraction": lambda: abs_(relu(x) - relu(y)) <= abs_(x - y),
    "soft threshold shrinks": lambda: abs_(soft) <= abs_(c),
    "product of absolute values": lambda: Equal(abs_(x * y), abs_(x) * abs_(y)),
    "maximum and minimum": lambda: Equal(max_(x, y) + min_(x, y), x + y),
    "clipped objective": lambda: Equal(min_(r * A, min_(1 + eps, max_(1 - eps, r)) * A), min_(r, 1 + eps) * A),
    "three hypotheses": lambda: (x >= -3).given(first=x >= 2 * y, second=y >= w, third=2 * w >= -3),
    "a product of hypotheses": lambda: (x * y >= x + y - 1).given(first=x >= 1, second=y >= 1),
    "cube": lambda: Increasing(x**3, x),
    "fifth power": lambda: Increasing(x**5, x),
    "projection on a half-line": lambda: Minimizer((half_line - c) ** 2, {half_line: relu(c)}),
    "soft threshold": lambda: Minimizer((w - c) ** 2 / 2 + lam * abs_(w), {w: soft}),
    "triangle for vectors": lambda: Sum(abs_(a + b)) <= Sum(abs_(a)) + Sum(abs_(b)),
    "Hoelder": lambda: dot(a, b) <= Max(abs_(a)) * Sum(abs_(b)),
}

FALSE: dict[str, Callable[[], Made]] = {
    "triangle, strictly": lambda: abs_(x + y) < abs_(x) + abs_(y),
    "triangle, from above": lambda: abs_(x - y) <= abs_(x) - abs_(y),
    "relu halves": lambda: 2 * abs_(relu(x) - relu(y)) <= abs_(x - y),
    "soft threshold grows": lambda: abs_(soft) >= abs_(c),
    "product with one absolute value": lambda: Equal(abs_(x * y), abs_(x) * y),
    "two hypotheses": lambda: (x >= -3).given(first=x >= 2 * y, second=y >= w),
    "a product of one hypothesis": lambda: (x * y >= x + y - 1).given(first=x >= 1),
    "three hypotheses, strictly": lambda: (x > -3).given(first=x >= 2 * y, second=y >= w, third=2 * w >= -3),
    "square": lambda: Increasing(x**2, x),
    "projection on a half-line, without it": lambda: Minimizer((w - c) ** 2, {w: relu(c)}),
    "hard threshold": lambda: Minimizer((w - c) ** 2 / 2 + lam * abs_(w), {w: relu(abs_(c) - lam)}),
    "triangle for vectors, reversed": lambda: Sum(abs_(a + b)) >= Sum(abs_(a)) + Sum(abs_(b)),
    "Hoelder with the sum": lambda: dot(a, b) <= Max(a) * Sum(abs_(b)),
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


def rows(*values: tuple[int, ...]) -> list[list[Fraction]]:
    return [[Fraction(v) for v in row] for row in values]


@pytest.mark.parametrize(
    ("matrix", "right", "exists"),
    [
        (rows((1, 1), (1, -1)), (2, 0), True),
        (rows((1, 1), (1, -1)), (2, 4), False),
        (rows((1, 2), (2, 4)), (1, 2), True),
        (rows((1, 2), (2, 4)), (1, 3), False),
        (rows((-1, -1)), (1,), False),
        (rows((1, -1)), (-1,), True),
        (rows((1, 1, 0), (0, 1, 1), (1, 0, 1)), (1, 1, 1), True),
    ],
)
def test_linear_programs(matrix: list[list[Fraction]], right: tuple[int, ...], exists: bool) -> None:
    found = nonnegative_solution(matrix, [Fraction(b) for b in right])
    assert (found is not None) is exists
    if found is not None:
        assert min(found) >= 0
        assert [sum(m * x for m, x in zip(row, found, strict=True)) for row in matrix] == list(right)


def test_what_is_favoured_is_large() -> None:
    matrix, right = rows((1, 1, 1)), [Fraction(1)]
    for favoured in range(3):
        found = nonnegative_solution(matrix, right, (favoured,))
        assert found is not None
        assert found[favoured] == 1


def test_what_may_grow_without_bound_is_positive() -> None:
    found = nonnegative_solution(rows((1, -1)), [Fraction(0)], (1,))
    assert found is not None
    assert found[1] > 0
    assert found[0] == found[1]
