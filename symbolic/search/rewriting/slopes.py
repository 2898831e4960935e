"""Differentiation as it is written down: the table, with trivial factors gone and sums over deltas contracted."""

from __future__ import annotations

from symbolic.kernel.derivative import TABLE, derivative
from symbolic.kernel.terms import Apply, Derivative, Entry, Mul, Power, Sum, Term, rebuild, walk
from symbolic.search.rewriting.tidy import tidy


def innermost(term: Term) -> tuple[Derivative, ...]:
    """The derivatives whose body holds no derivative."""
    return tuple(
        t
        for t in walk(term)
        if isinstance(t, Derivative) and not any(isinstance(inner, Derivative) for inner in walk(t.body))
    )


def replaced(term: Term, by: dict[Term, Term]) -> Term:
    """`term` with sub-terms replaced."""
    done = dict(by)

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = rebuild(t, visit)
        return done[t]

    return visit(term)


def differentiated(node: Derivative) -> Term:
    """The derivative by the table, simplified as it is written down."""
    body = tidy(node.body)
    return tidy(derivative(body, node.array, node.indices), written=frozenset(walk(body)))


def words(nodes: tuple[Derivative, ...]) -> str:
    """What is used to differentiate: "differentiate: derivative of log, exp; product rule"."""
    functions: dict[str, None] = {}
    rules: dict[str, None] = {}
    for node in nodes:
        moving: dict[Term, bool] = {}
        for t in walk(tidy(node.body)):
            moving[t] = (isinstance(t, Entry) and t.array == node.array) or any(moving[c] for c in t.children())
            if not moving[t]:
                continue
            match t:
                case Apply(function=function):
                    functions[function if function in TABLE else f"{function}, as {function}'"] = None
                case Power(exponent=exponent):
                    functions["a reciprocal" if exponent == -1 else "a square" if exponent == 2 else "a power"] = None
                case Mul(factors=factors) if sum(moving[f] for f in factors) > 1:
                    quotient = any(isinstance(f, Power) and f.exponent < 0 and moving[f] for f in factors)
                    rules["quotient rule" if quotient else "product rule"] = None
                case Sum():
                    functions["a sum"] = None
    if "quotient rule" in rules:
        functions.pop("a reciprocal", None)
    names = list(functions)
    listed = f"derivative of {', '.join(names[::-1])}" if names else ""
    return "differentiate" + (": " if rules or names else "") + "; ".join([*rules, *([listed] if listed else [])])
