"""How long proofs take, beside SymPy's own route where it has one. `python -m benchmarks.proofs`

Ours proves for every size. SymPy takes `diff`, `doit` and `simplify` of the difference, with symbolic sums where it
can, at one fixed size where it cannot; it is given ten seconds.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NoReturn

import sympy as sp

from symbolic.engine import prove
from symbolic.kernel.rules import identity
from symbolic.verdict import NAMES
from tests.attacks.true_claims import TRUE

ROWS = (
    ("softmax gradient", 10),
    ("softmax Hessian", 10),
    ("batch norm dx", 10),
    ("softmax Hessian is psd", 20),
    ("two layers, sigmoid, dW1", 100),
    ("self-attention dQ", 300),
    ("six layers", 300),
    ("BCE by the logit", None),
    ("tanh slope", None),
    ("least squares", None),
    ("softplus is convex", None),
    ("layer norm dx", None),
    ("logistic regression", None),
    ("contrastive loss", None),
)
"""A claim of the positive corpus and the time it may take, in ms."""

SIZE, PATIENCE = 3, 10


def _cross_entropy(size: int) -> tuple[list[sp.Symbol], list[sp.Symbol], sp.Expr, list[sp.Expr]]:
    z, y = (list(sp.symbols(f"{name}1:{size + 1}", real=True)) for name in "zy")
    total = sum(map(sp.exp, z))
    p = [sp.exp(v) / total for v in z]
    return z, y, -sum(a * sp.log(b) for a, b in zip(y, p, strict=True)), p


def sympy_softmax_gradient() -> bool:
    """All sizes: sums over a symbolic K."""
    K, k, i = sp.symbols("K k i", integer=True, positive=True)
    z, y = sp.IndexedBase("z", real=True), sp.IndexedBase("y", real=True)
    Z = sp.Sum(sp.exp(z[k]), (k, 1, K))
    loss = -sp.Sum(y[k] * (z[k] - sp.log(Z)), (k, 1, K))
    slope = sp.diff(loss, z[i]).doit()
    wanted = sp.exp(z[i]) / Z * sp.Sum(y[k], (k, 1, K)) - y[i]
    return sp.simplify(slope - wanted) == 0


def sympy_softmax_gradient_fixed() -> bool:
    z, y, loss, p = _cross_entropy(SIZE)
    return sp.simplify(sp.diff(loss, z[0]) - (p[0] * sum(y) - y[0])) == 0


def sympy_softmax_hessian_fixed() -> bool:
    z, y, loss, p = _cross_entropy(SIZE)
    wanted = -p[0] * p[1]
    return sp.simplify((sp.diff(loss, z[0], z[1]) - wanted).subs(y[-1], 1 - sum(y[:-1]))) == 0


def sympy_softmax_psd_fixed() -> bool:
    p = list(sp.symbols(f"p1:{SIZE + 1}", positive=True))
    return sp.Matrix(SIZE, SIZE, lambda i, j: (p[i] if i == j else 0) - p[i] * p[j]).is_positive_semidefinite is True


def sympy_bce() -> bool:
    z, t = sp.symbols("z t", real=True)
    s = 1 / (1 + sp.exp(-z))
    return sp.simplify(sp.diff(-t * sp.log(s) - (1 - t) * sp.log(1 - s), z) - (s - t)) == 0


def sympy_tanh() -> bool:
    x = sp.symbols("x", real=True)
    return sp.simplify(sp.diff(sp.tanh(x), x) - (1 - sp.tanh(x) ** 2)) == 0


def sympy_least_squares() -> bool:
    N, D = sp.symbols("N D", integer=True, positive=True)
    F, v, t = sp.MatrixSymbol("F", N, D), sp.MatrixSymbol("v", D, 1), sp.MatrixSymbol("t", N, 1)
    slope = sp.diff(((F * v - t).T * (F * v - t))[0, 0], v)
    return sp.simplify(slope - 2 * F.T * (F * v - t)) == sp.ZeroMatrix(D, 1)


def sympy_batch_norm_fixed() -> bool:
    x = list(sp.symbols(f"x1:{SIZE + 1}", real=True))
    u = list(sp.symbols(f"u1:{SIZE + 1}", real=True))
    eps = sp.symbols("eps", positive=True)
    mean = sum(x) / SIZE
    s = sp.sqrt(sum((v - mean) ** 2 for v in x) / SIZE + eps)
    hat = [(v - mean) / s for v in x]
    loss = sum(a * b for a, b in zip(u, hat, strict=True))
    wanted = (u[0] - sum(u) / SIZE - hat[0] * sum(a * b for a, b in zip(u, hat, strict=True)) / SIZE) / s
    return sp.simplify(sp.diff(loss, x[0]) - wanted) == 0


def sympy_softplus() -> bool:
    x = sp.symbols("x", real=True)
    return sp.simplify(sp.diff(sp.log(1 + sp.exp(x)), x, 2)).is_nonnegative is True


SYMPY: dict[str, tuple[tuple[str, Callable[[], bool]], ...]] = {
    "softmax gradient": (("all K", sympy_softmax_gradient), (f"K = {SIZE}", sympy_softmax_gradient_fixed)),
    "softmax Hessian": ((f"K = {SIZE}", sympy_softmax_hessian_fixed),),
    "softmax Hessian is psd": ((f"K = {SIZE}", sympy_softmax_psd_fixed),),
    "batch norm dx": ((f"N = {SIZE}", sympy_batch_norm_fixed),),
    "layer norm dx": ((f"K = {SIZE}", sympy_batch_norm_fixed),),
    "BCE by the logit": (("", sympy_bce),),
    "tanh slope": (("", sympy_tanh),),
    "least squares": (("all N, D", sympy_least_squares),),
    "softplus is convex": (("", sympy_softplus),),
}


class TooSlow(BaseException):
    pass


def _stop(*_: object) -> NoReturn:
    raise TooSlow


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """The median of some runs after a first one, each as of a claim that was never met."""
    work()
    found = []
    for _ in range(times):
        identity.shown.cache_clear()
        start = perf_counter()
        work()
        found.append(1000 * (perf_counter() - start))
    return median(found)


def timed(route: Callable[[], bool]) -> tuple[float, str]:
    """SymPy's time and answer; one run, as its own caches make further ones meaningless."""
    sp.core.cache.clear_cache()
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(PATIENCE)
    start = perf_counter()
    try:
        answer = "decided" if route() else "not decided"
    except TooSlow:
        answer = "gave up"
    except Exception as error:
        answer = type(error).__name__
    finally:
        signal.alarm(0)
    return 1000 * (perf_counter() - start), answer


def main() -> None:
    for name, most in ROWS:
        ours = milliseconds(lambda name=name: prove(TRUE[name]))  # type: ignore[misc]
        verdict = NAMES[type(prove(TRUE[name]))]
        limit = "" if most is None else f"of {most} ms{'' if ours <= most else ', TOO SLOW'}"
        print(f"{name:28} {ours:8.1f} ms  {verdict:10} {limit}")
        for scope, route in SYMPY.get(name, ()):
            theirs, answer = timed(route)
            print(f"    SymPy {scope:18} {theirs:8.1f} ms  {answer:12} {theirs / ours:8.1f} times ours")


if __name__ == "__main__":
    main()
