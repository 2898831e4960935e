"""The same functions as other libraries offer them. Each takes NumPy arrays and gives the entries of class 0."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
import sympy

import numeric_bridge
from benchmarks.accuracy_heads import ROW, Head, T, X, Z

Function = Callable[..., Any]
SYMBOLS = {"z": (Z,), "zt": (Z, T), "x": (X,), "rows": ROW, "labelled": ROW}


def ours(head: Head) -> Function:
    """The compiled function."""
    f = numeric_bridge.compile(head.ours)
    match head.of:
        case "z" | "x":
            return lambda u: np.array([f(float(v)) for v in u])
        case "zt":
            return lambda u, y: np.array([f(z=float(a), t=float(b)) for a, b in zip(u, y, strict=True)])
        case "labelled":
            return lambda r: f(rows=r, c=np.zeros(len(r), dtype=int))[:, 0]
    return lambda r: f(r)[:, 0]


def naive(head: Head) -> Function:
    """`sympy.lambdify` of the textbook formula."""
    return _lambdified(head, head.textbook)


def rewritten(head: Head) -> Function:
    """The same after `sympy.codegen.rewriting.optimize` with all that NumPy and C99 offer."""
    from sympy.codegen.rewriting import optimize, optims_c99, optims_numpy

    return _lambdified(head, optimize(head.textbook, tuple(dict.fromkeys((*optims_numpy, *optims_c99)))))


def _lambdified(head: Head, e: sympy.Expr) -> Function:
    f = sympy.lambdify(SYMBOLS[head.of], e, "numpy")
    return (lambda r: f(*r.T)) if head.of in ("rows", "labelled") else f


def scipy(head: Head) -> Function | None:
    """scipy.special, put together as its documentation suggests. It has no derivatives: they are by their formulas."""
    from scipy import special as s

    softplus = getattr(s, "softplus", lambda u: np.logaddexp(0, u))
    table: dict[str, Function] = {
        "sigma(z)": s.expit,
        "1 - sigma(z)": lambda u: 1 - s.expit(u),
        "sigma'(z)": lambda u: s.expit(u) * (1 - s.expit(u)),
        "softplus(z)": softplus,
        "log sigma(z)": s.log_expit,
        "BCE(z, t)": lambda u, y: -y * s.log_expit(u) - (1 - y) * s.log_expit(-u),
        "BCE'(z, t)": lambda u, y: s.expit(u) - y,
        "tanh'(z)": lambda u: 1 - np.tanh(u) ** 2,
        "-log softmax": lambda r: -s.log_softmax(r, axis=1)[:, 0],
        "p - y, hard label": lambda r: s.softmax(r, axis=1)[:, 0] - 1,
        "p (1 - p)": lambda r: (s.softmax(r, axis=1) * (1 - s.softmax(r, axis=1)))[:, 0],
        "p log p": lambda r: -s.entr(s.softmax(r, axis=1))[:, 0],
        "x log x": lambda u: s.xlogy(u, u),
    }
    return table.get(head.name)


def jax(head: Head) -> Function | None:
    """JAX in float64, derivatives by `jax.grad`."""
    import jax as j
    import jax.numpy as jnp

    j.config.update("jax_enable_x64", True)
    sigmoid, nn = j.nn.sigmoid, j.nn

    def bce(u: Any, y: Any) -> Any:
        return -y * nn.log_sigmoid(u) - (1 - y) * nn.log_sigmoid(-u)

    def slope(f: Function) -> Function:
        return j.vmap(j.grad(f))

    table: dict[str, Function] = {
        "sigma(z)": sigmoid,
        "1 - sigma(z)": lambda u: 1 - sigmoid(u),
        "sigma'(z)": slope(sigmoid),
        "softplus(z)": nn.softplus,
        "log sigma(z)": nn.log_sigmoid,
        "BCE(z, t)": bce,
        "BCE'(z, t)": slope(bce),
        "tanh'(z)": slope(jnp.tanh),
        "-log softmax": lambda r: -nn.log_softmax(r, axis=1)[:, 0],
        "p - y, hard label": lambda r: slope(lambda v: -nn.log_softmax(v)[0])(r)[:, 0],
        "p (1 - p)": lambda r: slope(lambda v: nn.softmax(v)[0])(r)[:, 0],
        "p log p": lambda r: j.scipy.special.xlogy(nn.softmax(r, axis=1), nn.softmax(r, axis=1))[:, 0],
        "x log x": lambda u: j.scipy.special.xlogy(u, u),
    }
    f = table.get(head.name)
    return f and (lambda *a: np.asarray(f(*map(jnp.asarray, a))))


def torch(head: Head) -> Function | None:
    """PyTorch in float64, derivatives by autograd."""
    import torch as t
    import torch.nn.functional as F

    def bce(u: Any, y: Any) -> Any:
        return F.binary_cross_entropy_with_logits(u, y, reduction="none")

    def slope(f: Function) -> Function:
        def at(u: Any, *more: Any) -> Any:
            u = u.clone().requires_grad_()
            return t.autograd.grad(f(u, *more).sum(), u)[0]

        return at

    table: dict[str, Function] = {
        "sigma(z)": t.sigmoid,
        "1 - sigma(z)": lambda u: 1 - t.sigmoid(u),
        "sigma'(z)": slope(t.sigmoid),
        "softplus(z)": F.softplus,
        "log sigma(z)": F.logsigmoid,
        "BCE(z, t)": bce,
        "BCE'(z, t)": slope(bce),
        "tanh'(z)": slope(t.tanh),
        "-log softmax": lambda r: -t.log_softmax(r, 1)[:, 0],
        "p - y, hard label": lambda r: slope(lambda v: -t.log_softmax(v, 1)[:, 0])(r)[:, 0],
        "p (1 - p)": lambda r: slope(lambda v: t.softmax(v, 1)[:, 0])(r)[:, 0],
        "p log p": lambda r: t.special.xlogy(t.softmax(r, 1), t.softmax(r, 1))[:, 0],
        "x log x": lambda u: t.special.xlogy(u, u),
    }
    f = table.get(head.name)
    return f and (lambda *a: f(*map(t.tensor, a)).numpy())


PEERS: dict[str, tuple[str, Callable[[Head], Function | None]]] = {
    "ours": ("numpy", ours),
    "lambdify": ("sympy", naive),
    "rewriting": ("sympy", rewritten),
    "JAX": ("jax", jax),
    "torch": ("torch", torch),
    "SciPy": ("scipy", scipy),
}


def installed(package: str) -> bool:
    return find_spec(package) is not None
