"""Time of one proof by the depth L of a network: the gradient of its first weights is what backpropagation says.

All widths are symbols and the activation is any function. `python benchmarks/depth.py` prints medians in processor
seconds and the growth t(8)/t(4), and exits 1 if that of a proof is above 2.5.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time

from symbolic.engine import prove
from symbolic.kernel.algebra import Algebra
from symbolic.kernel.check import check
from symbolic.kernel.derivative import unfold
from symbolic.kernel.rules import identity
from symbolic.kernel.terms import subtract, walk
from symbolic.language import Equal, Sum, d, function, index, log, lower, outer, real, size, softmax
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr
from symbolic.verdict import Proved

DEPTHS = (1, 2, 4, 8)
LONGEST_GROWTH, ROUNDS = 2.5, 7
g = function("g")  # any differentiable activation


def claim(depth: int) -> Claim:
    """d J / d W1[i, j] = x[i] delta_1[j] for the softmax cross-entropy J of a network with `depth` layers."""
    widths = [size(f"d{l}") for l in range(depth + 1)]
    weights = [real(f"W{l}", widths[l - 1], widths[l]) for l in range(1, depth + 1)]
    biases = [real(f"b{l}", widths[l]) for l in range(1, depth + 1)]
    x, y = real("x", widths[0]), real("y", widths[depth])
    i, j, k = index("i", widths[0]), index("j", widths[1]), index("k", widths[depth])

    sums = [x @ weights[0] + biases[0]]  # s_1, .., s_L
    for w, b in zip(weights[1:], biases[1:], strict=True):
        sums.append(g(sums[-1]) @ w + b)
    loss = -Sum(y[k] * log(softmax(sums[-1])[k]), k)
    gradient = outer(x, deltas(weights, sums, y)[0])
    return Equal(d(loss, weights[0][i, j]), gradient[i, j]).given(simplex=Equal(Sum(y[k], k), 1))


def deltas(weights: Sequence[Expr], sums: Sequence[Expr], y: Expr) -> list[Expr]:
    """delta_L = softmax(s_L) - y, and delta_{l-1} = g'(s_{l-1}) * (W_l delta_l): delta_1, .., delta_L."""
    found = [softmax(sums[-1]) - y]
    for w, s in zip(reversed(weights[1:]), reversed(sums[:-1]), strict=True):
        found.append(g.prime(s) * (w @ found[-1]))
    return found[::-1]


def seconds(run: Callable[[], object]) -> float:
    """The median processor time of `run`, after a first round that does not count; no claim was met before."""
    times = []
    for _ in range(ROUNDS + 1):
        identity.shown.cache_clear()
        start = process_time()
        run()
        times.append(process_time() - start)
    return median(times[1:])


def parts(depth: int) -> dict[str, float]:
    """Seconds for a proof, and for what it consists of, each on its own: a proof normalises more than once."""
    stated = claim(depth)
    verdict = prove(stated)
    if not isinstance(verdict, Proved):
        raise SystemExit(f"depth {depth}: {verdict!r}")
    [theorem], [sequent] = verdict.theorems, lower(stated).sequents
    left, right = sequent.judgement.children()
    difference = subtract(unfold(left), unfold(right))
    return {
        "prove": seconds(lambda: prove(stated)),
        "state": seconds(lambda: claim(depth)),
        "lower": seconds(lambda: lower(stated)),
        "differentiate": seconds(lambda: unfold(left)),
        "normalise": seconds(lambda: Algebra(sequent.context).normal(difference)),
        "check": seconds(lambda: check(theorem)),
        "terms": sum(1 for _ in walk(difference)),
    }


def main() -> int:
    table = {depth: parts(depth) for depth in DEPTHS}
    for name in table[1]:
        shown = [f"{row[name]:10.0f}" if name == "terms" else f"{1000 * row[name]:7.2f} ms" for row in table.values()]
        print(f"{name:14}", *shown, f"  t(8)/t(4) = {table[8][name] / table[4][name]:.2f}")
    growth = table[8]["prove"] / table[4]["prove"]
    print(f"a proof at L = {DEPTHS}: t(8)/t(4) = {growth:.2f}, at most {LONGEST_GROWTH} wanted")
    return int(growth > LONGEST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
