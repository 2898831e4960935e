"""Functions of numbers and of lists of numbers, by name."""

from __future__ import annotations

from typing import Any

from tests.second_witness import dual
from tests.second_witness.dual import Number, add, mul, sub


def total(terms: Any) -> Number:
    result: Number = 0
    for term in terms:
        result = add(result, term)
    return result


def reduced(kind: str, values: list[Number]) -> Number:
    match kind:
        case "sum":
            return total(values)
        case "mean":
            return dual.div(total(values), len(values))
        case "prod":
            result: Number = 1
            for v in values:
                result = mul(result, v)
            return result
    return mapped(kind, values)


def mapped(head: str, v: list[Number]) -> Number:
    match head:
        case "add":
            return total(v)
        case "subtract":
            return sub(*v)
        case "multiply":
            return mul(*v)
        case "divide":
            return dual.div(*v)
        case "negate":
            return dual.neg(v[0])
        case "sqrt":
            return dual.real_power(v[0], 1, 2)
        case "abs":
            return v[0] if dual.positive(v[0]) else dual.neg(v[0])
        case "sign":
            return int(dual.positive(v[0])) - int(dual.positive(dual.neg(v[0])))
        case "max" | "min":
            best = v[0]
            for other in v[1:]:
                ahead = sub(other, best) if head == "max" else sub(best, other)
                best = other if dual.positive(ahead) else best
            return best
    return getattr(dual, head)(*v)
