"""How each array expression is written in NumPy, given how its inputs are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from numeric_bridge.compiler.arrays import Node
from symbolic.kernel.judgements import Axis

CONDITION, SUM, PRODUCT, SIGN, POWER, ATOM = range(6)
"""How tightly a piece of source holds together, loosest first."""

OPERATORS = {"add": ("+", SUM), "subtract": ("-", SUM), "multiply": ("*", PRODUCT), "divide": ("/", PRODUCT)}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A piece of source. `at` puts it in brackets where it holds together less tightly than it must."""

    text: str
    strength: int = ATOM

    def at(self, strength: int) -> str:
        return self.text if self.strength >= strength else f"({self.text})"


def spelled(node: Node, inputs: list[Spelled], axis: Callable[[Axis], str]) -> Spelled:
    """The source of a node. `axis` gives the source of a length."""
    match node.op:
        case "add" | "subtract" | "multiply" | "divide":
            sign, strength = OPERATORS[node.op]
            return Spelled(f"{inputs[0].at(strength)} {sign} {inputs[1].at(strength + 1)}", strength)
        case "negative":
            return Spelled(f"-{inputs[0].at(SIGN)}", SIGN)
        case "power":
            return Spelled(f"{inputs[0].at(ATOM)} ** {inputs[1].at(ATOM)}", POWER)
        case "exp" | "log" | "log1p" | "expm1" | "sqrt" | "abs" | "sin" | "cos" | "tanh" | "maximum":
            return Spelled(f"np.{node.op}({', '.join(i.text for i in inputs)})")
        case "where":
            return Spelled(f"np.where({inputs[0].text}, {inputs[1].text}, 0.0)")
        case "choose":
            return Spelled(f"np.where({', '.join(i.text for i in inputs)})")
        case "compare":
            return Spelled(f"{inputs[0].at(SUM)} {node.detail} {inputs[1].at(SUM)}", CONDITION)
        case "and":
            return Spelled(" & ".join(i.at(ATOM) for i in inputs), CONDITION)
        case "not":
            return Spelled(f"np.logical_not({inputs[0].text})")
        case "float":
            return Spelled(f"1.0 * {inputs[0].at(ATOM)}", PRODUCT)
        case "sum":
            return Spelled(f"{inputs[0].at(ATOM)}.sum(axis={node.detail})")
        case "max":
            return Spelled(f"{inputs[0].at(ATOM)}.max(axis={node.detail}, initial=-np.inf)")
        case "matmul":
            return Spelled(f"{inputs[0].at(PRODUCT)} @ {inputs[1].at(SIGN)}", PRODUCT)
        case "multi_dot":
            return Spelled(f"np.linalg.multi_dot([{', '.join(i.text for i in inputs)}])")
        case "einsum":
            best = ", optimize=True" if len(inputs) > 2 else ""
            return Spelled(f'np.einsum("{node.detail}", {", ".join(i.text for i in inputs)}{best})')
        case "call":
            return Spelled(f"{node.detail}({', '.join(i.text for i in inputs)})")
    return _looked_up(node, inputs, axis)


def _looked_up(node: Node, inputs: list[Spelled], axis: Callable[[Axis], str]) -> Spelled:
    """Views, entries and what is made from sizes."""
    detail = node.detail
    match node.op:
        case "literal" | "input":
            return Spelled(str(detail))
        case "arange":
            return Spelled(f"np.arange({axis(node.shape[0])})")
        case "eye":
            return Spelled(f"np.eye({axis(node.shape[0])}, dtype=bool)")
        case "one_hot":
            label = inputs[0].at(ATOM) + f"[{':, ' * (len(node.shape) - 1)}None]" * (len(node.shape) > 1)
            return Spelled(f"{label} == np.arange({axis(node.shape[-1])})", CONDITION)
        case "transpose" if isinstance(detail, tuple):
            order = ", ".join(map(str, detail))
            return Spelled(
                f"{inputs[0].at(ATOM)}.T" if detail == (1, 0) else f"{inputs[0].at(ATOM)}.transpose({order})"
            )
        case "expand" if isinstance(detail, tuple):
            slots = [":" if own else "None" for own in detail]
            while slots[-1] == ":":  # trailing axes need not be written
                slots.pop()
            return Spelled(f"{inputs[0].at(ATOM)}[{', '.join(slots)}]")
        case "take" if isinstance(detail, tuple):
            positions = iter(inputs[1:])
            slots = [":" if slot == ":" else next(positions).text for slot in detail]
            while slots[-1] == ":":
                slots.pop()
            return Spelled(f"{inputs[0].at(ATOM)}[{', '.join(slots)}]")
    raise ValueError(node.op)
