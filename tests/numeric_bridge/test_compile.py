"""What can be compiled, what it is called with, and what it says when that does not fit."""

from __future__ import annotations

import ast
from fractions import Fraction

import numpy as np
import pytest

import numeric_bridge
from numeric_bridge import BridgeError
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import ONE, Entry, Mul, Power, Term
from symbolic.language import (
    Convex,
    Equal,
    Matrix,
    Mean,
    Sum,
    Vector,
    array,
    delta,
    eye,
    function,
    grad,
    index,
    indices,
    label,
    norm,
    ones,
    outer,
    real,
    reals,
    relu,
    sizes,
    softmax,
    tanh,
    trace,
)
from symbolic.language import d as diff

N, K, D = sizes("N K D")
n = index("n", N)
i, j, k = indices("i j k", K)
a = index("a", D)
X, W, A = real("X", N, D), real("W", D, K), real("A", K, K)
z, b = reals("z b", K)
c = label("c", N, K)
RANDOM = np.random.default_rng(7)
x_, w_, a_, b_ = (RANDOM.normal(size=shape) for shape in ((4, 2), (2, 3), (3, 3), (3,)))


def test_matrix_products_are_matrix_products() -> None:
    f = numeric_bridge.compile(X @ W)
    assert "X @ W" in f.source
    np.testing.assert_allclose(f(x_, w_), x_ @ w_)
    affine = numeric_bridge.compile(Sum(X[n, a] * W[a, k], a) + b[k])
    assert affine.axes == (("k", "K"), ("n", "N"))
    np.testing.assert_allclose(affine(X=x_, W=w_, b=b_), (x_ @ w_ + b_).T)


def test_the_order_of_products_is_that_of_the_shapes() -> None:
    f = numeric_bridge.compile(X.T @ (X @ W))
    assert "np.linalg.multi_dot([X.T, X, W])" in f.source
    np.testing.assert_allclose(f(x_, w_), x_.T @ x_ @ w_)
    vector = numeric_bridge.compile((A.T @ A @ A) @ z)
    assert "A.T @ (A @ (A @ z))" in vector.source
    np.testing.assert_allclose(vector(A=a_, z=b_), a_.T @ a_ @ a_ @ b_)
    kept = numeric_bridge.compile((A @ A) @ A + A @ A).source
    assert "t = A @ A\n" in kept
    assert "t1 = t @ A\n" in kept


def test_a_deep_network_is_differentiated_from_its_end() -> None:
    weights = reals("V0 V1 V2 V3", K, K)
    data = real("Z", N, K)
    layer = data
    for weight in weights:
        layer = tanh(layer @ weight)
    f = numeric_bridge.compile(grad(Sum(layer), weights[0]))
    assert "einsum" not in f.source
    assert f.source.count("np.tanh") == 3
    assert f.source.count("np.exp") == 4
    values = [RANDOM.normal(size=(3, 3)) for _ in weights]
    inputs, up = [RANDOM.normal(size=(4, 3))], np.ones((4, 3))
    for value in values:
        inputs.append(np.tanh(inputs[-1] @ value))
    for value, output in zip(values[::-1], inputs[:0:-1], strict=True):
        up = up * (1 - output**2)
        slope, up = up, up @ value.T
    given = {"Z": inputs[0]} | {f"V{n}": v for n, v in enumerate(values)}
    np.testing.assert_allclose(f(**given), inputs[0].T @ slope)


def test_what_can_be_done_by_blocks() -> None:
    """Rows on their own, and sums over them; not what needs a sum over the rows first, nor products of matrices."""
    for e in (tanh(X) * 2 + X, Sum(tanh(X[n, a]), a), Sum(tanh(X[n, a]), n), softmax(X)):
        assert "for first in range(0, N" in numeric_bridge.compile(e).source, e
    for e in (X - array(Mean(X[n, a], n), n, a), tanh(X @ W), softmax(X.T @ X)):
        assert "for first in" not in numeric_bridge.compile(e).source


def test_shapes_of_every_kind() -> None:
    np.testing.assert_allclose(numeric_bridge.compile(eye(K))(K=3), np.eye(3))
    np.testing.assert_allclose(numeric_bridge.compile(ones(N, K))(4, 3), np.ones((4, 3)))
    np.testing.assert_allclose(numeric_bridge.compile(Matrix([[1, 2], [3, 4]]))(), [[1, 2], [3, 4]])
    np.testing.assert_allclose(numeric_bridge.compile(trace(A))(a_), np.trace(a_))
    np.testing.assert_allclose(numeric_bridge.compile(A[i, i])(a_), np.diag(a_))
    np.testing.assert_allclose(numeric_bridge.compile(A @ A.T)(a_), a_ @ a_.T)
    np.testing.assert_allclose(numeric_bridge.compile(outer(z, b))(b_, 2 * b_), 2 * np.outer(b_, b_))
    np.testing.assert_allclose(numeric_bridge.compile(norm(X))(x_), np.linalg.norm(x_))
    np.testing.assert_allclose(numeric_bridge.compile(W[:, k])(w_), w_.T)
    np.testing.assert_allclose(numeric_bridge.compile(W[a, c[n]])(w_, [0, 2, 1, 1]), w_[:, [0, 2, 1, 1]])
    np.testing.assert_allclose(numeric_bridge.compile(delta(k, c[n]))([0, 2], K=3), [[1, 0], [0, 0], [0, 1]])


def test_axes_of_known_length() -> None:
    v = real("v", 3)
    f = numeric_bridge.compile(softmax(v))
    np.testing.assert_allclose(f([1e4, 1e4, 0.0]), [0.5, 0.5, 0.0])
    np.testing.assert_allclose(numeric_bridge.compile(Vector([v[2], 2 * v[0], v[1]]))([1, 2, 3]), [3, 2, 2])
    with pytest.raises(BridgeError, match="v: axis 1 has length 3, found 4"):
        f([1.0, 2.0, 3.0, 4.0])


def test_a_gradient_has_the_axes_of_its_variable() -> None:
    loss = Sum((X @ W) ** 2)
    claim = Equal(diff(loss, W[:, k]), 2 * (X.T @ (X @ W))[:, k])
    assert [name for name, _ in numeric_bridge.compile(claim).axes] == ["i", "k"]
    for side in ("left", "right"):
        np.testing.assert_allclose(numeric_bridge.compile(claim, side=side)(x_, w_), 2 * x_.T @ (x_ @ w_))


def test_opaque_functions_are_passed_with_their_derivatives() -> None:
    g = function("g")
    f = numeric_bridge.compile(grad(Sum(g(z)), z))
    assert [argument.name for argument in f.arguments] == ["z", "g_prime"]
    np.testing.assert_allclose(f(b_, np.cos), np.cos(b_))
    same = numeric_bridge.compile(g(z))
    assert not np.shares_memory(same(b_, lambda u: u), b_)
    with pytest.raises(BridgeError, match="g: expected a function, found 3"):
        same(b_, 3)


def test_equal_parts_are_calculated_once() -> None:
    source = numeric_bridge.compile(softmax(X @ W)).source
    assert source.count("X @ W\n") == 1
    assert source.count("np.exp") == 2  # with and without a shift
    twice = numeric_bridge.compile(Sum(tanh(z[k]), k) * tanh(z[i]) + Sum(tanh(z[j]), j)).source
    assert twice.count("np.tanh(z)") == 1
    assert twice.count(".sum(") == 1


def test_the_source_is_one_function_of_numpy() -> None:
    lambda_ = real("lambda_")
    f = numeric_bridge.compile(lambda_ * relu(z), name="hw3.q2a-gradient")
    (function_,) = ast.parse(f.source).body
    assert isinstance(function_, ast.FunctionDef)
    assert function_.name == "hw3_q2a_gradient"
    assert (ast.get_docstring(function_) or "").startswith("lambda_*relu(z)")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((x_,), "missing W"),
        ((x_, w_, w_), "3 given in order"),
        ((x_, w_.T), r"axis 1 of W: expected D = 2 \(from axis 2 of X\), found 3"),
        ((x_[0], w_), r"X: \(N, D\): expected 2 axes, found shape \(2,\)"),
        ((x_ + 1j, w_), "X: expected real numbers, found dtype complex128"),
    ],
)
def test_arguments_that_do_not_fit(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(BridgeError, match=message):
        numeric_bridge.compile(X @ W)(*arguments)


def test_labels_are_checked() -> None:
    f = numeric_bridge.compile(Mean(X[n, label("l", N, D)[n]], n))
    assert f(x_, [0, 1, 0, 1]) == pytest.approx((x_[0, 0] + x_[1, 1] + x_[2, 0] + x_[3, 1]) / 4)
    with pytest.raises(BridgeError, match="labels count from 0 and are below D = 2; found 0 to 2"):
        f(x_, [0, 1, 2, 1])
    with pytest.raises(BridgeError, match="found -1 to 1"):
        f(x_, [0, 1, -1, 1])
    with pytest.raises(BridgeError, match="l: expected integers, found dtype float64"):
        f(x_, [0.0, 1.0, 0.0, 1.0])


def test_what_has_no_sides() -> None:
    with pytest.raises(BridgeError, match="compile an expression of it"):
        numeric_bridge.compile(Convex(Sum(z[k] ** 2, k), z))


def test_two_names_for_one_identifier() -> None:
    first, second = real("np"), real("f")
    assert numeric_bridge.compile(first + 2 * second)(1.0, 2.0) == 5.0


@pytest.mark.parametrize(
    "term", [Power(Entry("z", ("i",)), Fraction(1)), Mul((ONE, Entry("A", ("j", "i")))), Entry("A", ("i", "i"))]
)
def test_the_result_is_never_an_input(term: Term) -> None:
    context = Context((("K", 1, None),), (("z", ("K",)), ("A", ("K", "K"))), (("i", "K"), ("j", "K")))
    f = numeric_bridge.compile(term, context=context)
    given = b_ if f.arguments[0].name == "z" else a_
    assert not np.shares_memory(f(given), given)
