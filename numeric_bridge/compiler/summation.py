"""The order in which nested sums of products are carried out.

The derivative of a network has its sums inside out: `sum_k a[n,k] sum_l V[l,k] m[n,l] sum_j W[j,l] x[n,j]` as it stands
begins with arrays of three axes. All sums of such a product are opened at once; next comes always the one whose result
has fewest axes, and among equals the innermost. For a network that is backpropagation.
"""

from __future__ import annotations

from itertools import count

from numeric_bridge.compiler.largest import Largest
from symbolic.kernel.terms import Mul, Size, Sum, Term, instantiate, multiply, rebuild, sum_over


def reordered(term: Term) -> Term:
    """`term` with each nest of sums of products in the order above."""
    done: dict[Term, Term] = {}
    numbers = count()

    def visit(t: Term) -> Term:
        if t not in done:
            if isinstance(t, Sum) and not isinstance(t, Largest):
                names: list[tuple[str, str]] = []
                factors = _opened(t, names, numbers)
                done[t] = _closed([visit(f) for f in factors], names) if len(names) > 1 else rebuild(t, visit)
            else:
                done[t] = rebuild(t, visit)
        return done[t]

    return visit(term)


def _opened(term: Term, names: list[tuple[str, str]], numbers: count[int]) -> list[Term]:
    """The factors below a nest of sums, whose indices get `names`, the innermost last."""
    if not isinstance(term, Sum) or isinstance(term, Largest):
        return [term]
    names.append((f"@{next(numbers)}", term.size))
    body = instantiate(term.body, names[-1][0])
    factors = body.factors if isinstance(body, Mul) else (body,)
    return [part for f in factors for part in _opened(f, names, numbers)]


def _closed(factors: list[Term], names: list[tuple[str, str]]) -> Term:
    """The sum over all names of the product of the factors."""
    left = names[::-1]
    while left:
        name, size = min(left, key=lambda pair: len(_free_with(factors, pair[0])))
        left.remove((name, size))
        inside = [f for f in factors if name in f.free]
        if not inside:
            factors.append(Size(size))
            continue
        first = next(n for n, f in enumerate(factors) if name in f.free)
        outside = [f for f in factors if name not in f.free]
        factors = [*outside[:first], sum_over(name, size, multiply(*inside)), *outside[first:]]
    return multiply(*factors)


def _free_with(factors: list[Term], name: str) -> frozenset[str]:
    """The indices of what the sum over `name` results in, and that one."""
    return frozenset().union(*(f.free for f in factors if name in f.free))
