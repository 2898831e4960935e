"""Sums of products over an index: `@` where the factors are two arrays, `.sum` for one, einsum for what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numeric_bridge.compiler.arrays import Graph
from numeric_bridge.compiler.products import factors_of
from numeric_bridge.compiler.value import Value, as_number, common_axes, transposed
from symbolic.kernel.terms import Term, multiply

if TYPE_CHECKING:
    from numeric_bridge.compiler.emitter import Emitter

LETTERS = "ijklmnopqrstuvwxyzabcdefgh"


def summed(emitter: Emitter, body: Term, name: str, preferred: tuple[str, ...]) -> Value:
    """The sum of the body over the index `name`, on which all its factors depend."""
    operands = [as_number(emitter.graph, emitter.value(multiply(*group))) for group in grouped(factors_of(body))]
    if len(operands) == 1:
        (inner,) = operands
        axes = tuple(a for a in inner.axes if a != name)
        return Value(emitter.graph.reduced("sum", inner.node, inner.axes.index(name)), axes)
    if len(operands) > 2:
        return einsum(emitter.graph, operands, name)
    first, second = operands
    return pair(emitter.graph, first, second, name, preferred)


def grouped(factors: tuple[Term, ...]) -> list[list[Term]]:
    """The factors to be multiplied entry by entry first: those over the same indices, then small into large ones.

    Two groups are left for a matrix product if that can be.
    """
    groups: dict[frozenset[str], list[Term]] = {}
    for f in factors:
        groups.setdefault(f.free, []).append(f)
    while len(groups) > 2:
        nested = [(len(a), len(b), a, b) for a in groups for b in groups if a < b]
        if not nested:
            break
        _, _, small, large = min(nested, key=lambda n: n[:2])
        groups[large] = groups[large] + groups.pop(small)
    return list(groups.values())


def pair(graph: Graph, a: Value, b: Value, name: str, preferred: tuple[str, ...] = ()) -> Value:
    """The sum of `a * b` over one index."""
    shared = [x for x in a.axes if x in b.axes and x != name]
    if shared or len(a.axes) > 2 or len(b.axes) > 2:
        return einsum(graph, [a, b], name)
    rows, columns = (tuple(x for x in v.axes if x != name) for v in (a, b))
    if rows and columns and preferred == columns + rows:
        return pair(graph, b, a, name)
    left, right = transposed(graph, a, (*rows, name)), transposed(graph, b, (name, *columns))
    shape = left.node.shape[:-1] + right.node.shape[1:]
    return Value(graph.node("matmul", left.node, right.node, shape=shape), rows + columns)


def einsum(graph: Graph, operands: list[Value], name: str) -> Value:
    """Any sum over one index of a product."""
    axes = tuple(x for x in common_axes(operands) if x != name)
    letter = dict(zip((*axes, name), LETTERS, strict=False))
    lengths = {x: n for v in operands for x, n in zip(v.axes, v.node.shape, strict=True)}
    inputs = ",".join("".join(letter[x] for x in v.axes) for v in operands)
    spec = f"{inputs}->{''.join(letter[x] for x in axes)}"
    shape = tuple(lengths[x] for x in axes)
    return Value(graph.node("einsum", *(v.node for v in operands), shape=shape, detail=spec), axes)
