"""The exported `torch.autograd.Function`: its text, and where PyTorch is installed its values and gradients."""

from __future__ import annotations

import ast
import inspect
from typing import Any

import pytest

from derivations.catalog import default, questions
from derivations.gradients import of_selection
from derivations.show.torch import torch as exported
from numeric_bridge import BridgeError, torch_function
from numeric_bridge.gradient import Gradient, gradient_of
from numeric_bridge.spot_checks.interpreter import evaluate
from numeric_bridge.spot_checks.point import Trial
from numeric_bridge.spot_checks.sampling import samples
from symbolic.chain import Chain
from symbolic.language import (
    Equal,
    Mean,
    Sum,
    array,
    cases,
    d,
    dot,
    exp,
    eye,
    function,
    grad,
    index,
    label,
    log,
    max_,
    norm,
    outer,
    real,
    sigmoid,
    sizes,
    softmax,
    sqrt,
    trace,
)
from symbolic.language.errors import NotYetDecidable

N, K, D = sizes("N K D")
n, k, a = index("n", N), index("k", K), index("a", D)
j, l = index("j", K), index("l", K)
A, B, X, W = real("A", K, K), real("B", K, K), real("X", N, D), real("W", D, K)
x, z, s = real("x", D), real("z", K), real("s")
c = label("c", N, K)
g = function("g")

MORE: dict[str, Any] = {
    "trace": Equal(grad(trace(A @ B), A), B.T),
    "norm": Equal(grad(norm(x), x), x / norm(x)),
    "a matrix vector": Equal(grad(dot(x, W @ z), W), outer(x, z)),
    "diagonal entries": Equal(grad(Sum(A[k, k] ** 2, k), A), 2 * A * eye(K)),
    "the identity": Equal(grad(Sum((A - eye(K)) ** 2), A), 2 * (A - eye(K))),
    "a column by label": Equal(grad(Mean(Sum(X[n, a] * W[a, c[n]], a), n), X[n, a]), 1 / N * W[a, c[n]]),
    "log of a sigmoid": Equal(d(-log(1 - sigmoid(s)), s), sigmoid(s)),
    "log of a sum": Equal(grad(log(Sum(exp(z[k]), k)), z), softmax(z)),
    "a mean that a size divides": Equal(grad(Sum(z) / sqrt(K), z[k]), 1 / sqrt(K)),
    "the larger of two": Equal(grad(Sum(max_(x, 2 * x)), x), array(cases((2, x[a] > 0), 1), a)),
}


def gradients() -> dict[str, tuple[Any, Any]]:
    """The claims of the catalogue that can be exported, and the names of their questions."""
    found = {}
    for question in questions():
        for id, claim in question.claims.items():
            try:
                if not isinstance(claim, Chain):
                    torch_function(id, [claim], where=question.where)
                    found[id] = claim, question.where
            except (BridgeError, NotYetDecidable):
                continue
    return found


EXPORTED = gradients()


def test_most_gradients_of_the_catalogue_can_be_exported() -> None:
    assert len(EXPORTED) >= 37


def test_it_reads_as_a_person_would_write_it() -> None:
    (selection,) = default().select(["hw3.q2c"])
    source = exported(selection)
    ast.parse(source)
    for line in (
        "class hw3_q2c(torch.autograd.Function):",
        "def forward(ctx, W1, b1, W2, b2, a1, lambda_, k):",
        "z2 = W1 @ a1 + b1[:, None]",
        "a2 = torch.relu(z2)",
        "psi = torch.softmax(z3.T, dim=-1).T",
        "d_W1 = upstream * (dJ_dz2 @ a1.T + 2 * lambda_ * W1)",
        "return d_W1, d_b1, d_W2, d_b2, None, None, None",
    ):
        assert f"    {line}\n" in source or f"{line}\n" in source, source
    assert "log_softmax" in source


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (Equal(grad(Sum(g(z)), z), g.prime(z)), "`g` is any function"),
        (Equal(d(s**2, s), d(s**2, s)), "has no form in PyTorch"),
        (Equal(s, s), "does not state a gradient"),
    ],
)
def test_what_has_no_form_is_refused(claim: Any, message: str) -> None:
    with pytest.raises(BridgeError, match=message):
        torch_function("f", [claim])


def test_gradients_of_two_losses_make_no_function() -> None:
    with pytest.raises(BridgeError, match="different losses"):
        torch_function("f", [Equal(d(s**2, s), 2 * s), Equal(d(s**3, s), 3 * s**2)])


def test_text_of_a_claim_stays_inside_the_docstring() -> None:
    source = torch_function('"""import os', [Equal(d(s**2, s), 2 * s)])
    tree = ast.parse(source)
    assert [type(node).__name__ for node in tree.body] == ["Expr", "Import", "ImportFrom", "ClassDef"]


def loaded(source: str) -> Any:
    torch = pytest.importorskip("torch")
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    classes = [v for v in namespace.values() if isinstance(v, type) and issubclass(v, torch.autograd.Function)]
    assert len(classes) == 1
    return classes[0]


def arguments(function_: Any, gradient: Gradient, trial: Trial) -> list[Any]:
    torch = pytest.importorskip("torch")
    known = {name: torch.tensor(trial.array(name, axes)) for name, axes in gradient.context.arrays}
    known |= {name: torch.tensor(trial.label(name, over)) for name, over, _ in gradient.context.labels}
    names = list(inspect.signature(function_.forward).parameters)[1:]
    return [known[name] if name in known else trial.sizes[name] for name in names]


def check(claim: Any, source: str) -> None:
    torch = pytest.importorskip("torch")
    function_, gradient = loaded(source), gradient_of(claim)
    trial = Trial.of(next(samples(gradient.sequent(), 0)))
    given = arguments(function_, gradient, trial)
    expected = float(evaluate(gradient.loss, trial, {}))
    assert float(function_.apply(*given)) == pytest.approx(expected, rel=1e-12)
    given[0].requires_grad_()
    assert torch.autograd.gradcheck(function_.apply, given)


@pytest.mark.parametrize("id", EXPORTED)
def test_gradcheck_of_the_catalogue(id: str) -> None:
    claim, where = EXPORTED[id]
    check(claim, torch_function(id, [claim], where=where))


@pytest.mark.parametrize("name", MORE)
def test_gradcheck_of_other_forms(name: str) -> None:
    check(MORE[name], torch_function("f", [MORE[name]]))


def test_a_network_returns_all_its_gradients_and_no_other() -> None:
    torch = pytest.importorskip("torch")
    (selection,) = default().select(["hw3.q2c"])
    function_ = loaded(exported(selection))
    gradient = of_selection(selection).stated[0].gradient
    given = arguments(function_, gradient, Trial.of(next(samples(gradient.sequent(), 0))))
    for parameter in given[:4]:
        parameter.requires_grad_()
    assert torch.autograd.gradcheck(function_.apply, given)
    given[4].requires_grad_()
    with pytest.raises(NotImplementedError, match="no gradient is proved for a1"):
        function_.apply(*given).backward()
