"""A user's own backward pass: right ones pass, ten bugs of each kind are caught and named, misuse is explained."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import numeric_bridge
from derivations.catalog import questions
from numeric_bridge import BridgeError, check_backward, check_function
from numeric_bridge.gradient import gradient_of
from numeric_bridge.own_code.backward import Held
from symbolic.chain import Chain
from symbolic.language import (
    Equal,
    Mean,
    Sum,
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
from symbolic.language import array as entries
from symbolic.language.errors import NotYetDecidable
from symbolic.language.statements import Claim

N, K, D, M = sizes("N K D M")
n, k, j = index("n", N), index("k", K), index("j", K)
X, W, Z, y = real("X", N, D), real("W", D, K), real("Z", N, K), real("y", K)
c = label("c", N, K)
rate, s = reals("rate s")
A, B = real("A", D, K), real("B", K, D)
z = real("z", K)

fit = Mean(Sum((X @ W - Z)[n, k] ** 2, k), n) + rate * Sum(W**2)
cross = Mean(-log(softmax(Z)[n, c[n]]), n)
hot = entries(delta(k, c[n]), n, k)

RIDGE = Equal(grad(fit, W), 2 / N * (X.T @ (X @ W - Z)) + 2 * rate * W)
CROSS = Equal(grad(cross, Z), 1 / N * (softmax(Z) - hot))
PRODUCT = Equal(grad(Sum(A * B.T), A), B.T)
LOGLOSS = Equal(d(-log(sigmoid(s)), s), sigmoid(s) - 1)
RAMP = Equal(grad(Sum(y[j] * relu(z[j]), j), z), y * bracket(z > 0))


def sigma(v: Any) -> Any:
    return 1 / (1 + np.exp(-v))


def p_of(Z: Any) -> Any:
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def one_hot(c: Any, K: int) -> Any:
    return np.eye(K)[c]


RIGHT: dict[str, tuple[Any, Callable[..., Any]]] = {
    "ridge": (RIDGE, lambda X, W, Z, rate: 2 * X.T @ (X @ W - Z) / len(X) + 2 * rate * W),
    "cross entropy": (CROSS, lambda Z, c: (p_of(Z) - one_hot(c, Z.shape[1])) / len(Z)),
    "product": (PRODUCT, lambda A, B: B.T),
    "log loss": (LOGLOSS, lambda s: sigma(s) - 1),
    "ramp": (RAMP, lambda y, z: y * (z > 0)),
    "ramp, with 1 on the kink": (RAMP, lambda y, z: y * (z >= 0)),
    "ramp, with a half there": (RAMP, lambda y, z: y * np.heaviside(z, 0.5)),
}

WRONG: dict[str, tuple[Any, Callable[..., Any], str]] = {
    "sign": (CROSS, lambda Z, c: -(p_of(Z) - one_hot(c, Z.shape[1])) / len(Z), "-1 times the gradient: a sign"),
    "1/N": (CROSS, lambda Z, c: p_of(Z) - one_hot(c, Z.shape[1]), "N times the gradient: a division by N is missing"),
    "lambda missing": (RIDGE, lambda X, W, Z, rate=1e-6: 2 * X.T @ (X @ W - Z) / len(X), "without the term 2*rate*W"),
    "transposed": (PRODUCT, lambda A, B: B, "it is transposed"),
    "class off by one": (CROSS, lambda Z, c: (p_of(Z) - one_hot(c - 1, Z.shape[1])) / len(Z), "a class off by one"),
    "wrong on the kink": (RAMP, lambda y, z: y * ((z > 0) + 2.0 * (z == 0)), "right off the kinks, and on one not"),
    "sigma' for sigma": (LOGLOSS, lambda s: sigma(s) * (1 - sigma(s)) - 1, "sigmoid' for sigmoid"),
    "factor 2": (RIDGE, lambda X, W, Z, rate: X.T @ (X @ W - Z) / len(X) + rate * W, "1/2 times the gradient"),
    "lambda at the wrong place": (
        RIDGE,
        lambda X, W, Z, rate: 2 * rate * X.T @ (X @ W - Z) / len(X) + 2 * W,
        "with rate at another term",
    ),
    "missing mask": (RAMP, lambda y, z: y + 0 * z, "without the factor [z[j] > 0]"),
}


def held(claim: Any, function: Callable[..., Any], **more: Any) -> Held:
    (found,) = check_backward(function, [claim], **more)
    return found


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_backward_passes(name: str) -> None:
    found = held(*RIGHT[name])
    assert found.outcome == "passed", str(found)
    assert found.worst is not None
    assert found.worst.error < 1e-13


@pytest.mark.parametrize("name", WRONG)
def test_a_bug_is_caught_and_named(name: str) -> None:
    claim, function, words = WRONG[name]
    found = held(claim, function)
    assert found.outcome == "refuted", str(found)
    assert words in str(found), str(found)


def test_the_worst_entry_is_reported_from_0() -> None:
    def one_off(X: Any, W: Any, Z: Any, rate: Any) -> Any:
        slope = RIGHT["ridge"][1](X, W, Z, rate)
        slope[1, 0] += 1e-9
        return slope

    found = held(RIDGE, one_off)
    assert found.outcome == "refuted"
    assert found.worst is not None
    assert (found.worst.of, found.worst.at) == ("W", (1, 0))
    assert str(found.worst).startswith("W[1, 0]: expected ")
    sizes_met = dict(found.worst.sizes)
    assert len(set(sizes_met.values())) == len(sizes_met) == 3


def test_on_a_kink_the_interval_is_reported() -> None:
    found = held(RAMP, WRONG["wrong on the kink"][1])
    assert "expected on a kink, from" in str(found)
    assert found.on_kinks > 0


def gradients() -> list[tuple[str, Any]]:
    found = []
    for question in questions():
        for id, claim in question.claims.items():
            if not isinstance(claim, Chain):
                try:
                    gradient_of(claim)
                except (BridgeError, NotYetDecidable):
                    continue
                found.append((id, claim))
    return found


GRADIENTS = gradients()


def test_the_catalogue_has_gradients() -> None:
    assert len(GRADIENTS) > 45


@pytest.mark.parametrize(("id", "claim"), GRADIENTS, ids=[id for id, _ in GRADIENTS])
def test_a_compiled_gradient_of_the_catalogue_passes(id: str, claim: Claim) -> None:
    found = held(claim, numeric_bridge.compile(claim), trials=1)
    assert found.outcome == "passed", str(found)


def test_several_gradients_in_order_by_name_and_as_autograd_has_them() -> None:
    right = [Equal(grad(Sum(A * B.T), A), B.T), Equal(grad(Sum(A * B.T), B), A.T)]
    functions: list[Callable[..., Any]] = [
        lambda A, B: (B.T, A.T),
        lambda A, B: {"dB": A.T, "grad_A": B.T},
        lambda A, D, B: (B.T, None, A.T),
    ]
    for function in functions:
        assert [h.outcome for h in check_backward(function, right)] == ["passed", "passed"]
    turned = check_backward(lambda A, B: (A.T, B.T), right, returns=["B", "A"])
    assert [h.outcome for h in turned] == ["passed", "passed"]


def test_parameters_by_other_names() -> None:
    function = RIGHT["ridge"][1]
    renamed = {"inputs": "X", "w": "W", "t": "Z.T", "lam": "rate"}
    found = held(RIDGE, lambda inputs, w, t, lam: function(inputs, w, t.T, lam), renamed=renamed)
    assert found.outcome == "passed"
    assert held(RIDGE, lambda x, w, z, Rate, eps=0: function(x, w, z, Rate)).outcome == "passed"
    rows = held(RIDGE, lambda X, V, Z, rate: function(X, V.T, Z, rate).T, renamed={"V": "W.T"})
    assert rows.outcome == "passed", str(rows)


def test_names_of_the_question_are_parameters_too() -> None:
    where = {"residual": X @ W - Z, "elsewhere": Sum(real("other", K) ** 2)}
    found = held(RIDGE, lambda X, residual, W, rate: 2 * X.T @ residual / len(X) + 2 * rate * W, where=where)
    assert found.outcome == "passed"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda X, reg: X, r"what is the parameter `reg` of <lambda>\(X, reg\)\? The question has X \(N, D\), W"),
        (lambda X, W: X @ X @ X, "the function raised ValueError at line .* it was given X "),
        (lambda X: None, "the gradient in W is None"),
        (lambda X: ["a", "b"], "expected the gradient in W, found 2 values"),
        (lambda X: np.array(1j), "the gradient in W has dtype complex128"),
        (lambda X: {"V": X}, "the function returns V: W is missing"),
        (lambda *arrays: arrays[0], "<lambda> has no named parameters"),
        (lambda X: sys.exit(0), "the function raised SystemExit"),
    ],
)
def test_what_cannot_be_compared_is_explained(function: Callable[..., Any], message: str) -> None:
    with pytest.raises(BridgeError, match=message):
        check_backward(function, [RIDGE])


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (Equal(fit, 0), "does not state a gradient"),
        (Equal(d(softmax(z)[k], z[j]), 0), "derivatives of more than one number"),
        (Equal(d(d(s**3, s), s), 6 * s), "a second derivative"),
        ((rate > 0), "does not state a gradient"),
    ],
)
def test_what_is_no_gradient(claim: Any, message: str) -> None:
    with pytest.raises(BridgeError, match=message):
        check_backward(lambda: 0, [claim])


def test_a_difference_quotient_is_told_apart_from_a_bug() -> None:
    found = held(LOGLOSS, lambda s: (np.logaddexp(0, -s - 1e-6) - np.logaddexp(0, -s + 1e-6)) / 2e-6)
    assert found.outcome == "refuted"
    assert "single precision, or a difference quotient" in found.diagnosis


def test_a_function_against_an_expression() -> None:
    right = check_function(numeric_bridge.compile(softmax(X @ W)), softmax(X @ W))
    assert right.outcome == "passed", str(right)
    wrong = check_function(lambda X, W: p_of(X @ W + 1e-9 * (X @ W)), softmax(X @ W))
    assert wrong.outcome == "refuted"
    half = check_function(lambda y: (y**2).sum(), Sum(y**2) / 2)
    assert half.diagnosis == "it is 2 times the formula: a factor 1/2"
    indexed = check_function(lambda Z, c: -np.log(p_of(Z))[np.arange(len(c)), c], -log(softmax(Z)[n, c[n]]))
    assert indexed.outcome == "passed", str(indexed)
    with pytest.raises(BridgeError, match="an axis of known length"):
        check_function(lambda v: v, real("v", 3))


def test_an_argument_that_is_written_into_is_noted() -> None:
    def in_place(A: Any, B: Any) -> Any:
        B *= 1.5
        return B.T / 1.5

    found = held(PRODUCT, in_place)
    assert (found.outcome, found.changed) == ("passed", ("B",))
    assert "note: the function writes into its argument B" in str(found)


def test_a_lambda_goes_by_many_names() -> None:
    lambda_ = real("lambda_")
    claim = Equal(grad(lambda_ * Sum(y**2), y), 2 * lambda_ * y)
    assert held(claim, lambda y, lam: 2 * lam * y).outcome == "passed"
    assert held(claim, lambda Y, lmbda: 2 * lmbda * Y).outcome == "passed"


def test_without_a_point_nothing_is_said() -> None:
    claim = Equal(d(s**2, s), 2 * s).given(never=Equal(s**2, -1))
    found = held(claim, lambda s: 2 * s)
    assert found.outcome == "untested"
    assert "no point was found" in str(found)
