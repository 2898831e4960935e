"""Expressions as PyTorch source, as a person would write it: the names of the question, `@`, `softmax`, `sum`.

Logarithms of softmax, sigmoid and sums of exponentials become `log_softmax`, `logsigmoid`, `logsumexp` and `softplus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from numeric_bridge.compiler.names import Names
from numeric_bridge.errors import BridgeError
from numeric_bridge.torch_export.conditions import mask, piecewise
from numeric_bridge.torch_export.entries import entries
from numeric_bridge.torch_export.logarithms import stable_log
from numeric_bridge.torch_export.reductions import contracted, reduced, totalled
from numeric_bridge.torch_export.value import ATOM, PRODUCT, SUM, UNARY, Dim, Value, aligned, common_order, transposed
from symbolic.language import nodes, tree
from symbolic.language.errors import brief
from symbolic.language.tree import Expr, Map

FUNCTIONS = {
    "exp": "torch.exp",
    "log": "torch.log",
    "sqrt": "torch.sqrt",
    "abs": "torch.abs",
    "sigmoid": "torch.sigmoid",
    "softplus": "F.softplus",
    "tanh": "torch.tanh",
    "relu": "torch.relu",
    "sign": "torch.sign",
    "sin": "torch.sin",
    "cos": "torch.cos",
}
ALONG_THE_LAST_AXIS = ("torch.softmax", "torch.log_softmax", "torch.logsumexp")


@dataclass(slots=True)
class Writer:
    """Lines of source and the pieces that they name.

    `parameters` are the identifiers of declared reals, labels and sizes; `wanted` the names of expressions that are to
    have a line of their own; `made` those that have one already.
    """

    names: Names
    parameters: Mapping[str, str]
    wanted: Mapping[int, str]
    made: dict[int, Value] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    sizes: dict[str, None] = field(default_factory=dict)
    done: dict[int, Value] = field(default_factory=dict)
    kept: list[Expr] = field(default_factory=list)  # an identity stays one while its expression lives

    def value(self, e: Expr) -> Value:
        """The piece for an expression. Raises BridgeError for what PyTorch source has no form for."""
        if id(e) in self.made:
            found = self.made[id(e)]
            self.used.add(found.text)
            return found
        if id(e) not in self.done:
            self.kept.append(e)
            found = self._value(e)
            if id(e) in self.wanted and not found.text.isidentifier():
                if all(isinstance(d, int) for d in found.dims):
                    found = transposed(found, sorted(d for d in found.dims if isinstance(d, int)))
                name = self.names.take(self.wanted[id(e)])
                self.lines.append(f"{name} = {found.text}")
                found = Value(name, found.dims, ATOM, found.is_tensor, found.is_mask)
                self.made[id(e)] = found
            self.done[id(e)] = found
        return self.done[id(e)]

    def size(self, axis: tree.Axis) -> str:
        """The length of an axis."""
        if isinstance(axis, int):
            return str(axis)
        self.sizes[axis.name] = None
        return self.parameters.get(axis.name, axis.name)

    def number(self, v: Value) -> Value:
        """A mask as numbers, so that more can be done with it than to multiply by it."""
        if not v.is_mask:
            return v
        self.used.add("dtype")
        return Value(f"{v.within(ATOM)}.to(dtype)", v.dims)

    def _value(self, e: Expr) -> Value:
        match e:
            case tree.Number(value=value):
                return _number(value)
            case tree.SizeSymbol():
                return Value(self.size(e), is_tensor=False)
            case nodes.Real(name=name, axes=axes):
                self.used.add(self.parameters[name])
                return Value(self.parameters[name], tuple(range(len(axes))))
            case nodes.Constant(name="pi"):
                return Value("torch.pi", is_tensor=False)
            case tree.Take(array=array, indices=indices):
                return entries(self, self.number(self.value(array)), indices, array.shape)
            case nodes.Table(body=body, indices=indices):
                inner = self.value(body)
                place: dict[Dim, Dim] = {i: n for n, i in enumerate(indices)}
                return inner.renamed([place.get(d, d + len(indices) if isinstance(d, int) else d) for d in inner.dims])
            case tree.Transpose(matrix=matrix):
                inner = self.value(matrix)
                return inner.renamed([1 - d if isinstance(d, int) else d for d in inner.dims])
            case Map(head=head, arguments=arguments, orders=None):
                return self._map(e, head, arguments)
            case Map(head=head):
                raise BridgeError(f"`{head}` is any function: PyTorch source needs one that is known")
            case nodes.Iverson(condition=condition):
                return mask(self, condition)
            case nodes.Cases(branches=branches, otherwise=otherwise):
                return piecewise(self, branches, otherwise)
            case tree.MatMul(left=left, right=right):
                return contracted(self, left, right)
            case nodes.Binder(kind=kind, body=body, index=index):
                return reduced(self, kind, body, index)
            case nodes.Total(kind=kind, array=array):
                return totalled(self, kind, array)
            case nodes.ArrayFunction(head=head, arguments=arguments):
                return self._array_function(head, arguments)
            case nodes.Ones():
                return Value("1", is_tensor=False)
            case nodes.Eye(axes=axes):
                self.used |= {"dtype", "device"}
                return Value(f"torch.eye({self.size(axes[0])}, dtype=dtype, device=device)", (0, 1))
        raise BridgeError(f"`{brief(e)}` has no form in PyTorch source")

    def _map(self, e: Expr, head: str, arguments: tuple[Expr, ...]) -> Value:
        if head == "log" and (stable := stable_log(arguments[0])) is not None:
            function, inner = stable
            self.kept.append(inner)
            return self._called(function, inner) if function else self.value(inner)
        values = [self.value(a) for a in arguments]
        if head == "multiply":
            return self.product(values)
        values = [self.number(v) for v in values]
        match head:
            case "add":
                return self._joined(" + ", values, SUM)
            case "subtract":
                return self._joined(" - ", values, SUM)
            case "divide":
                return self._joined(" / ", values, PRODUCT)
            case "power":
                base, exponent = values
                sign = "**" if base.text.isidentifier() and exponent.text.isdecimal() else " ** "
                return Value(f"{base.within(ATOM)}{sign}{exponent.within(ATOM)}", base.dims, UNARY, base.is_tensor)
            case "negate":
                return Value(f"-{values[0].within(PRODUCT)}", values[0].dims, PRODUCT, values[0].is_tensor)
            case "max" | "min":
                return self._extreme(head, values)
            case "sqrt" if not values[0].is_tensor:
                return Value(f"{values[0].within(ATOM)} ** 0.5", (), UNARY, is_tensor=False)
            case name if name in FUNCTIONS and values[0].is_tensor:
                return self._called(FUNCTIONS[name], arguments[0])
        raise BridgeError(f"`{brief(e)}` has no form in PyTorch source")

    def _called(self, function: str, argument: Expr) -> Value:
        """A function entry by entry, or along the last axis."""
        v = self.number(self.value(argument))
        if function not in ALONG_THE_LAST_AXIS:
            return Value(f"{function}({v.text})", v.dims)
        last = len(argument.shape) - 1
        if last not in v.dims:
            raise BridgeError(f"`{brief(argument)}` is the same along its last axis: {function} has no form there")
        v = transposed(v, (*(d for d in v.dims if d != last), last))
        return Value(f"{function}({v.text}, dim=-1)", v.dims[:-1] if function == "torch.logsumexp" else v.dims)

    def product(self, values: list[Value]) -> Value:
        """A product entry by entry; a mask beside numbers needs no conversion."""
        some = any(v.is_tensor and not v.is_mask for v in values)
        return self._joined(" * ", [v if v.is_mask and some else self.number(v) for v in values], PRODUCT)

    def _joined(self, sign: str, values: list[Value], strength: int) -> Value:
        """An operation entry by entry; the operands after the first bind more tightly, but for +."""
        dims = common_order(values)
        first, *rest = (aligned(v, dims) for v in values)
        after = strength + (sign != " + ")
        text = sign.join([first.within(strength), *(v.within(after) for v in rest)])
        return Value(text, dims, strength, any(v.is_tensor for v in values))

    def _extreme(self, head: str, values: list[Value]) -> Value:
        """The larger or smaller of two; a number is a bound that is clamped to."""
        numbers, tensors = ([v for v in values if v.is_tensor == kind] for kind in (False, True))
        if len(values) != 2 or not tensors:
            raise BridgeError(f"a {head} of {len(values)} numbers has no form in PyTorch source")
        if numbers:
            bound = "min" if head == "max" else "max"
            return Value(f"{tensors[0].within(ATOM)}.clamp({bound}={numbers[0].text})", tensors[0].dims)
        dims = common_order(values)
        a, b = (aligned(v, dims) for v in values)
        return Value(f"torch.{head}imum({a.text}, {b.text})", dims)

    def _array_function(self, head: str, arguments: tuple[Expr, ...]) -> Value:
        if head == "softmax":
            return self._called("torch.softmax", arguments[0])
        values = [self.number(self.value(a)) for a in arguments]
        match head:
            case "outer":
                u, v = values[0], values[1].renamed([1 if d == 0 else d for d in values[1].dims])
                return self._joined(" * ", [u, v], PRODUCT)
            case "dot":
                return contracted(self, *arguments)
            case "norm":
                return (
                    Value(f"torch.linalg.vector_norm({values[0].text})") if not _indexed(values[0]) else _refused(head)
                )
            case "diag" | "trace":
                dims = (0, 1) if head == "diag" else ()
                return Value(f"torch.{head}({values[0].text})", dims) if not _indexed(values[0]) else _refused(head)
        return _refused(head)


def _refused(head: str) -> Value:
    raise BridgeError(f"`{head}` in a formula with free indices has no form in PyTorch source")


def _indexed(v: Value) -> bool:
    return any(not isinstance(d, int) for d in v.dims)


def _number(value: Fraction) -> Value:
    if value.denominator == 1:
        return Value(str(value), strength=ATOM if value >= 0 else PRODUCT, is_tensor=False)
    if value.denominator in (2, 4, 5, 8, 10, 16, 20, 25):
        return Value(str(float(value)), strength=ATOM if value >= 0 else PRODUCT, is_tensor=False)
    return Value(f"{value.numerator} / {value.denominator}", strength=PRODUCT, is_tensor=False)
