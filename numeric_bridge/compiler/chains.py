"""Products of three or more matrices in the order that costs least, which depends on their shapes.

`X.T @ (X @ W)` takes 2 N D K multiplications, `(X.T @ X) @ W` takes D D (N + K). A vector at an end decides it for all
shapes: from there on every step is a matrix times a vector. Else `np.linalg.multi_dot` compares the costs when the
shapes are known; for three matrices that is one comparison, so there is nothing to cache.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce

from numeric_bridge.compiler.arrays import Graph, Node, walk


def chains(graph: Graph, roots: list[Node]) -> list[Node]:
    """The roots with their longest chains of matrix products in the best order."""
    uses = Counter(roots)
    for n in walk(*roots):
        uses.update(n.inputs)
    done: dict[Node, Node] = {}

    def visit(node: Node) -> Node:
        if node not in done:
            found = _ordered(graph, [visit(f) for f in _factors(graph, node, uses)])
            inputs = () if found else map(visit, node.inputs)
            done[node] = found or graph.node(node.op, *inputs, shape=node.shape, detail=node.detail)
        return done[node]

    return [visit(r) for r in roots]


def _factors(graph: Graph, node: Node, uses: Counter[Node]) -> list[Node]:
    """The factors of a product of matrices and vectors; a product that is needed elsewhere too is one factor."""
    if node.op != "matmul":
        return []
    found: list[Node] = []
    for i in node.inputs:
        inner = i.inputs[0] if i.op == "transpose" else i
        if inner.op != "matmul" or uses[i] > 1 or uses[inner] > 1 or len(i.shape) != 2:
            found.append(i)
        elif i is inner:
            found += _factors(graph, i, uses)
        else:
            found += [graph.transposed(f, (1, 0)) for f in reversed(_factors(graph, inner, uses))]
    return found


def _ordered(graph: Graph, factors: list[Node]) -> Node | None:
    if len(factors) < 3:
        return None
    if len(factors[-1].shape) == 1:
        return reduce(lambda right, left: _product(graph, left, right), reversed(factors))
    if len(factors[0].shape) == 1:
        return reduce(lambda left, right: _product(graph, left, right), factors)
    return graph.node("multi_dot", *factors, shape=(factors[0].shape[0], factors[-1].shape[1]))


def _product(graph: Graph, left: Node, right: Node) -> Node:
    return graph.node("matmul", left, right, shape=left.shape[:-1] + right.shape[1:])
