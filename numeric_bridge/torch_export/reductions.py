"""Sums, means, maxima and products of arrays, over axes and over indices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from numeric_bridge.errors import BridgeError
from numeric_bridge.torch_export.value import ATOM, PRODUCT, Dim, Value, einsum, order, transposed
from symbolic.language import nodes
from symbolic.language.indices import IndexSymbol
from symbolic.language.tree import Expr, Map

if TYPE_CHECKING:
    from numeric_bridge.torch_export.writer import Writer

METHODS = {"sum": "sum", "mean": "mean", "prod": "prod", "max": "amax", "min": "amin"}


def contracted(writer: Writer, left: Expr, right: Expr) -> Value:
    """`left @ right`: the last axis of the left with the first of the right."""
    a, b = (writer.number(writer.value(e)) for e in (left, right))
    over = len(left.shape) - 1
    if isinstance(right, nodes.Ones) or isinstance(left, nodes.Ones):
        return _with_ones(writer, left, right)
    if len(a.dims) != len(left.shape) or len(b.dims) != len(right.shape):
        raise BridgeError("a product with an array that is the same along an axis has no form in PyTorch source")
    inner = IndexSymbol("#", left.shape[-1])
    rows = a.renamed([inner if d == over else d for d in a.dims])
    columns = b.renamed([inner if d == 0 else d + over - 1 if isinstance(d, int) else d for d in b.dims])
    result = [d for d in order([rows, columns]) if d != inner]
    if any(not isinstance(d, int) for d in result):
        return einsum([rows, columns], result)
    text = f"{_as_stored(a).within(PRODUCT)} @ {_as_stored(b).within(ATOM)}"
    return Value(text, tuple(result), PRODUCT)


def _as_stored(v: Value) -> Value:
    return transposed(v, sorted(d for d in v.dims if isinstance(d, int)))


def _with_ones(writer: Writer, left: Expr, right: Expr) -> Value:
    """A sum over an axis, as it is written with a vector of ones."""
    array, over = (left, len(left.shape) - 1) if isinstance(right, nodes.Ones) else (right, 0)
    if len((left if array is right else right).shape) != 1:
        raise BridgeError("a product with a matrix of ones has no form in PyTorch source")
    summed = _over(writer.number(writer.value(array)), "sum", [over])
    return summed.renamed([d - 1 if isinstance(d, int) and over == 0 else d for d in summed.dims])


def reduced(writer: Writer, kind: str, body: Expr, index: IndexSymbol) -> Value:
    """`kind` of `body` over an index; a sum of a product of different arrays is an einsum."""
    factors = _factors(body) if kind in ("sum", "mean") else [body]
    values = [writer.value(f) for f in factors]
    with_index = [v for v in values if index in v.dims]
    if len({v.dims for v in with_index}) > 1 and not any(v.is_mask for v in with_index):
        rest = [v for v in values if index not in v.dims]
        result = [d for d in order(with_index) if d != index]
        product = einsum(with_index, result)
        if kind == "mean":
            product = Value(f"{product.text} / {writer.size(index.size)}", product.dims, PRODUCT)
        return writer.product([*rest, product]) if rest else product
    whole = writer.number(writer.value(body))
    if index in whole.dims:
        return _over(whole, kind, [index])
    if kind in ("mean", "max", "min"):
        return whole
    if kind == "sum":
        return writer.product([Value(writer.size(index.size), is_tensor=False), whole])
    raise BridgeError("a product of equal factors has no form in PyTorch source: write it as a power")


def _factors(body: Expr) -> list[Expr]:
    if isinstance(body, Map) and body.head == "multiply":
        return [f for a in body.arguments for f in _factors(a)]
    return [body]


def totalled(writer: Writer, kind: str, array: Expr) -> Value:
    """`kind` of all entries of an array."""
    whole = writer.number(writer.value(array))
    axes = [d for d in whole.dims if isinstance(d, int)]
    missing = [a for n, a in enumerate(array.shape) if n not in axes]
    if missing and kind not in ("mean", "max", "min"):
        raise BridgeError(f"a {kind} of an array that is the same along an axis has no form in PyTorch source")
    return _over(whole, kind, axes) if axes else whole


def _over(v: Value, kind: str, dims: Sequence[Dim]) -> Value:
    """Reduced over some dimensions."""
    kept = tuple(d for d in v.dims if d not in dims)
    method, places = METHODS[kind], [str(v.dims.index(d)) for d in v.dims if d in dims]
    if not kept and kind != "prod":
        return Value(f"{v.within(ATOM)}.{method}()", ())
    if kind == "prod" and len(places) > 1:
        raise BridgeError("a product over several axes has no form in PyTorch source")
    along = places[0] if len(places) == 1 else f"({', '.join(places)})"
    return Value(f"{v.within(ATOM)}.{method}(dim={along})", kept)
