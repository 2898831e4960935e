"""What terms speak of: their sizes, labels, arrays and arbitrary functions. Each term is looked through once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from symbolic.kernel.derivative import TABLE
from symbolic.kernel.terms import Apply, Derivative, Entry, Index, Label, Size, Sum, Term, index_atoms, walk

MOST_TERMS = 4096
"""Of so many terms it is remembered what they speak of."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sizes that are summed over or used as numbers, labels, arrays, functions, and whether a position is given.

    A function is told with its number of arguments and the highest order of a derivative of it.
    """

    sizes: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    arrays: set[str] = field(default_factory=set)
    functions: dict[str, tuple[int, int]] = field(default_factory=dict)
    literals: set[int] = field(default_factory=set)


@lru_cache(maxsize=MOST_TERMS)
def mentions(term: Term) -> Mentions:
    """What the term speaks of. It is shared: not to be changed."""
    found = Mentions()
    for sub in walk(term):
        match sub:
            case Sum(size=size) | Size(name=size):
                found.sizes.add(size)
            case Entry(array=array) | Derivative(array=array):
                found.arrays.add(array)
            case Apply(function=name, arguments=arguments, orders=orders) if name not in (*TABLE, "pi"):
                found.functions[name] = len(arguments), max(sum(orders), found.functions.get(name, (0, 0))[1])
        for index in sub.own_indices():
            found.labels.update(_labels(index))
            found.literals.update(atom for atom in index_atoms(index) if isinstance(atom, int))
    return found


def _labels(index: Index) -> Iterator[str]:
    if isinstance(index, Label):
        yield index.name
        for argument in index.arguments:
            yield from _labels(argument)


def functions(terms: Iterable[Term]) -> dict[str, tuple[int, int]]:
    """The arbitrary functions that occur: how many arguments, and the highest order of a derivative."""
    found: dict[str, tuple[int, int]] = {}
    for term in terms:
        for name, (arity, order) in mentions(term).functions.items():
            found[name] = arity, max(order, found.get(name, (0, 0))[1])
    return found


def sizes_and_labels(terms: Iterable[Term]) -> tuple[set[str], set[str]]:
    """The sizes that are summed over or used as numbers, and the labels."""
    found = [mentions(term) for term in terms]
    return set[str]().union(*(m.sizes for m in found)), set[str]().union(*(m.labels for m in found))


def literals(terms: Iterable[Term]) -> bool:
    """Some index is given by its position."""
    return any(mentions(term).literals for term in terms)
