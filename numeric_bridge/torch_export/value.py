"""Pieces of PyTorch source with named dimensions: an index of the mathematics, or a position of an array's shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TypeAlias

from symbolic.language.indices import IndexSymbol

Dim: TypeAlias = IndexSymbol | int

SUM, PRODUCT, UNARY, ATOM = range(4)
"""How tightly the outermost operation of a piece binds."""


@dataclass(frozen=True, slots=True)
class Value:
    """A tensor, or a number if it has no `dims` and is not `is_tensor`. A dimension that is missing is broadcast."""

    text: str
    dims: tuple[Dim, ...] = ()
    strength: int = ATOM
    is_tensor: bool = True
    is_mask: bool = False

    def within(self, strength: int) -> str:
        """The text, in parentheses if it binds less tightly."""
        return self.text if self.strength >= strength else f"({self.text})"

    def renamed(self, dims: Sequence[Dim]) -> Value:
        return replace(self, dims=tuple(dims))


def order(values: Iterable[Value]) -> tuple[Dim, ...]:
    """All dimensions of some values: indices in the order in which they come, then positions."""
    found = list(dict.fromkeys(d for v in values for d in v.dims))
    return (*(d for d in found if not isinstance(d, int)), *sorted(d for d in found if isinstance(d, int)))


def common_order(values: Sequence[Value]) -> tuple[Dim, ...]:
    """The dimensions in an order that leaves the largest value as it is, if that has them all."""
    largest = max(values, key=lambda v: len(v.dims))
    every = order(values)
    return largest.dims if set(largest.dims) == set(every) else every


def transposed(value: Value, dims: Sequence[Dim]) -> Value:
    """The value with the same dimensions in another order."""
    dims = tuple(dims)
    if value.dims == dims:
        return value
    if len(dims) == 2:
        text = f"{value.within(ATOM)}.T"
    else:
        text = f"{value.within(ATOM)}.permute({', '.join(str(value.dims.index(d)) for d in dims)})"
    return replace(value, text=text, dims=dims, strength=ATOM)


def aligned(value: Value, dims: Sequence[Dim]) -> Value:
    """The value so that it broadcasts against a tensor over `dims`: missing dimensions have length 1."""
    if not value.dims:
        return value
    value = transposed(value, [d for d in dims if d in value.dims])
    trailing = tuple(dims)[len(dims) - len(value.dims) :]
    if value.dims == trailing:
        return value
    first = next(n for n, d in enumerate(dims) if d in value.dims)
    slots = ", ".join(":" if d in value.dims else "None" for d in tuple(dims)[first:])
    return Value(f"{value.within(ATOM)}[{slots}]", tuple(dims), ATOM, is_mask=value.is_mask)


def einsum(values: Sequence[Value], result: Sequence[Dim]) -> Value:
    """The product of tensors, summed over the dimensions that the result has not."""
    letters: dict[Dim, str] = {}
    for v in values:
        for d in v.dims:
            wish = d.name[0].lower() if not isinstance(d, int) else "abc"[min(d, 2)]
            taken = set(letters.values())
            free = [c for c in (wish, *ascii_lowercase) if c in ascii_lowercase and c not in taken]
            letters.setdefault(d, free[0])
    inputs = ",".join("".join(letters[d] for d in v.dims) for v in values)
    output = "".join(letters[d] for d in result)
    text = f'torch.einsum("{inputs}->{output}", {", ".join(v.text for v in values)})'
    return Value(text, tuple(result))
