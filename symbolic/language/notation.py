"""Mathematics as it looks on paper: what trees and kernel terms become before they are set as text or LaTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a number without sign."""

    text: str


@dataclass(frozen=True, slots=True)
class Subscripted:
    """`array[i, j]`."""

    array: Notation
    indices: tuple[Notation, ...]


@dataclass(frozen=True, slots=True)
class Plus:
    """A sum; each term with its sign, 1 or -1."""

    terms: tuple[tuple[int, Notation], ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A product; `operator` is `*`, `@`, or `⊙` for an entry-by-entry product of arrays."""

    factors: tuple[Notation, ...]
    operator: str = "*"


@dataclass(frozen=True, slots=True)
class Quotient:
    """`top/bottom`."""

    top: Notation
    bottom: Notation


@dataclass(frozen=True, slots=True)
class Raised:
    """`base^exponent`."""

    base: Notation
    exponent: Notation


@dataclass(frozen=True, slots=True)
class Negated:
    """`-e`."""

    operand: Notation


@dataclass(frozen=True, slots=True)
class Transposed:
    """`A.T`."""

    matrix: Notation


@dataclass(frozen=True, slots=True)
class Call:
    """`f(a, b)`; `primes` are the orders of the derivative, one per argument."""

    function: str
    arguments: tuple[Notation, ...]
    primes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """`kind[i, j](body)`: sum, mean, prod, max, min; each index with its size."""

    kind: str
    indices: tuple[tuple[str, str], ...]
    body: Notation


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left relation right`."""

    relation: str
    left: Notation
    right: Notation


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`a and b`."""

    parts: tuple[Notation, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """`[condition]`."""

    condition: Notation


@dataclass(frozen=True, slots=True)
class CaseSplit:
    """`cases(e if c, otherwise)`."""

    branches: tuple[tuple[Notation, Notation], ...]
    otherwise: Notation


@dataclass(frozen=True, slots=True)
class PartialDerivative:
    """`d(body, x, y)`."""

    body: Notation
    variables: tuple[Notation, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """`[a, b, c]`."""

    items: tuple[Notation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim: the statement, its hypotheses by name, its conditions."""

    body: Notation
    hypotheses: tuple[tuple[str, Notation], ...]
    conditions: tuple[Notation, ...]


Notation: TypeAlias = (
    Name
    | Subscripted
    | Plus
    | Times
    | Quotient
    | Raised
    | Negated
    | Transposed
    | Call
    | Bound
    | Comparison
    | Conjunction
    | Indicator
    | CaseSplit
    | PartialDerivative
    | Listed
    | Statement
)


def opaque(function: str, arguments: tuple[Notation, ...], orders: tuple[int, ...]) -> Notation:
    """An opaque function: `g''(s)`; in several arguments that are different names, `d(f(u, v), u)`."""
    names = [a for a in arguments if isinstance(a, Name | Subscripted)]
    if len(orders) > 1 and any(orders) and len(set(names)) == len(arguments):
        by = tuple(a for a, order in zip(arguments, orders, strict=True) for _ in range(order))
        return PartialDerivative(Call(function, arguments), by)
    return Call(function, arguments, orders)


def plus(*terms: Notation) -> Notation:
    """A sum, with the signs of its terms and the terms of inner sums taken out to it."""
    flat: list[tuple[int, Notation]] = []
    for term in terms:
        match term:
            case Plus(terms=inner):
                flat += inner
            case Negated(operand=operand):
                flat.append((-1, operand))
            case _:
                flat.append((1, term))
    return Plus(tuple(flat))
