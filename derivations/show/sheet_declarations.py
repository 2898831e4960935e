"""Declarations of names as statements of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.language import nodes
from symbolic.language.declarations import Declarations
from symbolic.language.domain import Finite, Interval, NonZero
from symbolic.language.printing import text


def declarations(names: Declarations) -> Iterator[str]:
    """The statements that declare these names, each after those that it uses."""
    for size in names.sizes.values():
        yield f"size   {size.name}" + (f" >= {size.at_least}" if size.at_least > 1 else "")
    for over, indices in names.indices.items():
        yield f"index  {', '.join(indices)} in {over}"
    for name, arity in names.functions.items():
        yield f"function {name}" + (f"({', '.join('uvwxyz'[:arity])})" if arity > 1 else "")
    for real in sorted(names.arrays.values(), key=lambda real: real.law is not None):
        axes = f"[{', '.join(map(str, real.axes))}]" if real.axes else ""
        if real.law is None:
            yield f"real   {real.name}{axes}{_domain(real)}"
        else:
            yield f"random {real.name}{axes} {_law(real.law)}"


def _domain(real: nodes.Real) -> str:
    match real.domain:
        case Interval(low=low, high=high) as interval if low is not None and high is not None:
            left, right = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
            return f" in {left}{low}, {high}{right}"
        case Interval(low=low, high=None) as interval:
            return f" {'>=' if interval.low_closed else '>'} {low}"
        case Interval(high=high) as interval:
            return f" {'<=' if interval.high_closed else '<'} {high}"
        case Finite(values=values):
            return f" in {{{', '.join(map(str, values))}}}"
        case NonZero():
            return " != 0"
        case None:
            return ""


def _law(law: nodes.Law) -> str:
    parameters = [text(e) for e in law.parameters]
    if law.kind == "moments":
        return f"mean {parameters[0]} variance {parameters[1]}{' independent' if law.independent else ''}"
    return f"{law.kind}({', '.join(parameters)})"
