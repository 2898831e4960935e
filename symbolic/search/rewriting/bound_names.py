"""Names for the indices of a term that was taken out of its sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Bound, Entry, Mul, Sum, Term, instantiate, walk
from symbolic.language.index_names import candidates, choose

Names = Mapping[str, Sequence[str]]

MOST_NAMES = 8


def named(term: Term, context: Context, names: Names, around: Iterable[Term] = ()) -> Term:
    """`term` with every index of a sum that is not part of it called as where `around` it is printed.

    Where it stands in none of these, an index is called as people call one over that size.
    """
    if not term.loose:
        return term
    for whole in around:
        for part in (term, *(f for f in (term.factors if isinstance(term, Mul) else ()) if f.loose == term.loose)):
            known = _printed(whole, part, names)
            if known is not None:
                return _instantiated(term, known[: term.loose])
    return _guessed(term, context, names)


def beside(names: Names, context: Context) -> Names:
    """The names to prefer for indices of sums in a part of a claim, other than those of its free indices."""
    free = {name for name, _ in context.indices}
    return {
        size: tuple(islice((n for n in candidates(size, names.get(size, ())) if n not in free), MOST_NAMES))
        for size, _, _ in context.sizes
    }


def _instantiated(term: Term, names: Sequence[str]) -> Term:
    for name in names:
        term = instantiate(term, name)
    return term


def _printed(whole: Term, part: Term, names: Names) -> tuple[str, ...] | None:
    """What the indices of the sums around `part` are called where `whole` is printed, innermost first."""
    taken = whole.free | {t.array for t in walk(whole) if isinstance(t, Entry)}
    without = set[Term]()

    def search(t: Term, bound: tuple[str, ...]) -> tuple[str, ...] | None:
        if t is part:
            return bound
        if t in without:
            return None
        inner = (choose(t.size, taken.union(bound), names.get(t.size, ())), *bound) if isinstance(t, Sum) else bound
        for child in t.children():
            if (found := search(child, inner)) is not None:
                return found
        without.add(t)
        return None

    return search(whole, ())


def _guessed(term: Term, context: Context, names: Names) -> Term:
    axes = dict(context.arrays)
    taken = {*term.free, *(name for name, _ in context.indices)}
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
