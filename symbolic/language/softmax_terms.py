"""A softmax that became a quotient of exponentials, found again to be printed: exp(z[i]/T)/sum[k](exp(z[k]/T))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symbolic.kernel.terms import ONE, Apply, Bound, Entry, Index, Mul, Power, Sum, Term, instantiate, power, shift


@dataclass(frozen=True, slots=True)
class Softmax:
    """The entry at `indices` of the softmax of an array along its last axis; `argument` has the name of the array."""

    argument: Term
    indices: tuple[Index, ...]


def softmaxes(factors: Sequence[Term]) -> list[Term | Softmax]:
    """The factors, where an exponential and the sum of its like below the fraction bar are one softmax."""
    found: list[Term | Softmax] = [*_averages(factors)]
    factors = [f for f in found if not isinstance(f, Softmax)]
    for n, factor in enumerate(factors):
        for m, below in enumerate(found):
            match factor, below:
                case Apply(function="exp", arguments=(u,)), Power(base=Sum() as total, exponent=e) if e <= -1:
                    softmax = _softmax(u, total)
                    if softmax is not None:
                        found[n] = softmax
                        found[m] = power(total, e + 1)
                        break
    return [f for f in found if not (isinstance(f, Power) and f.exponent == 0)]


def _averages(factors: Sequence[Term]) -> list[Term]:
    """The factors, where a sum of products with exponentials takes in the sum of these from below the fraction bar."""
    found = list(factors)
    for n, factor in enumerate(factors):
        for m, below in enumerate(found):
            match factor, below:
                case Sum(size=size, body=Mul(factors=inner)), Power(base=Sum() as total, exponent=e) if e == -1:
                    weights = [f.arguments[0] for f in inner if isinstance(f, Apply) and f.function == "exp"]
                    if any(_softmax(u, shift(total, 1)) for u in weights):
                        found[n], found[m] = Sum(size, Mul((*inner, shift(below, 1)))), ONE
                        break
    return [f for f in found if f is not ONE]


def _softmax(u: Term, total: Term) -> Softmax | None:
    """`exp(u)` over the sum, if `u` is an entry, perhaps with scalar factors, and the sum is over its last index."""
    match total:
        case Sum(body=Apply(function="exp", arguments=(summed,))):
            entry, below = _entry(u), _entry(summed)
            if entry is None or below is None or below.indices[-1] != Bound(0):
                return None
            if entry.indices[-1] in entry.indices[:-1] or instantiate(summed, entry.indices[-1]) is not u:
                return None
            alone = Entry(entry.array, ())
            factors = u.factors if isinstance(u, Mul) else (u,)
            argument = Mul(tuple(alone if f is entry else f for f in factors)) if isinstance(u, Mul) else alone
            return Softmax(argument, entry.indices)
    return None


def _entry(term: Term) -> Entry | None:
    """The only part of a product that depends on an index, if that is an entry of an array."""
    factors = term.factors if isinstance(term, Mul) else (term,)
    moving = [f for f in factors if f.loose or f.free or isinstance(f, Sum)]
    match moving:
        case [Entry(indices=(_, *_)) as entry]:
            return entry
    return None
