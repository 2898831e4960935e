"""A softmax over one axis, and a softmax less one-hot labels, as statements that are right for logits of any size.

`exp(u)` without a shift is two passes less than `exp(u - max u)`, and does not round `u`. It is right while the totals
are below 1e150 and no term that matters has underflown: where a total is 1 or more, what underflows is smaller than any
float against it; else the logits are looked at. Otherwise the logits are shifted by the largest, and what rounding
`u - top` has lost is put back to first order.
At the class c of the label, `p_c - 1 = -(sum of the others)/total`: its entry is set to 0 before the row is summed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from numeric_bridge.compiler.arrays import Node

if TYPE_CHECKING:
    from numeric_bridge.compiler.writer import Writer


@dataclass(frozen=True, slots=True)
class Names:
    """What the parts are called: the logits, the exponentials and their total; with labels, where and what they are."""

    u: str
    p: str
    total: str
    flat: str = ""
    at: str = ""
    others: str = ""


def write(writer: Writer, node: Node, into: str | None = None) -> str:
    """The name of a new array, or of `into`, that holds the value of the node."""
    u = atom(writer, node.inputs[0])
    label = atom(writer, node.inputs[1]) if node.op == "softmax_less_one_hot" else ""
    p = into or writer.names.fresh("p")
    if into is None:
        writer.line(f"{p} = np.empty({writer.shape(node.shape)})")
    names = Names(u, p, writer.names.fresh("total"))
    if label:
        names = _labelled(writer, node, names, label)
    shift = writer.names.fresh("shift")
    if writer.ahead is not None:
        writer.ahead.append(f"{shift} = False")
    first = "False" if writer.ahead is None else shift  # what one block has found out holds for the next
    writer.line(f"for {shift} in ({first}, True):  # by the largest logit, only where exp leaves its range")
    for line in _exponentials(writer, node, names, shift):
        writer.line(f"    {line}")
    _divide(writer, node, names)
    return p


def atom(writer: Writer, node: Node) -> str:
    """A name for the node."""
    text = writer.inline(node).text
    return text if text.isidentifier() else writer.named(node)


def _along(node: Node) -> str:
    return f"axis={node.detail}" if len(node.shape) > 1 else ""


def _slots(node: Node) -> str:
    """What makes an array without the axis of the softmax fit for one with it."""
    slots = ["None" if n == node.detail else ":" for n in range(len(node.shape))]
    while slots and slots[-1] == ":":
        slots.pop()
    return f"[{', '.join(slots)}]" if len(slots) > 1 else ""


def _labelled(writer: Writer, node: Node, names: Names, label: str) -> Names:
    """With the index of the labelled entries, and the array that it is an index of."""
    others = writer.names.fresh("others")
    if len(node.shape) == 1:
        return Names(names.u, names.p, names.total, names.p, label, others)
    at, flat = writer.names.fresh("at"), writer.names.fresh("flat")
    length = writer.axis(node.shape[1])
    writer.line(f"{flat} = {names.p}.reshape(-1)")
    places = (
        f"np.arange(0, {flat}.size, {length}) + {label}" if node.detail else f"{length} * {label} + np.arange({length})"
    )
    writer.line(f"{at} = {places}")
    return Names(names.u, names.p, names.total, flat, at, others)


def _exponentials(writer: Writer, node: Node, names: Names, shift: str) -> list[str]:
    """Both ways to the exponentials and their total, and the test of the first."""
    u, p, total = names.u, names.p, names.total
    shifted = [f"    {line}" for line in _shifted(writer, node, names)]
    lines = [f"if {shift}:", *shifted, "else:", f"    np.exp({u}, out={p})"]
    if names.others:
        own = writer.names.fresh("own")
        lines += [f"{own} = {names.flat}[{names.at}]", f"{names.flat}[{names.at}] = 0"]
        lines += [f"{names.others} = {p}.sum({_along(node)})", f"{total} = {names.others} + {own}"]
    else:
        lines.append(f"{total} = {p}.sum({_along(node)})")
    return [*lines, f"if {shift} or ({_in_range(writer, node, names)}):", "    break"]


def _shifted(writer: Writer, node: Node, names: Names) -> list[str]:
    """The exponentials of `u - top`, with what the subtraction has rounded away (Knuth's two-sum) put back."""
    u, d, rest, top = (writer.names.fresh(n) for n in ("u", "d", "rest", "top"))
    along = f"{_along(node)}, " if _along(node) else ""
    return [
        f"{u} = np.maximum({names.u}, -1e300)  # exp(-inf) is 0, too, and has no digits to lose",
        f"{top} = {u}.max({along}initial=-np.inf){_slots(node)}",
        f"{d} = {u} - {top}",
        f"np.exp({d}, out={names.p})",
        f"{rest} = {u} - {d}",
        f"{d} += {rest}",
        f"np.subtract({u}, {d}, out={d})",
        f"{rest} -= {top}",
        f"{d} += {rest}  # what rounding {u} - {top} has lost",
        f"{d} *= {names.p}",
        f"{names.p} += {d}",
    ]


def _in_range(writer: Writer, node: Node, names: Names) -> str:
    u, total = names.u, names.total
    if len(node.shape) == 1:
        return f"{total} < 1e150 and ({total} >= 1 or {u}.min(initial=0) > -700)"
    high = f"{total}.dot({total}) < 1e300" if len(node.shape) == 2 else f"{total}.max(initial=1) < 1e150"
    low = f"{total}.min()" if writer.ahead is not None else f"{total}.min(initial=1)"
    return f"{high} and ({low} >= 1 or {u}.min(initial=0) > -700)"


def _divide(writer: Writer, node: Node, names: Names) -> None:
    p, slots = names.p, _slots(node)
    if not names.others:
        writer.line(f"{p} *= (1 / {names.total}){slots}" if slots else f"{p} *= 1 / {names.total}")
        return
    scale = writer.names.fresh("scale")
    writer.line(f"{scale} = {writer.inverse(node.inputs[2], names.total)}")
    writer.line(f"{p} *= {scale}{slots}")
    writer.line(f"{names.flat}[{names.at}] = -{names.others} * {scale}")
