"""PyTorch's and JAX's own gradients of a loss as it is written, to hold beside the claimed one.

The nested loops run over their scalars, so that nothing is shared with the compiler or the PyTorch export. It is slow,
and made for arrays of a few entries. Both take 0 for the slope of a ramp at 0.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.compiler.arithmetic import Arithmetic
from numeric_bridge.errors import BridgeError
from numeric_bridge.gradient import Gradient, gradient_of
from numeric_bridge.spot_checks.interpreter import Interpreter
from numeric_bridge.spot_checks.point import Trial, positions
from numeric_bridge.spot_checks.unusable import Unusable
from symbolic.kernel.terms import Apply, walk
from symbolic.language.statements import Claim, Statement
from symbolic.search.refutation.assignment import Slot

Peer = Literal["torch", "jax"]
PEERS: tuple[Peer, ...] = ("torch", "jax")


def autodiff(peer: Peer, claims: Sequence[Claim | Statement]) -> Callable[..., dict[str, NDArray[np.float64]]]:
    """The gradients of one loss, by name, as a function of the arrays and labels of the claims.

    Raises BridgeError where the library is not installed, or the loss has functions that nobody knows.
    """
    if find_spec(peer) is None:
        raise BridgeError(f'{peer} is not installed: pip install "derivations[autodiff]"')
    gradients = [gradient_of(c) for c in claims]
    for gradient in gradients:
        for t in walk(gradient.loss):
            if isinstance(t, Apply) and t.function not in (*_NAMES, "relu", "step", "pi"):
                raise BridgeError(f"`{t.function}` is any function: {peer} can differentiate known ones only")
    context = gradients[0].context
    arrays, labels = dict(context.arrays), {name: over for name, over, _ in context.labels}
    sizes = [s for s, _, _ in context.sizes]

    def slopes(*values: Any) -> dict[str, NDArray[np.float64]]:
        given = dict(zip((*arrays, *labels, *sizes), values, strict=True))
        trial = Trial(
            {s: given[s] for s in sizes},
            {(a, at): float(v) for a in arrays for at, v in _entries(given[a])},
            {(c, at): int(v) + 1 for c in labels for at, v in _entries(given[c])},
        )
        return {g.array: _slopes(peer, g, trial) for g in gradients}

    kind = inspect.Parameter.POSITIONAL_ONLY
    slopes.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind) for name in (*arrays, *labels, *sizes)]
    )
    return slopes


def _entries(value: Any) -> list[tuple[tuple[int, ...], Any]]:
    array = np.asarray(value)
    return list(zip(positions(array.shape), array.reshape(-1), strict=True))


def _slopes(peer: Peer, gradient: Gradient, trial: Trial) -> NDArray[np.float64]:
    shape = trial.shape(gradient.axes)
    slots = [(gradient.array, at) for at in positions(shape)]
    by = _by_torch if peer == "torch" else _by_jax
    return np.array(by(gradient, trial, slots), dtype=float).reshape(shape)


def _loss(gradient: Gradient, trial: Trial, entries: dict[Slot, Any], numbers: Arithmetic) -> Any:
    return Interpreter(trial, {}, entries, numbers, _no_derivative, near=0.0).value(gradient.loss, ())


def _no_derivative(*_: Any) -> Any:
    raise Unusable("a derivative inside the loss")


_NAMES = ("exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus")


def _by_torch(gradient: Gradient, trial: Trial, slots: list[Slot]) -> list[float]:
    import torch

    number = partial(torch.tensor, dtype=torch.float64)
    functions = {name: getattr(torch, name) for name in _NAMES[:-1]}
    functions |= {"softplus": torch.nn.functional.softplus, "pi": lambda *_: number(torch.pi)}
    numbers = Arithmetic(
        lambda v: number(float(v)), sum, _product, lambda u, n: u ** (1 / n), lambda u: float(u.detach()), functions
    )
    entries = {slot: number(v) for slot, v in trial.entries.items()}
    moving = [entries[slot].requires_grad_() for slot in slots]
    still = sum(0 * m for m in moving)  # so that the loss depends on every entry, also where every ramp is off
    slopes = torch.autograd.grad(_loss(gradient, trial, entries, numbers) + still, moving)
    return [float(s) for s in slopes]


def _by_jax(gradient: Gradient, trial: Trial, slots: list[Slot]) -> list[float]:
    import jax
    import jax.numpy as jnp

    functions = {name: getattr(jnp, name) for name in _NAMES[:-2]}
    functions |= {"sigmoid": jax.nn.sigmoid, "softplus": jax.nn.softplus, "pi": lambda *_: jnp.pi}
    numbers = Arithmetic(float, sum, _product, lambda u, n: u ** (1 / n), _primal, functions)

    def loss(values: list[Any]) -> Any:
        return _loss(gradient, trial, {**trial.entries, **dict(zip(slots, values, strict=True))}, numbers)

    with jax.enable_x64(True):
        return [float(s) for s in jax.grad(loss)([jnp.float64(trial.entries[s]) for s in slots])]


def _primal(u: Any) -> float:
    """The number that is differentiated at, which JAX wraps while it records."""
    while hasattr(u, "primal"):
        u = u.primal
    return float(u)


def _product(factors: Iterable[Any]) -> Any:
    result: Any = 1.0
    for f in factors:
        result = result * f
    return result
