r"""Moments of products of random entries, from cumulants.

For entries $r_1, \dots, r_n$, each by its array and indices, $E\,r_1 \cdots r_n$ is the sum over all partitions of
$\{1, \dots, n\}$ of the product over the blocks B of the joint cumulant of the entries in B. Entries that are
independent of each other have joint cumulant 0, so a block contributes the cumulant $\kappa_{|B|}$ of the law of its
first entry where all its indices are equal, and 0 elsewhere: $\kappa_{|B|} [i_1 = \dots = i_{|B|}]$. Which indices
coincide need not be known: $E\,r_i r_k = m^2 + v [i = k]$.

Mean and variance are the first two cumulants, which is all that is known of a law given by its moments. Those of a
normal law vanish from the third on. Those of a Bernoulli law are $\kappa_1 = p$,
$\kappa_{n+1} = p(1-p)\,d\kappa_n/dp$, and $b^2 = b$.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import ONE, ZERO, Term
from symbolic.language.algebra import delta, minus, plus, power, times
from symbolic.language.errors import NotYetDecidable

HIGHEST = 8
"""The largest number of factors: there are 4140 partitions of 8."""

Indices: TypeAlias = tuple[kernel.Index, ...]
Block: TypeAlias = tuple[int, ...]
"""Positions of factors, in order."""


@dataclass(frozen=True, slots=True)
class Law:
    """The law of the entries of an array: `kind` is moments, normal or bernoulli; `parameters` are those of an entry.

    `mentions` are the arrays on which the parameters depend.
    """

    kind: str
    parameters: Callable[[Indices], tuple[Term, ...]]
    independent: bool
    mentions: frozenset[str] = frozenset()

    def cumulant(self, order: int, at: Indices) -> Term | None:
        """The cumulant of this order of the entry at these indices, or None if it is not known."""
        parameters = self.parameters(at)
        if self.kind == "bernoulli":
            return _of_bernoulli(parameters[0], order)
        if order <= len(parameters):
            return parameters[order - 1]
        return ZERO if self.kind == "normal" else None

    def domain(self, at: Indices) -> Iterator[Term]:
        """What is >= 0 for every law of this kind."""
        parameters = self.parameters(at)
        yield parameters[-1]
        if self.kind == "bernoulli":
            yield minus(ONE, parameters[0])


def _of_bernoulli(p: Term, order: int) -> Term:
    """kappa_1 = p and kappa_n = p (1 - p) q_n(p), where q_2 = 1 and q_(n+1) is the derivative of p (1 - p) q_n."""
    if order == 1:
        return p
    q = [1]
    for _ in range(order - 2):
        raised = [0] * (len(q) + 2)
        for n, c in enumerate(q):
            raised[n + 1] += c
            raised[n + 2] -= c
        q = [n * c for n, c in enumerate(raised)][1:]
    terms = (times(kernel.number(c), power(p, Fraction(n)) if n else ONE) for n, c in enumerate(q) if c)
    return times(p, minus(ONE, p), plus(*terms))


def moment(entries: Sequence[kernel.Entry], laws: dict[str, Law], distinct: Collection[frozenset[str]]) -> Term:
    """The expectation of a product of entries; `distinct` are pairs of index names that are known to differ.

    Raises NotYetDecidable when it depends on more than is known of the laws.
    """
    merged: list[kernel.Entry] = []
    for e in entries:
        if not (laws[e.array].kind == "bernoulli" and e in merged):
            merged.append(e)
    if len(merged) > HIGHEST:
        raise NotYetDecidable(f"a product of more than {HIGHEST} random factors")
    dependent = [e.array for e in merged if not laws[e.array].independent]
    if dependent and len(set(merged)) > 1:
        raise NotYetDecidable(f"the entries of `{dependent[0]}` are not declared independent")
    by_array: dict[str, list[kernel.Entry]] = {}
    for e in merged:
        by_array.setdefault(e.array, []).append(e)
    return times(*(_of_one_array(own, laws[array], distinct) for array, own in by_array.items()))


def _of_one_array(entries: list[kernel.Entry], law: Law, distinct: Collection[frozenset[str]]) -> Term:
    numbered = list(dict.fromkeys(entries))
    counts: Counter[tuple[tuple[Term, ...], tuple[Term, ...]]] = Counter()
    for blocks in partitions(tuple(numbered.index(e) for e in entries)):
        if any(_apart(b, numbered, distinct) for b in blocks):
            continue
        ordered = sorted(blocks, key=lambda b: (-len(b), b))
        cumulants = tuple(_known(law, entries[0].array, len(b), numbered[b[0]].indices) for b in ordered)
        if ZERO not in cumulants:
            equal = dict.fromkeys(d for b in sorted(blocks) for d in _coincide(b, numbered))
            counts[cumulants, tuple(equal)] += 1
    terms = []
    for (factors, deltas), often in sorted(counts.items(), key=lambda item: len(item[0][1])):
        powers = (power(c, Fraction(n)) if n > 1 else c for c, n in Counter(factors).items())
        terms.append(times(kernel.number(often), *powers, *deltas))
    return plus(*terms)


def _known(law: Law, array: str, order: int, at: Indices) -> Term:
    cumulant = law.cumulant(order, at)
    if cumulant is None:
        raise NotYetDecidable(f"the moments of `{array}` of order {order}, of which mean and variance say nothing")
    return cumulant


def partitions(items: Block) -> Iterator[tuple[Block, ...]]:
    """All partitions of the positions of a sequence, as blocks of what stands at them, each in order."""
    if not items:
        yield ()
        return
    first, *rest = items
    for chosen in range(1 << len(rest)):
        block = tuple(sorted((first, *(r for n, r in enumerate(rest) if chosen >> n & 1))))
        left = tuple(r for n, r in enumerate(rest) if not chosen >> n & 1)
        for blocks in partitions(left):
            yield (block, *blocks)


def _apart(block: Block, numbered: list[kernel.Entry], distinct: Collection[frozenset[str]]) -> bool:
    """Two entries of the block are known to have different indices."""
    return any(d is ZERO or _differ(d, distinct) for d in _coincide(block, numbered, every=True))


def _differ(equal: Term, distinct: Collection[frozenset[str]]) -> bool:
    match equal:
        case kernel.Delta(left=str() as left, right=str() as right):
            return frozenset((left, right)) in distinct
    return False


def _coincide(block: Block, numbered: list[kernel.Entry], *, every: bool = False) -> list[Term]:
    """The deltas whose product says that the entries of a block are one entry; with `every`, those of every pair."""
    chosen = [numbered[n] for n in dict.fromkeys(block)]
    pairs = [(a, b) for n, a in enumerate(chosen) for b in (chosen[n + 1 :] if every else chosen[n + 1 : n + 2])]
    found = (delta(i, j) for a, b in pairs for i, j in zip(a.indices, b.indices, strict=True))
    return [d for d in found if d is not ONE]
