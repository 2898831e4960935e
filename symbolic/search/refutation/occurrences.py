"""The terms of a judgement, and what they look at, at concrete sizes: entries, and sub-terms under their sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from symbolic.kernel.judgements import (
    Convex,
    Equal,
    Judgement,
    Limit,
    LocalMinimizer,
    Matrix,
    Minimizer,
    NotDifferentiable,
    PositiveForm,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import (
    Add,
    Bound,
    Derivative,
    Entry,
    Index,
    Label,
    Sum,
    Term,
    substitute,
    sum_over,
)
from symbolic.search.refutation.assignment import Assignment, Slot

Scopes = tuple[str, ...]
"""The sizes of the sums around a term, innermost first."""


def terms_of(sequent: Sequent) -> tuple[Term, ...]:
    """The terms that a judgement speaks of; its own indices (rows, axes of a point) are bound by sums."""
    match sequent.judgement:
        case Equal(left=left, right=right):
            return left, right
        case Sign(term=term) | Convex(term=term) | Limit(term=term) | NotDifferentiable(term=term):
            return (term,)
        case PositiveForm(form=form):
            return (form,)
        case Semidefinite(matrix=Matrix(entry=entry, row=row, column=column, size=size)):
            if isinstance(entry, Term):
                return (sum_over(row, size, sum_over(column, size, entry)),)
            return tuple(e for entries in entry for e in entries)
        case Stationary(term=term, point=point) | Minimizer(term=term, point=point) | LocalMinimizer(term, point):
            shapes = dict(sequent.context.arrays)
            return term, *(_closed(value, zip(names, shapes.get(a, ()), strict=False)) for a, names, value in point)


def _closed(term: Term, axes: Iterable[tuple[str, str | int]]) -> Term:
    """The sum of a term over its own indices."""
    for name, axis in axes:
        if isinstance(axis, str):
            term = sum_over(name, axis, term)
        else:
            term = Add(tuple(substitute(term, {name: at}) for at in range(1, axis + 1)))
    return term


def variables_of(judgement: Judgement) -> frozenset[str]:
    """The arrays that a judgement varies itself."""
    match judgement:
        case PositiveForm(directions=names) | Convex(variables=names):
            return frozenset(names)
        case Stationary(point=point) | Minimizer(point=point):
            return frozenset(array for array, _, _ in point)
        case _:
            return frozenset()


def scoped(term: Term, *, scopes: Scopes = ()) -> Iterator[tuple[Term, Scopes]]:
    """Every sub-term with the sums around it, each pair once."""
    seen: set[tuple[Term, Scopes]] = set()
    open_ = [(term, scopes)]
    while open_:
        pair = open_.pop()
        if pair not in seen:
            seen.add(pair)
            yield pair
            sub, around = pair
            inner = (sub.size, *around) if isinstance(sub, Sum) else around
            open_.extend((child, inner) for child in sub.children())


def slots(term: Term, assignment: Assignment, label_sizes: dict[str, str]) -> tuple[Slot, ...]:
    """The entries that may matter to `term`, in a fixed order."""
    found: dict[Slot, None] = {}
    for sub, scopes in scoped(term):
        if isinstance(sub, Entry | Derivative):
            for position in _positions(sub.indices, scopes, assignment, label_sizes):
                found[sub.array, position] = None
    return tuple(sorted(found))


def _positions(
    indices: tuple[Index, ...], scopes: Scopes, assignment: Assignment, label_sizes: dict[str, str]
) -> Iterable[tuple[int, ...]]:
    """All values of an index tuple; the same bound index has the same value throughout."""
    names: dict[Index, range] = {}
    for index in indices:
        match index:
            case Bound(level=level):
                names[index] = range(1, assignment.sizes[scopes[level]] + 1)
            case Label(name=name):
                names[index] = range(1, assignment.sizes[label_sizes[name]] + 1)
            case int():
                names[index] = range(index, index + 1)
            case str():
                names[index] = range(assignment.indices[index], assignment.indices[index] + 1)
    for values in product(*names.values()):
        chosen = dict(zip(names, values, strict=True))
        yield tuple(chosen[index] for index in indices)
