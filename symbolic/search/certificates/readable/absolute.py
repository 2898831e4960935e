"""Absolute values as arrays of their own: where else an array occurs in even powers only, |a_k| is some b_k >= 0."""

from __future__ import annotations

from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import Add, Apply, Entry, Power, Term, negate, power, rebuild, walk


def absolute_arrays(context: Context, term: Term) -> list[str]:
    """The arrays of which the term has absolute values, and otherwise even powers only."""
    axes = dict(context.arrays)
    found = dict.fromkeys(e.array for t in walk(term) if (e := _inside(t)) is not None)
    found = {a: None for a in found if all(isinstance(axis, str) for axis in axes[a])}
    return [
        a for a in found if not any(isinstance(t, Entry) and t.array == a for t in walk(abstracted(term, {a: "?"})))
    ]


def _mentions(term: Term, array: str) -> bool:
    return any(isinstance(t, Entry) and t.array == array for t in walk(term))


def names_for(context: Context, arrays: list[str]) -> dict[str, str]:
    """New names for the absolute values."""
    groups = (context.sizes, context.arrays, context.indices, context.labels)
    taken = {name for group in groups for name, *_ in group}
    return {a: next(n for m in range(len(taken) + 1) if (n := f"{a}_size{m}") not in taken) for a in arrays}


def abstracted(term: Term, names: dict[str, str]) -> Term:
    """The term with the absolute values of the entries of an array called entries of the array of this name."""
    entry = _inside(term)
    if entry is not None and entry.array in names:
        return Entry(names[entry.array], entry.indices)
    match term:
        case Power(base=Entry(array=array, indices=indices), exponent=e) if array in names and e % 2 == 0:
            return power(Entry(names[array], indices), e)
    return rebuild(term, lambda t: abstracted(t, names))


def declared(context: Context, names: dict[str, str]) -> Context:
    """The context with the new arrays, whose entries are >= 0, and without hypotheses about the old ones."""
    axes = dict(context.arrays)
    kept = [h for h in context.hypotheses if not any(_mentions(h.term, a) for a in names)]
    facts = []
    for old, new in names.items():
        own = tuple((f"axis_{n}", str(axis)) for n, axis in enumerate(axes[old]))
        facts.append(Hypothesis(f"{new} >= 0", ">=", Entry(new, tuple(i for i, _ in own)), own))
    with_arrays = context.declaring((new, axes[old]) for old, new in names.items())
    return with_arrays.with_hypotheses((*kept, *facts))


def restored(term: Term, names: dict[str, str]) -> Term:
    """The absolute values put back."""
    old_of = {new: old for old, new in names.items()}
    match term:
        case Power(base=Entry(array=array, indices=indices), exponent=e) if array in old_of and e % 2 == 0:
            return power(Entry(old_of[array], indices), e)
        case Entry(array=array, indices=indices) if array in old_of:
            entry = Entry(old_of[array], indices)
            return Add((Apply("relu", (entry,)), Apply("relu", (negate(entry),))))
    return rebuild(term, lambda t: restored(t, names))


def _inside(term: Term) -> Entry | None:
    """x, if the term is |x| as relu(x) + relu(-x)."""
    match term:
        case Add(terms=(Apply(function="relu", arguments=(Entry() as x,)), Apply(function="relu", arguments=(other,)))):
            return x if other is negate(x) else None
    return None
