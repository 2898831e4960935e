"""A loss and stated gradients of it as a `torch.autograd.Function`: a module of its own that needs PyTorch only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from numeric_bridge.compiler.names import Names
from numeric_bridge.errors import BridgeError
from numeric_bridge.gradient import Gradient, gradient_of
from numeric_bridge.torch_export.module import Module, Parameter, written
from numeric_bridge.torch_export.value import Dim, Value, aligned, transposed
from numeric_bridge.torch_export.writer import Writer
from symbolic.kernel.terms import Entry, Label, Size, Sum, walk
from symbolic.language import nodes, tree
from symbolic.language.errors import brief
from symbolic.language.printing import text
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim, Statement, as_claim
from symbolic.language.tree import Expr

WIDTH = 100
RESERVED = ("torch", "F", "ctx", "upstream", "dtype", "device", "once_differentiable")


@dataclass(frozen=True, slots=True)
class _Sides:
    """The loss, the stated gradient, and for each axis of the variable the dimension of the stated one."""

    loss: Expr
    right: Expr
    dims: tuple[Dim, ...]


def torch_function(name: str, claims: Sequence[Claim | Statement], *, where: Mapping[str, Expr] | None = None) -> str:
    """The source of a module with one `torch.autograd.Function`.

    `forward` is the loss as it is written, in stable forms; `backward` returns the stated gradients, and refuses to be
    asked for others. `where` names parts of the formulas. Raises BridgeError for what PyTorch source has no form for.
    """
    gradients = [gradient_of(c) for c in claims]
    if len({g.loss for g in gradients}) != 1:
        raise BridgeError("the claims state gradients of different losses")
    sides = [_sides(c) for c in claims]
    names = Names()
    for word in RESERVED:
        names.take(word)
    title = names.take(name)
    parameters = _parameters(gradients, names)
    identifiers = {p.written: p.name for p in parameters}
    for size in sizes_of(gradients):
        identifiers.setdefault(size, names.take(size))
    wanted = {id(e): n for n, e in (where or {}).items()}
    forward = Writer(names, identifiers, wanted)
    loss = forward.number(forward.value(sides[0].loss))
    backward = Writer(names, identifiers, wanted, dict(forward.made))
    slopes = [_slope(backward, g, s, identifiers) for g, s in zip(gradients, sides, strict=True)]
    heading, own = _heading(name, claims, sides[0].loss), tuple(identifiers[g.array] for g in gradients)
    module = Module(title, heading, tuple(parameters), own, forward, backward, loss.text, tuple(slopes))
    return "\n".join(written(module)) + "\n"


def _heading(name: str, claims: Sequence[Claim | Statement], loss: Expr) -> tuple[str, ...]:
    """The docstring: formulas without quotation marks and backslashes, so that they stay inside it."""
    lines = [f"{name}: a loss, and its gradients as they are proved for every size.", ""]
    lines += [f"loss = {text(loss)}", *(text(c).replace(text(loss), "loss") for c in claims)]
    plain = (" ".join(line.split()).replace("\\", "/").replace('"', "'") for line in lines)
    return tuple(short for line in plain for short in (wrap(line, WIDTH, subsequent_indent="    ") or [""]))


def sizes_of(gradients: Sequence[Gradient]) -> list[str]:
    return list(dict.fromkeys(s for g in gradients for s, _, _ in g.context.sizes))


def _sides(claim: Claim | Statement) -> _Sides:
    statement = as_claim(claim).statement
    if not isinstance(statement, Relation):
        raise BridgeError(f"`{claim}` is no equality")
    left, right = statement.expressions()
    match left:
        case nodes.Partial(body=loss, variable=nodes.Real(axes=axes)):
            return _Sides(loss, right, tuple(range(len(axes))))
        case nodes.Partial(body=loss, variable=tree.Take(array=nodes.Real(), indices=indices)):
            return _Sides(loss, right, _dims(indices))
        case tree.Take(array=nodes.Partial(body=loss, variable=nodes.Real()), indices=indices):
            return _Sides(loss, right, _dims(indices))
    raise BridgeError(f"`{brief(left)}` is not d(loss, x) or grad(loss, x)")


def _dims(indices: Sequence[object]) -> tuple[Dim, ...]:
    kept = iter(range(len(indices)))
    return tuple(next(kept) if i is None else i for i in indices)  # type: ignore[misc]


def _parameters(gradients: Sequence[Gradient], names: Names) -> list[Parameter]:
    """Those with a gradient first, then the other arrays, the labels, and sizes that no shape tells."""
    used: set[str] = set()
    for term in (t for g in gradients for root in (g.loss, g.right) if root is not None for t in walk(root)):
        used |= {term.array} if isinstance(term, Entry) else set()
        used |= {name for i in term.own_indices() for name in _labels(i)}
        used |= {term.name} if isinstance(term, Size) else {term.size} if isinstance(term, Sum) else set()
    arrays = {a: axes for g in gradients for a, axes in g.context.arrays if a in used}
    labels = {c: over for g in gradients for c, over, _ in g.context.labels if c in used}
    ordered = {g.array: g.axes for g in gradients} | arrays
    found = [Parameter(names.take(a), a, axes, "array") for a, axes in ordered.items()]
    found += [Parameter(names.take(c), c, over, "label") for c, over in labels.items()]
    told = {axis for p in found for axis in p.axes}
    return found + [Parameter(names.take(s), s, (), "size") for s in sizes_of(gradients) if s in used - told]


def _labels(index: object) -> Iterator[str]:
    if isinstance(index, Label):
        yield index.name
        for argument in index.arguments:
            yield from _labels(argument)


def _slope(writer: Writer, gradient: Gradient, sides: _Sides, identifiers: Mapping[str, str]) -> str:
    """The stated gradient over the axes of its array, times what comes from above."""
    value = writer.number(writer.value(sides.right))
    if set(value.dims) <= set(sides.dims):
        full = len(value.dims) == len(sides.dims)
        value = transposed(value, sides.dims) if full else aligned(value, sides.dims)
        product = writer.product([Value("upstream"), Value(value.text, (), value.strength, value.is_tensor)])
        if full:
            return product.text
        writer.used.add(identifiers[gradient.array])
        return f"({product.text}).expand({identifiers[gradient.array]}.shape)"
    raise BridgeError(f"`{brief(sides.right)}` has indices that {gradient.array} has not")
