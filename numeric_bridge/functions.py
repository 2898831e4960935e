"""The named functions as array expressions: each in the form that is right over the whole range of its argument.

sigmoid     1/(1 + exp(-u)); exp may overflow to infinity, which gives the right 0
softplus    max(u, 0) + log1p(exp(-|u|))
relu, max   maximum, which lets NaN through
step        [u > 0]
"""

from __future__ import annotations

from numeric_bridge.arrays import Graph, Node

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
