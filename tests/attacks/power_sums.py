"""Elementary symmetric polynomials in power sums: claims that hold at every size below m and fail at m.

e_m = 0 is true for K < m and false at K = m. It is the sharpest attack on a count: one too low, and it is proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import factorial

from symbolic.language import Equal, Mean, Sum, Unequal, array, delta, exp, index, log, real, sizes, softmax, sqrt
from symbolic.language.statements import Claim, Statement
from symbolic.language.tree import Expr, coerce

K, N = sizes("K N")
k, i, j, l = (index(name, K) for name in "kijl")
n, m_ = index("n", N), index("m", N)
x, z = real("x", K), real("z", K)
X = real("X", N, K)
a = real("a")

Powers = Callable[[int], Expr]


def partitions(m: int, largest: int | None = None) -> Iterator[tuple[int, ...]]:
    if m == 0:
        yield ()
    for first in range(min(m, largest or m), 0, -1):
        yield from ((first, *rest) for rest in partitions(m - first, first))


def elementary(m: int, power: Powers) -> Expr:
    """m! e_m, from the power sums."""
    total: Expr = coerce(0)
    for parts in partitions(m):
        weight = Fraction((-1) ** (m - len(parts)) * factorial(m))
        term: Expr = coerce(1)
        for part in set(parts):
            count = parts.count(part)
            weight /= part**count * factorial(count)
            term = term * power(part) ** count
        total = total + coerce(weight) * term
    return total


def of(v: Expr) -> Powers:
    return lambda r: Sum(v[k] ** r, k)


def others(v: Expr) -> Powers:
    """Power sums over k != i."""
    return lambda r: Sum(v[k] ** r, k) - v[i] ** r


def products(m: int) -> Expr:
    """(K - 1)(K - 2)..(K - m), which is 0 at the sizes 1..m."""
    result: Expr = coerce(1)
    for r in range(1, m + 1):
        result = result * (K - r)
    return result


def dressed(m: int) -> dict[str, Claim | Statement]:
    """False claims about e_m, none of which may be proved."""
    e, rest, S = elementary(m, of(x)), elementary(m, others(x)), softmax(z)
    Z = Sum(exp(z[k]), k)
    rows = array(Sum(X[n, k], n), k)
    simplex = Equal(Sum(x[k], k), 1)
    return {
        "bare": Equal(e, 0),
        "times a free entry": Equal(x[i] * e, 0),
        "times another free entry": Equal(z[i] * e * z[j], 0).where(Unequal(i, j)),
        "of the others": Equal(rest, 0),
        "of the others, times a free entry": Equal(x[i] * rest, 0),
        "of a softmax": Equal(elementary(m, of(S)), 0),
        "of the others of a softmax": Equal(elementary(m, others(S)), 0),
        "of exponentials over a denominator": Equal(elementary(m, of(array(exp(z[k]), k))) / Z, 0),
        "over two denominators": Equal(rest / Z / (1 + Sum(x[k] ** 2, k)), 0),
        "plus a quotient": Equal(rest + 1 / (1 + Z), 1 / (1 + Z)),
        "as a sum of quotients": Equal((rest + z[i]) / (1 + Z) ** 2, z[i] / (1 + Z) ** 2),
        "divided by K": Equal(rest / K, 0),
        "of means": Equal(elementary(m, lambda r: K * Mean(x[k] ** r, k)), 0),
        "divided by K, within": Equal(rest / K**2 + 1 / K, 1 / K),
        "under a sum hypothesis": Equal(rest, 0).given(simplex=simplex),
        "all of it under a sum hypothesis": Equal(elementary(m, of(x)), 0).given(simplex=simplex),
        "in the other size": Equal(elementary(m, lambda r: Sum(X[n, i] ** r, n) - X[m_, i] ** r), 0),
        "of sums over the other size": Equal(elementary(m, of(rows)), 0),
        "summed over the other size": Equal(
            Sum(elementary(m, lambda r: Sum(X[n, k] ** r, k) - X[n, i] ** r) * a, n), 0
        ),
        "over a denominator in the other size": Equal(
            Sum(elementary(m, lambda r: Sum(X[n, k] ** r, k) - X[n, i] ** r) / (1 + Sum(X[n, k] ** 2, k)), n), 0
        ),
        "within a sum of its own size": Equal(Sum(elementary(m, lambda r: Sum(x[k] ** r, k) - x[l] ** r), l), 0),
        "size": Equal(products(m) * x[i], 0),
        "size and a sum": Equal(products(m) * Sum(x[k], k), 0),
        "root of the size": Equal((sqrt(K) ** 2 - 1) * products(m - 1) * x[i], 0),
    }


def by_deltas(m: int) -> Statement:
    """The sum over m + 1 different values, i among them, times their entries: 0 below K = m + 1."""
    bound = [index(f"b{r}", K) for r in range(m)]
    body: Expr = x[i]
    names = [i, *bound]
    for r, one in enumerate(bound):
        body = body * x[one]
        for other in names[: r + 1]:
            body = body * (1 - delta(one, other))
    return Equal(Sum(body, *bound), 0)


ROOTS = Equal(log(Sum(exp(z[k]), k)) * elementary(2, others(x)), 0)
