"""The largest or smallest value over an index: a name, and the facts that define it. Why that is sound: `named.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from symbolic.kernel import terms as kernel
from symbolic.kernel.judgements import Hypothesis
from symbolic.kernel.terms import ONE, Term
from symbolic.language.algebra import minus, negate, times
from symbolic.language.index_names import choose
from symbolic.language.printing import text


@dataclass(frozen=True, slots=True)
class Extreme:
    """`array[indices]` is the largest (smallest) value of the body of `total`, a sum over `size`, over its index."""

    array: str
    largest: bool
    total: Term
    parameters: tuple[tuple[str, str], ...]  # (index name, size)

    @property
    def entry(self) -> Term:
        return kernel.Entry(self.array, tuple(name for name, _ in self.parameters))

    @property
    def name(self) -> str:
        size, body = opened_sum(self.total)
        own = choose(size, {name for name, _ in self.parameters})
        kind = "max" if self.largest else "min"
        return f"{text(self.entry)} = {kind}[{own}]({text(kernel.instantiate(body, own))})"

    def attained(self, taken: Collection[str]) -> Hypothesis:
        """One of the values is the extreme."""
        size, body = opened_sum(self.total)
        own = choose(size, {*taken, *(name for name, _ in self.parameters)})
        same = kernel.Bracket("==", minus(self.entry, kernel.instantiate(body, own)))
        return Hypothesis(self.name, ">=", minus(kernel.sum_over(own, size, same), ONE), self.parameters)

    def mean(self) -> Hypothesis:
        """The mean of the values is not beyond the extreme either. (It follows, and is found faster.)"""
        size, _ = opened_sum(self.total)
        above = minus(times(kernel.Size(size), self.entry), self.total)
        return Hypothesis(self.name, ">=", above if self.largest else negate(above), self.parameters)

    def above(self, other: Extreme) -> Iterator[Hypothesis]:
        """The largest of some values is not below the smallest of the same values."""
        same = self.total is other.total and self.parameters == other.parameters
        if same and self.largest and not other.largest:
            yield Hypothesis(self.name, ">=", minus(self.entry, other.entry), self.parameters)

    def bounds(self, taken: Collection[str], known: Mapping[str, Extreme]) -> Iterator[Hypothesis]:
        """No value is beyond the extreme; nor is what the values themselves are extremes of."""
        indices, body = self.parameters, self.total
        while True:
            size, body = opened_sum(body)
            own = choose(size, {*taken, *(name for name, _ in indices)})
            indices, body = (*indices, (own, size)), kernel.instantiate(body, own)
            above = minus(self.entry, body)
            yield Hypothesis(self.name, ">=", above if self.largest else negate(above), indices)
            if not isinstance(body, kernel.Entry) or body.array not in known:
                return
            inner = known[body.array]
            if inner.largest is not self.largest:
                return
            at = dict(zip((name for name, _ in inner.parameters), body.indices, strict=True))
            body = kernel.substitute(inner.total, at)


def opened_sum(total: Term) -> tuple[str, Term]:
    """The size and the body of a sum."""
    match total:
        case kernel.Sum(size=size, body=body):
            return size, body
    raise TypeError(f"{type(total).__name__} is not a sum")
