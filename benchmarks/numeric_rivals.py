"""Gradients as people get them otherwise: by hand in NumPy, from JAX, PyTorch and SymPy. The largest is `hand`.

Each function takes the arguments of ours. `in place` allocates once and overwrites, `allocating` is what one writes
first. JAX and PyTorch are left out where they are not installed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Call = Callable[..., Any]


def labels_in_place(z: Any, k: Any) -> Any:
    p = z - z.max(axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(z)), k] -= 1
    p /= len(z)
    return p


def labels_allocating(z: Any, k: Any) -> Any:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - np.eye(z.shape[1])[k]) / len(z)


def targets_in_place(z: Any, y: Any) -> Any:
    p = z - z.max(axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= p.sum(axis=1, keepdims=True)
    p -= y
    p /= len(z)
    return p


def targets_allocating(z: Any, y: Any) -> Any:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - y) / len(z)


def layers_in_place(W2: Any, W1: Any, a1: Any, b1: Any, b2: Any, rate: Any, k: Any) -> Any:
    z2 = W1 @ a1
    z2 += b1[:, None]
    p = W2 @ np.maximum(z2, 0)
    p += b2[:, None]
    p -= p.max(axis=0)
    np.exp(p, out=p)
    p /= p.sum(axis=0)
    p[k, np.arange(len(k))] -= 1
    p /= len(k)
    dz2 = W2.T @ p
    dz2 *= z2 > 0
    g = dz2 @ a1.T
    g += 2 * rate * W1
    return g


def layers_allocating(W2: Any, W1: Any, a1: Any, b1: Any, b2: Any, rate: Any, k: Any) -> Any:
    z2 = W1 @ a1 + b1[:, None]
    z3 = W2 @ np.maximum(z2, 0) + b2[:, None]
    e = np.exp(z3 - z3.max(axis=0))
    dz3 = (e / e.sum(axis=0) - np.eye(len(W2))[:, k]) / len(k)
    return ((W2.T @ dz3) * (z2 > 0)) @ a1.T + 2 * rate * W1


def hinge_in_place(Y: Any, X: Any, w: Any) -> Any:
    m = X @ w
    m *= Y
    c = np.where(m < 1, Y, 0.0)
    return c @ X / -len(Y)


def hinge_allocating(Y: Any, X: Any, w: Any) -> Any:
    return np.where((Y * (X @ w) < 1)[:, None], -Y[:, None] * X, 0.0).mean(axis=0)


def sample_in_place(y: Any, z: Any) -> Any:
    p = z - z.max()
    np.exp(p, out=p)
    p /= p.sum()
    p -= y
    return p


def sample_allocating(y: Any, z: Any) -> Any:
    e = np.exp(z - z.max())
    return e / e.sum() - y


BY_HAND: dict[str, tuple[Call, Call]] = {
    "labels": (labels_in_place, labels_allocating),
    "targets": (targets_in_place, targets_allocating),
    "layers": (layers_in_place, layers_allocating),
    "hinge": (hinge_in_place, hinge_allocating),
    "sample": (sample_in_place, sample_allocating),
}


def from_jax(task: str, arguments: tuple[Any, ...]) -> Call | None:
    """`jax.jit` of `jax.grad` of the loss, on arrays that are already JAX's."""
    try:
        import jax
        import jax.numpy as jnp
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

    def of_logits(z: Any, k: Any) -> Any:
        return -jnp.take_along_axis(jax.nn.log_softmax(z), k[:, None], 1).mean()

    def network(W1: Any, W2: Any, a1: Any, b1: Any, b2: Any, rate: Any, k: Any) -> Any:
        z3 = W2 @ jax.nn.relu(W1 @ a1 + b1[:, None]) + b2[:, None]
        return of_logits(z3.T, k) + rate * ((W1**2).sum() + (W2**2).sum())

    losses: dict[str, Call] = {
        "labels": of_logits,
        "targets": lambda z, y: -(y * jax.nn.log_softmax(z)).sum(axis=1).mean(),
        "layers": network,
        "hinge": lambda w, Y, X: jnp.maximum(1 - Y * (X @ w), 0).mean(),
        "sample": lambda z, y: -(y * jax.nn.log_softmax(z)).sum(),
    }
    moved = tuple(jnp.asarray(a) for a in by_first(task, arguments))
    gradient = jax.jit(jax.grad(losses[task]))
    return lambda: gradient(*moved).block_until_ready()


def from_torch(task: str, arguments: tuple[Any, ...]) -> Call | None:
    """Forward and backward through the loss, on tensors that are already PyTorch's."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)

    def network(W1: Any, W2: Any, a1: Any, b1: Any, b2: Any, rate: Any, k: Any) -> Any:
        z3 = W2 @ torch.relu(W1 @ a1 + b1[:, None]) + b2[:, None]
        return torch.nn.functional.cross_entropy(z3.T, k) + rate * ((W1**2).sum() + (W2**2).sum())

    losses: dict[str, Call] = {
        "labels": torch.nn.functional.cross_entropy,
        "targets": lambda z, y: -(y * torch.log_softmax(z, 1)).sum(dim=1).mean(),
        "layers": network,
        "hinge": lambda w, Y, X: torch.relu(1 - Y * (X @ w)).mean(),
        "sample": lambda z, y: -(y * torch.log_softmax(z, 0)).sum(),
    }
    by, *others = (torch.as_tensor(np.asarray(a)) for a in by_first(task, arguments))
    by.requires_grad_()

    def call() -> Any:
        (found,) = torch.autograd.grad(losses[task](by, *others), by)
        return found

    return call


def by_first(task: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The array that the gradient is by, then the others."""
    match task, arguments:
        case "layers", (W2, W1, *others):
            return (W1, W2, *others)
        case "hinge", (Y, X, w):
            return w, Y, X
        case "sample", (y, z):
            return z, y
    return arguments


def from_sympy(arguments: tuple[Any, ...]) -> dict[str, Call]:
    """`lambdify` of gradients with Sum: it has no arrays over symbolic sizes, so they are called for each entry.

    The formula p - y, for all entries; and the derivative as SymPy finds it, for one entry.
    """
    from sympy import IndexedBase, Sum, exp, lambdify, log, symbols

    z, y = IndexedBase("z"), IndexedBase("y")
    n, k, j, a, b, N, K = symbols("n k j a b N K", integer=True, positive=True)
    p = exp(z[n, k]) / Sum(exp(z[n, j]), (j, 0, K - 1))
    loss = -Sum(y[n, k] * log(p), (k, 0, K - 1), (n, 0, N - 1)) / N
    formula = lambdify((z, y, N, K, n, k), (p - y[n, k]) / N)
    derived = lambdify((z, y, N, K, a, b), loss.diff(z[a, b]))
    logits, labels = arguments
    rows, classes = logits.shape
    hot = np.eye(classes)[labels]
    return {
        "SymPy, the formula": lambda: [
            [formula(logits, hot, rows, classes, r, c) for c in range(classes)] for r in range(rows)
        ],
        "SymPy, derived, 1 entry": lambda: derived(logits, hot, rows, classes, 1, 2),
    }
