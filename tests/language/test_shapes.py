"""Shapes are checked when a node is built; the message holds what was written, and both sides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy

from symbolic.language import (
    Convex,
    Equal,
    LanguageError,
    Matrix,
    Minimizer,
    PositiveSemidefinite,
    ShapeError,
    Subgradient,
    Sum,
    Unequal,
    Vector,
    array,
    as_claim,
    bracket,
    cases,
    d,
    diag,
    dot,
    function,
    grad,
    hess,
    indices,
    jac,
    label,
    lower,
    real,
    reals,
    size,
    sizes,
    softmax,
    trace,
)

N, K, D, H = sizes("N K D H")
i, j, k = indices("i j k", K)
n, m = indices("n m", N)
h = indices("h", H)[0]
x = real("x", K)
w = real("w", D)
X, W, A = real("X", N, D), real("W", H, D), real("A", K, K)
s, t = reals("s t")
anything: Any = s  # for what a type checker refuses, too
c = label("c", N, K)
v = real("v", 3)


@pytest.mark.parametrize(
    ("expression", "shape"),
    [
        (X @ w, (N,)),
        (w @ X.T, (N,)),
        (X @ W.T, (N, H)),
        (X[n], (D,)),
        (X[:, indices("q", D)[0]], (N,)),
        (2 * X + s, (N, D)),
        (d(X @ w, w), (N, D)),
        (hess(w @ w, w), (D, D)),
        (jac(softmax(x), x), (K, K)),
        (array(x[i] * x[j], i, j), (K, K)),
        (Sum(X[n], n), (D,)),
        (Sum(X), ()),
        (bracket(X > 0), (N, D)),
        (Matrix([[1, 2, 3], [4, 5, 6]]), (2, 3)),
        (v[0], ()),
        (softmax(X), (N, D)),
    ],
    ids=str,
)
def test_shape(expression: object, shape: object) -> None:
    assert expression.shape == shape  # type: ignore[attr-defined]


REFUSED: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: W @ x, ["`W @ x`", "W has shape (H, D)", "x has shape (K)", "axis 2 of W runs over D", "x runs over K"]),
    (lambda: X + W, ["`X + W`", "(N, D)", "(H, D)"]),
    (lambda: X[h], ["`h` runs over H", "axis 1 of `X` has size N"]),
    (lambda: X[n, h], ["`h` runs over H", "axis 2 of `X` has size D"]),
    (lambda: X[n, n, n], ["(N, D)", "takes 2 indices", "got 3"]),
    (lambda: w.T, ["`w.T`", "(D)", "neither a row nor a column"]),
    (lambda: s @ w, ["s has shape ()", "w has shape (D)"]),
    (lambda: dot(x, w), ["`dot(x, w)`", "(K)", "(D)"]),
    (lambda: trace(W), ["`trace(W)`", "(H, D)", "square"]),
    (lambda: diag(A), ["`diag(A)`", "a vector"]),
    (lambda: Equal(x, w), ["`x == w`", "(K)", "(D)"]),
    (lambda: Unequal(i, n), ["`i != n`", "i runs over K", "n runs over N"]),
    (lambda: c[i], ["`i` runs over K", "axis 1 of `c` has size N"]),
    (lambda: X[n, c[n]], ["`c[n]` runs over K", "axis 2 of `X` has size D"]),
    (lambda: cases((x, s > 0), w), ["(K)", "(D)"]),
    (lambda: Matrix([[1, 2], [3]]), ["(2)", "(1)"]),
    (lambda: Vector([[1, 2]]), ["(1, 2)", "one axis"]),
    (lambda: PositiveSemidefinite(W), ["`psd(W)`", "(H, D)", "square"]),
    (lambda: Convex(x, x), ["`x`", "(K)", "scalar"]),
    (lambda: grad(X @ w, w), ["(N)", "jac"]),
    (lambda: Minimizer(x @ x, {x: w}), ["x has shape (K)", "w has", "(D)"]),
    (lambda: Subgradient(x @ x, x, w), ["x has shape (K)", "w has shape (D)"]),
    (lambda: X @ (X @ w - 2 * x), ["X @ w", "(N)", "(K)"]),
]


@pytest.mark.parametrize(("write", "message"), REFUSED, ids=[f"{n}" for n in range(len(REFUSED))])
def test_a_mismatch_names_both_sides(write: Callable[[], object], message: list[str]) -> None:
    with pytest.raises(ShapeError) as error:
        write()
    for part in message:
        assert part in str(error.value)


ILL_FORMED: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: s + 0.5, ["0.5", "Fraction(1, 2)"]),
    (lambda: s + sympy.Float(0.5), ["0.5", "sympy.Rational(1, 2)"]),
    (lambda: real("x", between=(0, 0.5)), ["0.5", "exact"]),
    (lambda: real("x", between=(1, 0)), ["empty"]),
    (lambda: real("x", positive=True, nonzero=True), ["positive", "nonzero"]),
    (lambda: real("2x"), ["'2x'"]),
    (lambda: real("exp"), ["`exp`"]),
    (lambda: real("x", 0), ["0", "positive"]),
    (lambda: i + 1, ["`i`", "not a number"]),
    (lambda: i * x[i], ["`i`", "not a number"]),
    (lambda: s + i, ["`i`", "not a number"]),
    (lambda: i < j, ["`i`", "ordered"]),
    (lambda: x[0], ["symbolic size K", "not the number 0"]),
    (lambda: v[3], ["3", "3 entries"]),
    (lambda: x["k"], ["`k`", 'index("i", K)']),
    (lambda: list(x), ["`x`", "(K)", "unpacked"]),
    (lambda: bool(s < t), ["`s < t`", "prove"]),
    (lambda: 0 < s < 1, ["neither true nor false"]),
    (lambda: bracket(anything == t), ["False", "Equal(a, b)"]),
    (lambda: Equal(s, t).given(anything == t), ["False", "Equal(a, b)"]),
    (lambda: Equal(s, s == t), ["False", "Equal(a, b)"]),
    (lambda: s + (s < t), ["`s < t`", "bracket"]),
    (lambda: Equal(i, s), ["index", "number"]),
    (lambda: d(s, softmax(x)[i]), ["`softmax(x)[i]`", "not a declared real"]),
    (lambda: d(s), ["by what"]),
    (lambda: d(s, i), ["is an index"]),
    (lambda: Sum(i, anything), ["`i`"]),
    (lambda: Sum(x[i], anything), ["s is not an index"]),
    (lambda: cases((s, s > 0)), ["required"]),
    (lambda: function("f", 2)(s), ["`f`", "takes 2 arguments, got 1"]),
    (lambda: Convex(s, s + t), ["`s + t`", "not a declared real"]),
    (lambda: Equal(s, t).given(ne=Unequal(i, j)), ["`ne`", ".where(..)"]),
    (lambda: Equal(s, t).given(a=s > 0).given(a=t > 0), ["`a`", "there already"]),
    (lambda: as_claim(s == t), ["False", "Equal(a, b)"]),
    (lambda: as_claim(sympy.Eq(sympy.Symbol("x"), 1)), ["sympy.Eq", "Equal(a, b)"]),
    (lambda: Equal(sympy.Eq(sympy.Symbol("x"), 1), s), ["sympy.Eq", "Equal(a, b)"]),
    (lambda: s + sympy.Symbol("q", integer=True), ["q", "integer"]),
    (lambda: lower(Equal(s, real("s", K)[i])), ["`s`", "another way"]),
    (lambda: lower(Equal(s + K, real("K"))), ["`K`", "size"]),
    (lambda: lower(Equal(Sum(x[k], k), real("k"))), ["`k`", "an index over K"]),
    (lambda: lower(Equal(x[i], w[indices("i", D)[0]])), ["`i`", "K", "D"]),
]


@pytest.mark.parametrize(("write", "message"), ILL_FORMED, ids=[f"{n}" for n in range(len(ILL_FORMED))])
def test_what_is_ill_formed_is_refused_with_advice(write: Callable[[], object], message: list[str]) -> None:
    with pytest.raises(LanguageError) as error:
        write()
    for part in message:
        assert part in str(error.value)


def test_exact_numbers_are_welcome() -> None:
    assert str(s + Fraction(1, 2)) == "s + 1/2"
    assert str(s * sympy.Rational(1, 2)) == "s*(1/2)"


def test_long_expressions_are_cut_in_messages() -> None:
    e = s
    for _ in range(300):
        e = e + t
    with pytest.raises(ShapeError) as error:
        Matrix([[e, e], [e]])
    assert len(str(error.value)) < 500


def test_sizes_are_equal_by_name() -> None:
    assert size("K") == K
    assert size("K", at_least=2) != K
