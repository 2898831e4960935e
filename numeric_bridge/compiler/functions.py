"""The named functions as array expressions: each in the form that is right over the whole range of its argument.

sigmoid     1/(1 + exp(-u)); exp may overflow to infinity, which gives the right 0
its slope   sigma(u) sigma(-u) = e/(1 + e)^2, e = exp(-|u|): one exponential
softplus    max(u, 0) + log1p(exp(-|u|))
relu, max   maximum, which lets NaN through
step        [u > 0]
"""

from __future__ import annotations

from numeric_bridge.compiler.arrays import Graph, Node
from numeric_bridge.compiler.signs import is_negative, minus
from symbolic.kernel.terms import Apply, Term

CALLS = frozenset({"exp", "log", "sin", "cos", "tanh", "log1p", "expm1"})
NAMED = CALLS | {"sigmoid", "softplus", "relu"}


def call(graph: Graph, function: str, u: Node) -> Node:
    """The named function of one argument."""
    one, zero = graph.literal("1"), graph.literal("0")
    match function:
        case "sigmoid":
            return graph.node("divide", one, graph.node("add", one, graph.node("exp", graph.negative(u))))
        case "softplus":
            tail = graph.node("log1p", graph.node("exp", graph.node("negative", graph.node("abs", u))))
            return graph.node("add", graph.node("maximum", u, zero), tail)
        case "relu":
            return graph.node("maximum", u, zero)
    return graph.node(function, u)


def slopes(factors: list[Term]) -> list[Term]:
    """The u for which `sigma(u)` and `sigma(-u)` are both among the factors, from which they are taken out."""
    found: list[Term] = []
    for f in list(factors):
        match f:
            case Apply(function="sigmoid", orders=(), arguments=(u,)) if not is_negative(u):
                mirrored = Apply("sigmoid", (minus(u),))
                if f in factors and mirrored in factors:
                    factors.remove(f)
                    factors.remove(mirrored)
                    found.append(u)
    return found


def logistic_slope(graph: Graph, u: Node) -> Node:
    """`sigma(u) sigma(-u)`."""
    e = graph.node("exp", graph.node("negative", graph.node("abs", u)))
    bottom = graph.node("power", graph.node("add", graph.literal("1"), e), graph.literal("2"))
    return graph.node("divide", e, bottom)
