"""How large an expression would be with its definitions put in place, estimated before anyone writes it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from derivations.sheets.reading import limits
from derivations.sheets.reading.trouble import Span, Trouble
from symbolic.language.tree import Expr, Map, Number

TOO_LONG = 4096
"""Bits of a constant that is not calculated any more."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Nodes when written out, levels, degree (a constant weighs by its digits), and the value of a constant."""

    size: int = 1
    depth: int = 1
    degree: int = 1
    value: Fraction | None = None


@dataclass(slots=True)
class Weights:
    """The weights of the expressions of one sheet; shared parts are weighed once."""

    known: dict[Expr, Weight] = field(default_factory=dict)

    def of(self, e: Expr) -> Weight:
        """The weight of an expression. Does not recurse: definitions can be stacked high."""
        waiting = [e]
        while waiting:
            top = waiting[-1]
            missing = [c for c in top.children() if c not in self.known]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if top not in self.known:
                self.known[top] = _weigh(top, [self.known[c] for c in top.children()])
        return self.known[e]

    def check(self, e: Expr, span: Span) -> None:
        """Refuse what would be too large, before it is built any further."""
        weight = self.of(e)
        if weight.degree > limits.POWER:
            raise Trouble(
                "exponent-too-large",
                span,
                "powers stand over powers here, and multiply to a degree over " + str(limits.POWER),
                f"exponents go up to {limits.EXPONENT}; declare a real for the inner power",
            )
        if weight.size > limits.EXPANDED_SIZE or weight.depth > limits.EXPANDED_DEPTH:
            raise too_large(span)


def too_large(span: Span) -> Trouble:
    """What is said of definitions that are too large to be put in place."""
    return Trouble(
        "definitions-too-large",
        span,
        f"with its definitions put in place, this is too large: over {limits.EXPANDED_SIZE} signs, or over "
        f"{limits.EXPANDED_DEPTH} levels",
        "state a smaller step: treat an intermediate result as a declared real",
    )


def _weigh(e: Expr, parts: list[Weight]) -> Weight:
    size = 1 + sum(p.size for p in parts)
    depth = 1 + max((p.depth for p in parts), default=0)
    degree = max((p.degree for p in parts), default=1)
    match e:
        case Number(value=value):
            return Weight(1, 1, 1 + value.numerator.bit_length() // 64, value)
        case Map(head="multiply" | "divide", orders=None):
            degree = sum(p.degree for p in parts)
        case Map(head="power", orders=None):
            exponent = parts[1].value
            degree = parts[0].degree * (max(1, abs(exponent.__ceil__())) if exponent is not None else 1)
    if degree > limits.POWER:
        return Weight(size, depth, degree)
    return Weight(size, depth, degree, _value(e, [p.value for p in parts]))


def _value(e: Expr, parts: list[Fraction | None]) -> Fraction | None:
    values = [p for p in parts if p is not None]
    if not isinstance(e, Map) or e.orders is not None or len(values) < len(parts):
        return None
    result: Fraction | None = None
    match e.head, values:
        case "add", _:
            result = sum(values, Fraction(0))
        case "subtract", (a, b):
            result = a - b
        case "multiply", _:
            result = Fraction(1)
            for v in values:
                result *= v
        case "divide", (a, b) if b:
            result = a / b
        case "negate", (a,):
            result = -a
        case "power", (a, b) if b.denominator == 1 and (a or b > 0) and abs(b) <= limits.EXPONENT:
            result = Fraction(a ** int(b))
    if result is not None and max(result.numerator.bit_length(), result.denominator.bit_length()) > TOO_LONG:
        return None
    return result
