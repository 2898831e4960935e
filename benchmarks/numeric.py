"""Compiled gradients beside hand-written NumPy, JAX, PyTorch, SymPy and what the machine needs at least.

    python -m benchmarks.numeric [--rounds 40] [--plot times.png] [--only labels ...]

All contenders take turns in one process, so that what disturbs one disturbs all; a figure is the median over the rounds
of the processor time of a call, a ratio the median of the ratios within a round. Processor time leaves out what others
do to the machine, and counts the threads of JAX. The float64 arithmetic is on one thread.
"""

from __future__ import annotations

import os

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
os.environ |= dict.fromkeys(ONE_THREAD, "1")
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse  # noqa: E402 - NumPy reads the number of threads when it is imported
import platform  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from importlib.metadata import PackageNotFoundError, version  # noqa: E402
from statistics import median  # noqa: E402
from time import perf_counter, process_time  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

import numeric_bridge  # noqa: E402
from benchmarks.numeric_rivals import BY_HAND, Call, from_jax, from_sympy, from_torch  # noqa: E402
from derivations.catalog import item  # noqa: E402
from derivations.item import Asserted  # noqa: E402
from symbolic.language import Mean as Average  # noqa: E402
from symbolic.language import Sum as Total  # noqa: E402
from symbolic.language import grad, index, log, real, sizes, softmax  # noqa: E402

IDS = {
    "labels": "hw3.q2a.gradient",
    "layers": "hw3.q2c.W1",
    "hinge": "hw1.q1.mean-gradient",
    "sample": "hw2.q7a.gradient",
}
SHAPES: dict[str, list[tuple[int, ...]]] = {
    "labels": [(64, 10), (1024, 1000), (4096, 4096)],
    "targets": [(64, 10), (1024, 1000), (4096, 4096)],
    "layers": [(256, 784, 256, 10)],
    "hinge": [(100_000, 50)],
    "sample": [(3,)],
}
PLOTTED = [(8, 10), (64, 10), (256, 32), (256, 256), (1024, 256), (1024, 1000), (2048, 2048), (4096, 4096)]
TITLES = {
    "labels": "softmax cross-entropy gradient, index labels (N, K)",
    "targets": "softmax cross-entropy gradient, matrix of targets (N, K)",
    "layers": "two layers with ReLU, dL/dW1 (N, D, H, K)",
    "hinge": "mean hinge subgradient (n, d)",
    "sample": "one sample, call overhead (K)",
}


@dataclass(frozen=True, slots=True)
class Times:
    """Processor and clock seconds of one contender, a pair a round."""

    processor: list[float]
    clock: list[float]

    def ratio(self, other: Times) -> float:
        """How many times as long as the other, within a round."""
        return median(a / b for a, b in zip(self.processor, other.processor, strict=True))


def ours(task: str) -> numeric_bridge.Compiled:
    """The compiled gradient: claims of the homework, and with a matrix of targets what is derived from the loss."""
    if task == "targets":
        N, K = sizes("N K")
        n, k = index("n", N), index("k", K)
        z, y = real("z", N, K), real("y", N, K)
        claimed = 1 / N * (softmax(z) - y)
        assert grad(Average(Total(-y[n, k] * log(softmax(z)[n, k]), k), n), z).shape == claimed.shape
        return numeric_bridge.compile(claimed)
    found = item(IDS[task])
    assert isinstance(found, Asserted)
    return numeric_bridge.compile(found.statement)


def arguments(task: str, shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Random arguments of order one."""
    stream = np.random.default_rng(0)
    match task, shape:
        case "labels", (n, k):
            return stream.normal(size=(n, k)), stream.integers(0, k, n)
        case "targets", (n, k):
            return stream.normal(size=(n, k)), np.eye(k)[stream.integers(0, k, n)]
        case "layers", (n, d, h, k):
            weights = stream.normal(size=(k, h)) / 16, stream.normal(size=(h, d)) / 28
            biases = stream.normal(size=h), stream.normal(size=k)
            return (*weights, stream.normal(size=(d, n)), *biases, 0.1, stream.integers(0, k, n))
        case "hinge", (n, d):
            return np.sign(stream.normal(size=n)), stream.normal(size=(n, d)), stream.normal(size=d)
        case _, (k,):
            return np.eye(k)[0], stream.normal(size=k)
    raise ValueError(task)


def floors(task: str, given: tuple[Any, ...]) -> dict[str, Call]:
    """What cannot be saved: one pass of exp, one copy, the matrix products, one pass over the data."""
    match task, given:
        case "labels" | "targets", (z, _):
            buffer = np.empty_like(z)
            return {"exp pass": lambda: np.exp(z, out=buffer), "copy": lambda: np.copyto(buffer, z)}
        case "layers", (W2, W1, a1, _, b2, _, k):
            hidden, logits = np.ones((len(W1), len(k))), np.ones((len(b2), len(k)))
            return {"matrix products": lambda: (W1 @ a1, W2 @ hidden, W2.T @ logits, hidden @ a1.T)}
        case "hinge", (Y, X, w):
            return {"products": lambda: (X @ w, Y @ X)}
    return {}


def contenders(task: str, shape: tuple[int, ...]) -> dict[str, Call]:
    """Everybody, with the arguments bound. What they return is compared first."""
    compiled, given = ours(task), arguments(task, shape)
    in_place, allocating = BY_HAND[task]
    found: dict[str, Call | None] = {
        "ours": lambda: compiled(*given),
        "by hand, in place": lambda: in_place(*given),
        "by hand, allocating": lambda: allocating(*given),
        "JAX, jit": from_jax(task, given),
        "PyTorch": from_torch(task, given),
    }
    calls = {name: call for name, call in found.items() if call is not None}
    if task == "labels" and shape == (64, 10):
        calls |= from_sympy(given)
    for name, call in calls.items():
        if name.endswith("1 entry"):
            continue
        np.testing.assert_allclose(np.asarray(call()), in_place(*given), rtol=1e-9, atol=1e-15, err_msg=name)
    return calls | floors(task, given)


def measured(calls: dict[str, Call], rounds: int) -> dict[str, Times]:
    """The contenders in turn, each for some milliseconds."""
    repeats = {name: max(2, min(300, int(4e-3 / once(call)))) for name, call in calls.items()}
    times = {name: Times([], []) for name in calls}
    order = list(calls)
    for _ in range(rounds):
        order = order[::-1]
        for name in order:
            call = calls[name]
            call()  # so that it finds the memory as it leaves it, not as the one before it did
            start, cpu = perf_counter(), process_time()
            for _ in range(repeats[name]):
                call()
            times[name].processor.append((process_time() - cpu) / repeats[name])
            times[name].clock.append((perf_counter() - start) / repeats[name])
    return times


def once(call: Call) -> float:
    """Processor seconds of the second call."""
    call()
    start = process_time()
    call()
    return process_time() - start + 1e-7


def table(task: str, shape: tuple[int, ...], times: dict[str, Times]) -> None:
    hand, own = times["by hand, in place"], times["ours"]
    print(f"\n{TITLES[task]} = {shape}")
    print(f"  {'':25}{'median us':>12}{'least us':>12}{'clock us':>12}{'/ hand':>9}{'ours is':>9}")
    for name, t in times.items():
        figures = (median(t.processor), min(t.processor), median(t.clock))
        shown = "".join(f"{1e6 * f:12.1f}" for f in figures)
        print(f"  {name:25}{shown}{t.ratio(hand):9.2f}{own.ratio(t):9.2g}")
    if "copy" in times:
        pairs = zip(times["exp pass"].processor, times["copy"].processor, strict=True)
        limit = Times([max(e, 1.5 * c) for e, c in pairs], [])
        print(f"  ours is {own.ratio(limit):.2f} of the limit, an exp pass or 1.5 copies")


def environment() -> str:
    found = {"python": platform.python_version(), "machine": platform.processor() or platform.machine()}
    for package in ("numpy", "jax", "torch", "sympy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    found |= {name: os.environ.get(name, "unset") for name in ("OPENBLAS_CORETYPE", *ONE_THREAD)}
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return ", ".join(f"{k} {v}" for k, v in (found | {"blas": f"{blas['name']} {blas['version']}"}).items())


def compile_times() -> None:
    print("\ncompile times, ms (the second compilation of each)")
    for task in SHAPES:
        ours(task)
        start = process_time()
        ours(task)
        print(f"  {task:10}{1e3 * (process_time() - start):8.1f}")


def plot(path: str, rounds: int) -> None:
    """Time against the number of entries, both on logarithmic scales."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5.5), layout="constrained")
    axes = figure.add_subplot()
    lines: dict[str, list[tuple[float, float]]] = {}
    for shape in PLOTTED:
        for name, t in measured(contenders("labels", shape), max(5, rounds // 4)).items():
            lines.setdefault(name, []).append((shape[0] * shape[1], median(t.processor)))
    for name, points in lines.items():
        floor = name in ("exp pass", "copy")
        axes.loglog(*zip(*points, strict=True), "--" if floor else "o-", label=name, linewidth=1 if floor else 1.8)
    axes.set(xlabel="entries N K", ylabel="processor seconds", title="softmax cross-entropy gradient, index labels")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=130)
    print(f"\n{path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--plot", metavar="PATH", help="draw time against size (needs matplotlib)")
    parser.add_argument("--only", nargs="*", choices=list(SHAPES), default=list(SHAPES))
    chosen = parser.parse_args()
    print(environment())
    for task in chosen.only:
        for shape in SHAPES[task]:
            large = shape[0] * shape[-1] > 5_000_000
            table(task, shape, measured(contenders(task, shape), max(5, chosen.rounds // (5 if large else 1))))
    compile_times()
    if chosen.plot:
        plot(chosen.plot, chosen.rounds)


if __name__ == "__main__":
    main()
