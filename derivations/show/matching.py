"""The ways in which a kernel term is an instance of another one with free indices as its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from symbolic.kernel.terms import Add, Bound, Index, Label, Mul, Sum, Term, shift_index

Binding: TypeAlias = dict[str, Index]


def matches(pattern: Term, term: Term, depth: int, binding: Binding, parameters: tuple[str, ...]) -> Iterator[Binding]:
    """The ways to choose the parameters so that `pattern`, under `depth` sums of its own, is `term`."""
    if type(pattern) is not type(term):
        return
    if isinstance(pattern, Add | Mul):
        wanted, there = pattern.children(), term.children()
        if len(wanted) == len(there):
            yield from (b for b, _ in chosen(wanted, there, depth, binding, parameters))
        return
    fields: tuple[str, ...] = pattern.__match_args__
    for name in fields:
        if name not in (*pattern.TERMS, *pattern.INDICES) and getattr(pattern, name) != getattr(term, name):
            return
    bound: Binding | None = binding
    pairs = list(zip(pattern.own_indices(), term.own_indices(), strict=False))
    if len(pattern.own_indices()) != len(term.own_indices()) or len(pattern.children()) != len(term.children()):
        return
    for wanted_index, index in pairs:
        bound = None if bound is None else _bind(wanted_index, index, depth, bound, parameters)
    if bound is not None:
        inner = depth + 1 if isinstance(pattern, Sum) else depth
        yield from allmatches(pattern.children(), term.children(), inner, bound, parameters)


def allmatches(
    wanted: Sequence[Term], there: Sequence[Term], depth: int, binding: Binding, parameters: tuple[str, ...]
) -> Iterator[Binding]:
    if not wanted:
        yield binding
        return
    for bound in matches(wanted[0], there[0], depth, binding, parameters):
        yield from allmatches(wanted[1:], there[1:], depth, bound, parameters)


def chosen(
    wanted: Sequence[Term], there: Sequence[Term], depth: int, binding: Binding, parameters: tuple[str, ...]
) -> Iterator[tuple[Binding, list[int]]]:
    """The ways to find each wanted term in `there`, with the positions that are left over."""

    def choose(n: int, bound: Binding, left: list[int]) -> Iterator[tuple[Binding, list[int]]]:
        if n == len(wanted):
            yield bound, left
            return
        for position in left:
            for more in matches(wanted[n], there[position], depth, bound, parameters):
                yield from choose(n + 1, more, [p for p in left if p != position])

    yield from choose(0, binding, list(range(len(there))))


def _bind(wanted: Index, index: Index, depth: int, binding: Binding, parameters: tuple[str, ...]) -> Binding | None:
    match wanted, index:
        case str(), _ if wanted in parameters:
            if any(level < depth for level in _levels(index)):
                return None
            outside = shift_index(index, -depth, depth)
            if wanted in binding:
                return binding if binding[wanted] == outside else None
            return {**binding, wanted: outside}
        case Label(name=name, arguments=arguments), Label(name=other, arguments=others) if name == other:
            bound: Binding | None = binding
            for a, b in zip(arguments, others, strict=True):
                bound = None if bound is None else _bind(a, b, depth, bound, parameters)
            return bound
        case _:
            return binding if wanted == index else None


def _levels(index: Index) -> Iterator[int]:
    match index:
        case Bound(level=level):
            yield level
        case Label(arguments=arguments):
            for argument in arguments:
                yield from _levels(argument)
