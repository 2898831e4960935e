"""Array expressions made cheaper before they are written.

relu_masks    [u > 0] where max(u, 0) is needed as well: [max(u, 0) > 0], so that max(u, 0) may overwrite u
scales        a number times sums and products in which a softmax less one-hot labels occurs: the number goes there,
              where each row has a factor already
chains        products of three or more matrices in the best order
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from numeric_bridge.compiler.arrays import Graph, Node, walk
from numeric_bridge.compiler.chains import chains

LINEAR = {"sum": (0,), "transpose": (0,), "expand": (0,), "where": (1,), "matmul": (0, 1), "multiply": (0, 1)}
"""The inputs in which an operation is linear, one at a time."""


def improved(graph: Graph, roots: list[Node]) -> list[Node]:
    """The same values by cheaper operations."""
    return chains(graph, scales(graph, relu_masks(graph, roots)))


def relu_masks(graph: Graph, roots: list[Node]) -> list[Node]:
    zero = graph.literal("0")
    positive = {n.inputs[0]: n for n in walk(*roots) if n.op == "maximum" and n.inputs[1] is zero}

    def masked(node: Node) -> Node:
        if node.op == "compare" and node.detail == ">" and node.inputs[1] is zero and node.inputs[0] in positive:
            return graph.node("compare", positive[node.inputs[0]], zero, detail=">")
        return node

    return rebuilt(graph, roots, masked)


def scales(graph: Graph, roots: list[Node]) -> list[Node]:
    uses = Counter(roots)
    for n in walk(*roots):
        uses.update(n.inputs)

    def scaled(node: Node) -> Node:
        if node.op not in ("multiply", "divide") or not node.shape:
            return node
        first, second = node.inputs
        for array, number in [(first, second)] + [(second, first)] * (node.op == "multiply"):
            if not number.shape and (found := _into(graph, array, node.op, number, uses)) is not None:
                return found
        return node

    return rebuilt(graph, roots, scaled)


def _into(graph: Graph, node: Node, op: str, number: Node, uses: Counter[Node]) -> Node | None:
    """The node multiplied or divided by a number, if a softmax less one-hot labels takes it up."""
    if uses[node] > 1:
        return None
    if node.op == "softmax_less_one_hot":
        u, label, scale = node.inputs
        new = number if scale.op == "literal" and op == "multiply" else graph.node(op, scale, number)
        return graph.node(node.op, u, label, new, shape=node.shape, detail=node.detail)
    for n in LINEAR.get(node.op, ()):
        inner = _into(graph, node.inputs[n], op, number, uses)
        if inner is not None:
            inputs = (*node.inputs[:n], inner, *node.inputs[n + 1 :])
            return graph.node(node.op, *inputs, shape=node.shape, detail=node.detail)
    return None


def rebuilt(graph: Graph, roots: list[Node], f: Callable[[Node], Node]) -> list[Node]:
    """The roots with `f` applied to every node, inputs first."""
    done: dict[Node, Node] = {}
    for node in walk(*roots):
        inputs = tuple(done[i] for i in node.inputs)
        done[node] = f(graph.node(node.op, *inputs, shape=node.shape, detail=node.detail))
    return [done[r] for r in roots]
