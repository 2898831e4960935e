"""Names for the indices of a term that was taken out of its sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Bound, Entry, Sum, Term, instantiate
from symbolic.language.index_names import choose


def named(term: Term, context: Context, names: Mapping[str, Sequence[str]]) -> Term:
    """`term` with every index of a sum that is not part of it called as people call one over that size."""
    axes = dict(context.arrays)
    taken = set(term.free)
    while term.loose:
        size = next((s for s in _sizes(term, axes) if s), "")
        name = choose(size, taken, names.get(size, ()))
        taken.add(name)
        term = instantiate(term, name)
    return term


def _sizes(term: Term, axes: Mapping[str, tuple[str | int, ...]], depth: int = 0) -> Iterator[str]:
    """The sizes of the axes at which the innermost open index stands."""
    if isinstance(term, Entry):
        yield from (str(a) for i, a in zip(term.indices, axes[term.array], strict=True) if i == Bound(depth))
    for child in term.children():
        yield from _sizes(child, axes, depth + isinstance(term, Sum))
