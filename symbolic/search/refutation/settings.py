"""The frames in which points are drawn: sizes, and which free indices are equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from symbolic.kernel.judgements import Context, Sequent
from symbolic.kernel.terms import Bound, Delta, Derivative, Entry, Index, Term
from symbolic.search.refutation.mentions import literals, mentions, sizes_and_labels
from symbolic.search.refutation.occurrences import scoped, terms_of

LARGEST = 8
"""The largest size that is tried (unless the context asks for more)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Concrete sizes, and a value for each free index."""

    sizes: tuple[tuple[str, int], ...]
    indices: tuple[tuple[str, int], ...]


def with_room(sequent: Sequent) -> Sequent:
    """The sequent with every size at least as large as the positions by number (`x[3]`) on its axes."""
    context, least = sequent.context, {name: low for name, low, _ in sequent.context.sizes}
    shapes = dict(context.arrays)

    def needs(size: str | int | None, index: Index) -> None:
        if isinstance(index, int) and isinstance(size, str) and size in least:
            least[size] = max(least[size], index)

    around = [(t, context.indices) for t in terms_of(sequent)]
    around += [(h.term, (*context.indices, *h.indices)) for h in context.hypotheses]
    for term, indices in around:
        for sub, scopes in scoped(term):
            match sub:
                case Entry(array=array, indices=at) | Derivative(array=array, indices=at):
                    for index, axis in zip(at, shapes.get(array, ()), strict=False):
                        needs(axis, index)
                case Delta(left=left, right=right):
                    needs(_size_of(left, scopes, dict(indices)), right)
                    needs(_size_of(right, scopes, dict(indices)), left)
    sizes = tuple((name, least[name], high) for name, _, high in context.sizes)
    return sequent if sizes == context.sizes else replace(sequent, context=replace(context, sizes=sizes))


def _size_of(index: Index, scopes: tuple[str, ...], indices: dict[str, str]) -> str | None:
    match index:
        case Bound(level=level) if level < len(scopes):
            return scopes[level]
        case str():
            return indices.get(index)
        case _:
            return None


def relevant_sizes(context: Context, terms: tuple[Term, ...]) -> set[str]:
    """The sizes on which the terms or the hypotheses may depend."""
    everything = (*terms, *(h.term for h in context.hypotheses))
    used, labels = sizes_and_labels(everything)
    used.update(size for h in context.hypotheses for _, size in h.indices)
    free = frozenset().union(*(t.free for t in everything)) if everything else frozenset()
    free |= frozenset(name for pair in context.distinct for name in pair)
    used.update(size for name, size in context.indices if name in free)
    for name, sizes, target in context.labels:
        if name in labels:
            used.update((*sizes, target))
    arrays = set[str]().union(*(mentions(t).arrays for t in everything))
    used.update(a for name, axes in context.arrays if name in arrays for a in axes if isinstance(a, str))
    return used


def sizes_up_to(context: Context, used: set[str], extra: int) -> list[dict[str, int]]:
    """Every choice of at most `extra` more than the lower bounds for the used sizes, small ones first."""
    ranges = []
    for name, low, high in context.sizes:
        top = low + extra if name in used else low
        ranges.append(range(low, 1 + (top if high is None else min(top, high))))
    choices = sorted(product(*ranges), key=lambda c: (sum(c), max(c, default=0), c))
    return [dict(zip((n for n, _, _ in context.sizes), choice, strict=True)) for choice in choices]


def one_large(context: Context, used: set[str], extra: int) -> list[dict[str, int]]:
    """One size after the other grows to `LARGEST`, the others stay within `extra` of their lower bounds."""
    small = sizes_up_to(context, used, extra)
    grown: dict[tuple[tuple[str, int], ...], None] = {}
    for name, low, high in context.sizes:
        if name in used:
            top = max(LARGEST, low + 3) if high is None else min(high, max(LARGEST, low + 3))
            for value in range(low, top + 1):
                for sizes in small:
                    grown[tuple({**sizes, name: value}.items())] = None
    known = {tuple(s.items()) for s in small}
    return [dict(s) for s in sorted(grown, key=lambda s: (sum(v for _, v in s), s)) if s not in known]


def patterns(context: Context, sizes: dict[str, int], exchangeable: bool) -> Iterator[dict[str, int]]:
    """Values of the free indices: one for each way in which they can be equal (all, if positions have names)."""
    chosen: dict[str, int] = {}

    def extend(position: int) -> Iterator[dict[str, int]]:
        if position == len(context.indices):
            yield dict(chosen)
            return
        name, size = context.indices[position]
        met = [chosen[n] for n, s in context.indices[:position] if s == size]
        top = sizes[size] if not exchangeable else min(sizes[size], max(met, default=0) + 1)
        for value in range(1, top + 1):
            if not any(frozenset((name, n)) in context.distinct and v == value for n, v in chosen.items()):
                chosen[name] = value
                yield from extend(position + 1)
                del chosen[name]

    return extend(0)


def frames(context: Context, terms: tuple[Term, ...], choices: Iterable[dict[str, int]], most: int) -> Iterator[Frame]:
    """A frame for each choice of sizes and at most `most` patterns of the free indices."""
    everything = (*terms, *(h.term for h in context.hypotheses))
    exchangeable = not literals(everything)
    for sizes in choices:
        found = list(islice(patterns(context, sizes, exchangeable), 60 * most))
        step = max(1, -(-len(found) // most))
        for indices in found[::step]:
            yield Frame(tuple(sizes.items()), tuple(indices.items()))
