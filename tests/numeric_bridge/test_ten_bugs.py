"""Ten bugs, each planted in the derived term and in the emitted source: each is caught both times.

In the source they are planted through its syntax tree, so that they do not depend on how the compiler words things.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import numeric_bridge
from numeric_bridge import Compiled, check_backward, spot_check
from symbolic.language import (
    Equal,
    Mean,
    Rational,
    Sum,
    array,
    bracket,
    d,
    delta,
    grad,
    index,
    label,
    log,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    softmax,
)

N, K, D = sizes("N K D")
n, k, j = index("n", N), index("k", K), index("j", K)
X, W, Z, y, z = real("X", N, D), real("W", D, K), real("Z", N, K), real("y", K), real("z", K)
A, B = real("A", K, K), real("B", K, K)
c, before = label("c", N, K), label("before", N, K)
rate, s = reals("rate s")

fit = Rational(1, 2) * Mean(Sum((X @ W - Z)[n, k] ** 2, k), n) + rate / 2 * Sum(W**2)
residual = 1 / N * (X.T @ (X @ W - Z))
cross = Mean(-log(softmax(Z)[n, c[n]]), n)
hot, hot_before = (array(delta(k, labels[n]), n, k) for labels in (c, before))
ramp = Sum(y[j] * relu(z[j]), j)

RIDGE = Equal(grad(fit, W), residual + rate * W)
CROSS = Equal(grad(cross, Z), 1 / N * (softmax(Z) - hot))
PRODUCT = Equal(grad(Sum(A * B.T), A), B.T)
LOGLOSS = Equal(d(-log(sigmoid(s)), s), sigmoid(s) - 1)
RAMP = Equal(grad(ramp, z), y * bracket(z > 0))

BUGS: dict[str, tuple[Any, Any, str, str]] = {
    # the claim; the wrong right side; what the source does first, and what it returns instead of `found`
    "sign": (CROSS, 1 / N * (hot - softmax(Z)), "", "-found"),
    "1/N": (CROSS, softmax(Z) - hot, "", "found * Z.shape[0]"),
    "lambda missing": (RIDGE, residual, "rate = 0 * rate", "found"),
    "transposed": (PRODUCT, B, "", "found.T"),
    "class off by one": (CROSS, 1 / N * (softmax(Z) - hot_before), "c = (c + 1) % Z.shape[1]", "found"),
    "wrong on the kink": (RAMP, y * bracket(z > 0) + 2 * y * bracket(Equal(z, 0)), "", "found + 2 * y * (z == 0)"),
    "sigma' for sigma": (LOGLOSS, sigmoid(s) * (1 - sigmoid(s)) - 1, "", "(found + 1) * -found - 1"),
    "factor 2": (RIDGE, 2 * residual + rate * W, "", "2 * found - rate * W"),
    "lambda at the wrong place": (RIDGE, rate * residual + W, "", "(found - rate * W) * rate + W"),
    "missing mask": (RAMP, y + 0 * z, "", "y + 0 * z"),
}


def planted(compiled: Compiled, first: str, instead: str) -> Compiled:
    """The compiled function with a statement at its start, and other values returned."""

    class Planted(ast.NodeTransformer):
        def visit_Return(self, node: ast.Return) -> list[ast.stmt]:
            assert node.value is not None
            found = ast.Assign([ast.Name("found", ast.Store())], node.value)
            return [found, ast.Return(ast.parse(instead, mode="eval").body)]

    tree = ast.parse(compiled.source)
    (function,) = (f for f in tree.body if isinstance(f, ast.FunctionDef))
    function.body[1:1] = ast.parse(first).body
    source = ast.unparse(ast.fix_missing_locations(Planted().visit(tree)))
    namespace: dict[str, Any] = {"np": np}
    exec(source, namespace)
    return replace(compiled, source=source, function=namespace[function.name])


@pytest.mark.parametrize("name", BUGS)
def test_without_the_bug_both_pass(name: str) -> None:
    claim = BUGS[name][0]
    assert spot_check(claim).outcome == "passed"
    (found,) = check_backward(planted(numeric_bridge.compile(claim), "", "found"), [claim])
    assert found.outcome == "passed", str(found)


@pytest.mark.parametrize("name", BUGS)
def test_planted_in_the_term(name: str) -> None:
    claim, wrong, _, _ = BUGS[name]
    (found,) = check_backward(_with_the_class_before(numeric_bridge.compile(Equal(claim.left, wrong))), [claim])
    assert found.outcome == "refuted", str(found)
    off_the_kinks = name != "wrong on the kink"  # where there is no derivative, a claim says nothing
    assert spot_check(Equal(claim.left, wrong)).outcome == ("refuted" if off_the_kinks else "passed")


def _with_the_class_before(compiled: Compiled) -> Compiled:
    """The label `before` is an array of its own in the mathematics; it is given the classes, each one lower."""
    if all(a.written != "before" for a in compiled.arguments):
        return compiled
    arguments = tuple(replace(a, written="c") if a.written == "before" else a for a in compiled.arguments)
    function = compiled.function

    def shifted(*values: Any) -> Any:
        top = np.shape(values[0])[1]
        return function(*(((v - 1) % top) if a.kind == "label" else v for a, v in zip(arguments, values, strict=True)))

    return replace(compiled, arguments=arguments, function=shifted)


@pytest.mark.parametrize("name", BUGS)
def test_planted_in_the_source(name: str) -> None:
    claim, _, first, instead = BUGS[name]
    (found,) = check_backward(planted(numeric_bridge.compile(claim), first, instead), [claim])
    assert found.outcome == "refuted", str(found)
    assert found.worst is not None
    assert found.worst.error > 1e-3


def test_a_missing_lambda_is_invisible_at_the_value_that_people_train_with() -> None:
    rng, right = np.random.default_rng(0), numeric_bridge.compile(RIDGE)
    wrong = planted(right, *BUGS["lambda missing"][2:])
    values = [rng.normal(size=size) for size in ((4, 3), (3, 2), (4, 2))]
    np.testing.assert_allclose(wrong(*values, 1e-6), right(*values, 1e-6), atol=1e-5)
    (found,) = check_backward(wrong, [RIDGE])
    assert found.outcome == "refuted"
