"""Sums of products over an index: `@` where the factors are two arrays, `.sum` for one, einsum for what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numeric_bridge.products import factors_of
from numeric_bridge.value import ATOM, PRODUCT, Value, common_axes, transposed
from symbolic.kernel.terms import Term, multiply

if TYPE_CHECKING:
    from numeric_bridge.emitter import Emitter

LETTERS = "ijklmnopqrstuvwxyzabcdefgh"


def summed(emitter: Emitter, body: Term, name: str, preferred: tuple[str, ...]) -> Value:
    """The sum of the body over the index `name`, on which all its factors depend."""
    operands = [emitter.value(multiply(*group)).as_number() for group in grouped(factors_of(body))]
    if len(operands) == 1:
        (inner,) = operands
        axes = tuple(a for a in inner.axes if a != name)
        return Value(f"{inner.at(ATOM)}.sum(axis={inner.axes.index(name)})", axes)
    if len(operands) > 2:
        return einsum(operands, name)
    first, second = operands
    return pair(first, second, name, preferred)


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


def pair(a: Value, b: Value, name: str, preferred: tuple[str, ...] = ()) -> Value:
    """The sum of `a * b` over one index."""
    shared = [x for x in a.axes if x in b.axes and x != name]
    if shared or len(a.axes) > 2 or len(b.axes) > 2:
        return einsum([a, b], name)
    rows, columns = (tuple(x for x in v.axes if x != name) for v in (a, b))
    if rows and columns and preferred == columns + rows:
        return pair(b, a, name)
    left, right = transposed(a, (*rows, name)), transposed(b, (name, *columns))
    return Value(f"{left.at(ATOM)} @ {right.at(ATOM)}", rows + columns, PRODUCT)


def einsum(operands: list[Value], name: str) -> Value:
    """Any sum over one index of a product."""
    axes = tuple(x for x in common_axes(operands) if x != name)
    letter = dict(zip((*axes, name), LETTERS, strict=False))
    inputs = ",".join("".join(letter[x] for x in v.axes) for v in operands)
    output = "".join(letter[x] for x in axes)
    texts = ", ".join(v.text for v in operands)
    best = ", optimize=True" if len(operands) > 2 else ""
    return Value(f'np.einsum("{inputs}->{output}", {texts}{best})', axes)
