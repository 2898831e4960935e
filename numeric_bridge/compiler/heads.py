"""Quotients and differences that lose digits as they are written, found in the array expressions.

softmax              e / sum(e), where e = exp(u - max(u)): an exponential without the shift is faster and more accurate
softmax_less_one_hot p_k - [k = c]: at the class c it is -(sum of the others)/sum, where p_k - 1 would cancel
log_total            log(sum(e)) = log1p(sum of the e that are not the largest)
x log(x)             0 at x = 0, also x log(x/y) and x (log(x) - log(y)): the limit, and what an entropy means by it
one less a softmax   1 - p_k is, where p_k is more than 1/2, the sum of the others
"""

from __future__ import annotations

from numeric_bridge.compiler.arrays import Graph, Node, walk
from numeric_bridge.compiler.quotients import Factors, quotient
from numeric_bridge.compiler.value import Value, entry_by_entry


def shifted_exponential(node: Node) -> tuple[Node, int] | None:
    """u and the axis, if the node is `exp(u - max(u))`."""
    if node.op != "exp" or node.inputs[0].op != "subtract":
        return None
    u, top = node.inputs[0].inputs
    if top.op == "expand":
        top = top.inputs[0]
    if top.op == "max" and top.inputs[0] is u and isinstance(top.detail, int):
        return u, top.detail
    return None


def total_of(node: Node) -> tuple[Node, int] | None:
    """u and the axis, if the node is the sum of `exp(u - max(u))`."""
    found = shifted_exponential(node.inputs[0]) if node.op == "sum" else None
    return found if found and found[1] == node.detail else None


def softmaxes(graph: Graph, tops: list[Value], bottoms: list[Value]) -> None:
    """Each exponential over its sum becomes a softmax."""
    for below in [b for b in bottoms if b.node.op == "power" and total_of(b.node.inputs[0])]:
        if below.node.inputs[1].detail in ("2", "3"):  # the square of a sum is a sum twice
            bottoms.remove(below)
            bottoms += [Value(below.node.inputs[0], below.axes)] * int(below.node.inputs[1].detail)
    for n, top in enumerate(tops):
        found = shifted_exponential(top.node)
        if found is None:
            continue
        u, axis = found
        rest = top.axes[:axis] + top.axes[axis + 1 :]
        for below in bottoms:
            if total_of(below.node) == found and below.axes == rest:
                tops[n] = Value(graph.node("softmax", u, detail=axis), top.axes)
                bottoms.remove(below)
                break


def less_one_hot(graph: Graph, added: list[tuple[int, Value]]) -> list[tuple[int, Value]]:
    """A softmax less a one-hot array, which are added with opposite signs, as one value."""
    for sign, p in added:
        if p.node.op != "softmax" or len(p.axes) > 2:
            continue
        for other, hot in added:
            if other == -sign and hot.node.op == "one_hot" and hot.axes[-1:] == p.axes[p.node.detail :][:1]:
                if set(hot.axes) != set(p.axes):
                    continue
                u, labels, axis = p.node.inputs[0], hot.node.inputs[0], p.node.detail
                inputs = (u, labels, graph.literal("1"))
                node = graph.node("softmax_less_one_hot", *inputs, shape=u.shape, detail=axis)
                rest = [(s, v) for s, v in added if v is not p and v is not hot]
                return [(sign, Value(node, p.axes)), *rest]
    return added


def softmax_complements(graph: Graph, added: list[tuple[int, Value]]) -> list[tuple[int, Value]]:
    """`1 - p` and `[k = j] - p_j`, if they are added, as one value each."""
    for sign, p in added:
        if p.node.op != "softmax":
            continue
        for other, one in added:
            is_eye = one.node.op == "eye" and set(one.axes) & set(p.axes) == {p.axes[p.node.detail]}
            if other == -sign and (is_eye or (one.node.op == "literal" and one.node.detail == "1")):
                found = one_less(graph, p)
                if is_eye:
                    minus = Value(graph.node("negative", p.node), p.axes)
                    found = entry_by_entry(graph, "choose", [one, found, minus])
                return softmax_complements(
                    graph, [(s, v) for s, v in added if v is not p and v is not one] + [(other, found)]
                )
    return added


def one_less(graph: Graph, p: Value) -> Value:
    """1 - p, of a softmax over one axis."""
    half = graph.literal("0.5")
    small = graph.node("compare", p.node, half, detail="<=")
    rest = graph.reduced("sum", graph.node("multiply", p.node, small), p.node.detail)
    total = graph.expanded(rest, tuple(n != p.node.detail for n in range(len(p.axes)))) if len(p.axes) > 1 else rest
    return Value(graph.node("choose", small, graph.node("subtract", graph.literal("1"), p.node), total), p.axes)


def scaled(graph: Graph, factors: Factors) -> Value | None:
    """A softmax less a one-hot array, times numbers: the numbers go where one row has one factor."""
    heads = [v for v in factors.tops if v.node.op == "softmax_less_one_hot"]
    rest = [v for v in factors.tops if v.node.op != "softmax_less_one_hot"]
    if len(heads) != 1 or any(v.axes for v in (*rest, *factors.bottoms)):
        return None
    u, label, scale = heads[0].node.inputs
    by = quotient(graph, factors.coefficient, [*rest, Value(scale)] if scale.op != "literal" else rest, factors.bottoms)
    node = graph.node("softmax_less_one_hot", u, label, by.node, shape=u.shape, detail=heads[0].node.detail)
    return Value(node, heads[0].axes)


def log_total(graph: Graph, total: Node) -> Node | None:
    """The logarithm of the sum of `exp(u - max(u))`: that sum is 1 and what is not the largest."""
    if total_of(total) is None:
        return None
    e, one = total.inputs[0], graph.literal("1")
    below, at = (graph.node("compare", e, one, detail=relation) for relation in ("<", "=="))
    others = graph.reduced("sum", graph.node("multiply", e, below), total.detail)
    ties = graph.node("subtract", graph.reduced("sum", at, total.detail), graph.literal("1.0"))
    return graph.node("log1p", graph.node("add", others, ties))


def where_not_zero(graph: Graph, x: Value, factors: list[Value]) -> Value | None:
    """`[x != 0]`, if another factor has a logarithm of x, and x nowhere else."""
    if x.node.op not in ("input", "take"):
        return None
    others = [f.node for f in factors if f is not x]
    if not any(_has_log_of(o, x.node) for o in others) or not all(_only_in_logs(o, x.node) for o in others):
        return None
    return Value(graph.node("compare", x.node, graph.literal("0"), detail="!="), x.axes)


def _has_log_of(node: Node, x: Node) -> bool:
    return any(n.op == "log" and x in walk(n) for n in walk(node))


def _only_in_logs(node: Node, x: Node) -> bool:
    """Whether x stands nowhere below the node but in logarithms."""
    seen: set[Node] = set()
    stack = [node]
    while stack:
        n = stack.pop()
        if n is x:
            return False
        if n.op != "log" and n not in seen:
            stack += n.inputs
        seen.add(n)
    return True
