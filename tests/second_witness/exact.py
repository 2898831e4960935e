"""Values in numbers of many digits: kinks are seen from both sides, limits from far along the way."""

from __future__ import annotations

from collections.abc import Callable

import mpmath

from symbolic.language import tree
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Relation
from symbolic.language.tree import Expr
from tests.second_witness.dual import Number
from tests.second_witness.evaluate import At, Evaluator


class Exact(Evaluator):
    """At numbers of many digits, two of which may be as close as 10^-18 without being equal."""

    def related(self, r: Relation, at: At, env: dict[IndexSymbol, int]) -> bool:
        if r.is_between_indices:
            return super().related(r, at, env)
        a, b = (self.part(s, at, env) for s in r.expressions())
        tiny = mpmath.mpf(10) ** -50
        sign = 0 if abs(a - b) < tiny else (1 if a > b else -1)
        return {"==": sign == 0, "!=": sign != 0, ">": sign > 0, "<": sign < 0, ">=": sign >= 0, "<=": sign <= 0}[
            r.relation
        ]

    def value(self, e: Expr, at: At, env: dict[IndexSymbol, int]) -> Number:
        match e:
            case tree.SizeSymbol(name=name):
                return mpmath.mpf(self.point.sizes[name])
            case tree.Number(value=value):
                return mpmath.mpf(value.numerator) / value.denominator
            case tree.Map(head="relu" | "abs" | "sign" | "max" | "min" as head, arguments=arguments):
                values = [self.part(a, at, env) for a in arguments]
                simple: dict[str, Callable[..., Number]] = {
                    "relu": lambda v: max(v, 0),
                    "abs": abs,
                    "sign": lambda v: (v > 0) - (v < 0),
                    "max": max,
                    "min": min,
                }
                return simple[head](*values) if head not in ("max", "min") else simple[head](values)
        return super().value(e, at, env)
