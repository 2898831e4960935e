"""PyTorch's and JAX's own gradients agree with the proved ones, where they are installed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from derivations.catalog import item
from derivations.item import Asserted
from numeric_bridge import BridgeError, check_backward
from numeric_bridge.own_code.autodiff import Peer, autodiff
from symbolic.language import (
    Equal,
    Sum,
    d,
    function,
    grad,
    log,
    real,
    relu,
    sigmoid,
    size,
    softmax,
    softplus,
    sqrt,
    tanh,
)
from symbolic.language.statements import Claim

z, s = real("z", size("K")), real("s")
p = softmax(z)
g = function("g")

CLAIMS: dict[str, Any] = {
    "softmax": Equal(grad(-Sum(p * log(p)), z), -p * (log(p) - Sum(p * log(p)))),
    "functions": Equal(d(softplus(s) + tanh(s) ** 2, s), sigmoid(s) + 2 * tanh(s) * (1 - tanh(s) ** 2)),
    "a root": Equal(d(sqrt(1 + s**2), s), s / sqrt(1 + s**2)),
}


def stated(id: str) -> Claim:
    found = item(id)
    assert isinstance(found, Asserted)
    assert isinstance(found.statement, Claim)
    return found.statement


@pytest.mark.parametrize("peer", ["torch", "jax"])
@pytest.mark.parametrize("name", [*CLAIMS, "hw1.q1.mean-gradient", "hw3.q2a.gradient"])
def test_its_gradient_agrees(name: str, peer: Peer) -> None:
    pytest.importorskip(peer)
    claim = CLAIMS[name] if name in CLAIMS else stated(name)
    (held,) = check_backward(autodiff(peer, [claim]), [claim], trials=1)
    assert held.outcome == "passed", str(held)


@pytest.mark.parametrize("peer", ["torch", "jax"])
def test_a_wrong_slope_on_a_kink_is_theirs_to_explain(peer: Peer) -> None:
    """relu(s) - relu(-s) is s, and has the slope 1 at 0; their slopes of the two ramps there are 0."""
    pytest.importorskip(peer)
    claim = Equal(d(relu(s) - relu(-s), s), 1)
    (held,) = check_backward(autodiff(peer, [claim]), [claim])
    assert held.outcome == "refuted"
    assert held.worst is not None
    assert held.worst.expected == pytest.approx((1, 1))
    assert held.worst.found == 0


def test_a_function_that_nobody_knows_is_refused() -> None:
    pytest.importorskip("torch")
    with pytest.raises(BridgeError, match="`g` is any function"):
        autodiff("torch", [Equal(d(g(s), s), g.prime(s))])


def test_it_takes_arrays_and_gives_them_by_name() -> None:
    pytest.importorskip("torch")
    slopes = autodiff("torch", [Equal(grad(Sum(z**2), z), 2 * z)])
    np.testing.assert_allclose(slopes(np.array([1.0, 2.0, 3.0]), 3)["z"], [2.0, 4.0, 6.0])
