"""Logarithms that PyTorch has in a stable form, by what they are the logarithm of."""

from __future__ import annotations

from symbolic.language import nodes, tree
from symbolic.language.tree import Expr, Map


def stable_log(argument: Expr) -> tuple[str, Expr] | None:
    """log(argument) as a function of another expression; the function "" is none."""
    match argument:
        case nodes.ArrayFunction(head="softmax", arguments=(z,)):
            return "torch.log_softmax", z
        case tree.Take(array=array, indices=indices) if stable_log(array) is not None:
            return "", tree.Take(Map("log", (array,)), indices)
        case tree.Transpose(matrix=matrix) if stable_log(matrix) is not None:
            return "", tree.Transpose(Map("log", (matrix,)))
        case Map(head="sigmoid", arguments=(u,)):
            return "F.logsigmoid", u
        case Map(head="subtract", arguments=(one, Map(head="sigmoid", arguments=(u,)))) if _is_one(one):
            return "F.logsigmoid", Map("negate", (u,))
        case Map(head="add", arguments=(one, Map(head="exp", arguments=(u,)))) if _is_one(one):
            return "F.softplus", u
        case nodes.Binder(kind="sum", body=Map(head="exp", arguments=(u,)), index=index) if not u.shape:
            return "torch.logsumexp", nodes.Table(u, (index,))
    return None


def _is_one(e: Expr) -> bool:
    return isinstance(e, tree.Number) and e.value == 1
