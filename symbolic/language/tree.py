"""The typed tree: expressions that know their shape, with the operators of mathematics.

A tree says what a person wrote and evaluates nothing (`x/x` stays `x/x`). `shape` is a tuple of sizes and numbers,
checked when a node is built; `free` are the indices an expression depends on. Two trees are equal only if they are one
object.

The nodes that operators build stand here too, since the operators are methods of every node.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from symbolic.language.errors import LanguageError, ShapeError, brief
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt, check_axis, free_in

if TYPE_CHECKING:
    from symbolic.language.relations import Relation


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Expr:
    """Base of the node kinds: a real number or an array of real numbers."""

    shape: Shape = field(init=False, default=())
    free: frozenset[IndexSymbol] = field(init=False, default=frozenset())
    __array_ufunc__: ClassVar[None] = None  # NumPy scalars and arrays leave the operators to us

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", self.find_free())
        object.__setattr__(self, "shape", self.find_shape())

    def children(self) -> tuple[Expr, ...]:
        return ()

    def find_shape(self) -> Shape:
        """The shape of this node; raises ShapeError."""
        return ()

    def find_free(self) -> frozenset[IndexSymbol]:
        return frozenset().union(*(c.free for c in self.children()))

    def __repr__(self) -> str:
        from symbolic.language.printing import text

        return text(self)

    def _repr_latex_(self) -> str:
        from symbolic.language.printing import to_latex

        return f"${to_latex(self)}$"

    def __add__(self, other: Any) -> Expr:
        return Map("add", (self, coerce(other)))

    def __radd__(self, other: Any) -> Expr:
        return Map("add", (coerce(other), self))

    def __sub__(self, other: Any) -> Expr:
        return Map("subtract", (self, coerce(other)))

    def __rsub__(self, other: Any) -> Expr:
        return Map("subtract", (coerce(other), self))

    def __mul__(self, other: Any) -> Expr:
        return Map("multiply", (self, coerce(other)))

    def __rmul__(self, other: Any) -> Expr:
        return Map("multiply", (coerce(other), self))

    def __truediv__(self, other: Any) -> Expr:
        return Map("divide", (self, coerce(other)))

    def __rtruediv__(self, other: Any) -> Expr:
        return Map("divide", (coerce(other), self))

    def __pow__(self, other: Any) -> Expr:
        return Map("power", (self, coerce(other)))

    def __rpow__(self, other: Any) -> Expr:
        return Map("power", (coerce(other), self))

    def __matmul__(self, other: Any) -> Expr:
        return MatMul(self, coerce(other))

    def __rmatmul__(self, other: Any) -> Expr:
        return MatMul(coerce(other), self)

    def __neg__(self) -> Expr:
        return Map("negate", (self,))

    def __abs__(self) -> Expr:
        return Map("abs", (self,))

    def __pos__(self) -> Expr:
        return self

    def __lt__(self, other: Any) -> Relation:
        return _compare("<", self, other)

    def __le__(self, other: Any) -> Relation:
        return _compare("<=", self, other)

    def __gt__(self, other: Any) -> Relation:
        return _compare(">", self, other)

    def __ge__(self, other: Any) -> Relation:
        return _compare(">=", self, other)

    @property
    def T(self) -> Expr:
        """The transpose of a matrix."""
        return Transpose(self)

    def __getitem__(self, key: Any) -> Expr:
        """An entry, or with fewer indices (or `:`) a row, a column, a slice: `X[n, j]`, `X[n]`, `X[:, j]`."""
        return take(self, key)

    def __iter__(self) -> Iterator[Expr]:
        if not self.shape or not isinstance(self.shape[0], int):
            raise LanguageError(
                f"`{brief(self)}` has shape {shape_text(self.shape)}: it cannot be unpacked; write an index"
            )
        return (self[n] for n in range(self.shape[0]))


def _compare(relation: str, left: Expr, right: Any) -> Relation:
    from symbolic.language.relations import Relation

    return Relation(relation, left, coerce(right))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SizeSymbol(Expr):
    """A positive integer that stays a symbol, e.g. the K of K classes; as an expression, that number."""

    name: str
    at_least: int = 1
    at_most: int | None = None

    def __eq__(self, other: object) -> bool:
        match other:
            case SizeSymbol():
                return (self.name, self.at_least, self.at_most) == (other.name, other.at_least, other.at_most)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((SizeSymbol, self.name))


Axis: TypeAlias = SizeSymbol | int
Shape: TypeAlias = tuple[Axis, ...]


def shape_text(shape: Shape) -> str:
    """A shape as a reader writes it: `(N, 3)`, or `()` for a scalar."""
    return f"({', '.join(map(str, shape))})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Number(Expr):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Take(Expr):
    """`array[indices]`: one entry per axis, or None for an axis that is kept. Numbers count from 0."""

    array: Expr
    indices: tuple[IndexLike | None, ...]

    def children(self) -> tuple[Expr, ...]:
        return (self.array,)

    def find_shape(self) -> Shape:
        return tuple(axis for axis, i in zip(self.array.shape, self.indices, strict=True) if i is None)

    def find_free(self) -> frozenset[IndexSymbol]:
        return self.array.free | free_in(self.indices)


def take(array: Expr, key: Any) -> Expr:
    """`array[key]`, with nested subscripts merged and a numbered item of a literal array taken out."""
    keys = key if isinstance(key, tuple) else (key,)
    if len(keys) > len(array.shape):
        raise ShapeError(
            f"`{brief(array)}` has shape {shape_text(array.shape)}: it takes {len(array.shape)} indices, "
            f"got {len(keys)}: [{', '.join(map(str, keys))}]"
        )
    indices: list[IndexLike | None] = []
    for n, (axis, k) in enumerate(zip(array.shape, keys, strict=False), 1):
        if k == slice(None):
            indices.append(None)
            continue
        check_axis(k, axis, n, array)
        indices.append(k + axis if isinstance(k, int) and isinstance(axis, int) and k < 0 else k)
    indices += [None] * (len(array.shape) - len(keys))
    if all(i is None for i in indices):
        return array
    match array, indices:
        case Stack(items=items), [int() as first, *rest]:
            return items[first][tuple(slice(None) if i is None else i for i in rest)] if rest else items[first]
        case Take(array=inner, indices=outer), _:
            remaining = iter(indices)
            return Take(inner, tuple(next(remaining) if i is None else i for i in outer))
        case _:
            return Take(array, tuple(indices))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Stack(Expr):
    """An array written out: items of one shape along a new first axis. A matrix is a stack of its rows."""

    items: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        return self.items

    def find_shape(self) -> Shape:
        if not self.items:
            raise LanguageError("an array that is written out needs at least one entry")
        first = self.items[0]
        for item in self.items:
            if item.shape != first.shape:
                raise ShapeError(
                    f"`{brief(self)}`: its entry {brief(first)} has shape {shape_text(first.shape)}, {brief(item)} has "
                    f"shape {shape_text(item.shape)}"
                )
        return (len(self.items), *first.shape)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Map(Expr):
    """A function of real numbers, applied entry by entry: equal shapes, or scalars; there is no other broadcasting.

    `head` is add, subtract, multiply, divide, power, negate, or the name of a function (exp, max, ...). An opaque
    function has `orders`, the order of its derivative in each argument.
    """

    head: str
    arguments: tuple[Expr, ...]
    orders: tuple[int, ...] | None = None

    def children(self) -> tuple[Expr, ...]:
        return self.arguments

    def find_shape(self) -> Shape:
        return common_shape(self, self.arguments)


def common_shape(whole: object, parts: tuple[Expr, ...]) -> Shape:
    """The one shape that all non-scalar parts have; raises ShapeError with the two that differ."""
    arrays = [p for p in parts if p.shape]
    for part in arrays[1:]:
        if part.shape != arrays[0].shape:
            raise ShapeError(
                f"`{brief(whole)}`: {brief(arrays[0])} has shape {shape_text(arrays[0].shape)} and {brief(part)} "
                f"has shape {shape_text(part.shape)}; entry by entry needs equal shapes, or a scalar"
            )
    return arrays[0].shape if arrays else ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MatMul(Expr):
    """`left @ right` of matrices and vectors: contracts the last axis of the left with the first of the right."""

    left: Expr
    right: Expr

    def children(self) -> tuple[Expr, ...]:
        return (self.left, self.right)

    def find_shape(self) -> Shape:
        left, right = self.left.shape, self.right.shape
        a, b = brief(self.left), brief(self.right)
        both = f"`{brief(self)}`: {a} has shape {shape_text(left)} and {b} has shape {shape_text(right)}"
        if not 1 <= len(left) <= 2 or not 1 <= len(right) <= 2:
            raise ShapeError(f"{both}; @ takes matrices and vectors (a number is multiplied with *)")
        if left[-1] != right[0]:
            ends = [
                f"axis {n} of {name}" if len(shape) > 1 else name for n, name, shape in ((2, a, left), (1, b, right))
            ]
            raise ShapeError(f"{both}; {ends[0]} runs over {left[-1]}, {ends[1]} runs over {right[0]}")
        return left[:-1] + right[1:]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Transpose(Expr):
    """The transpose of a matrix. A vector has one axis, neither row nor column, and no transpose."""

    matrix: Expr

    def children(self) -> tuple[Expr, ...]:
        return (self.matrix,)

    def find_shape(self) -> Shape:
        if len(self.matrix.shape) != 2:
            raise ShapeError(
                f"`{brief(self)}`: {brief(self.matrix)} has shape {shape_text(self.matrix.shape)}; only a matrix "
                f"has a transpose (a vector is neither a row nor a column: outer(u, v), dot(u, v))"
            )
        return self.matrix.shape[::-1]


def coerce(value: Any) -> Expr:
    """`value` as an expression: exact numbers, lists of expressions, scalar SymPy expressions. Refuses floats."""
    match value:
        case Expr():
            return value
        case bool():
            raise LanguageError(
                f"{value} is not an expression: write Equal(a, b), not a == b, and bracket(..) for [..]"
            )
        case int() | Fraction():
            return Number(Fraction(value))
        case float() | complex():
            raise LanguageError(f"{value!r} is not exact: write Fraction(1, 2) or Rational(1, 2), not 0.5")
        case list() | tuple():
            return Stack(tuple(map(coerce, value)))
        case IndexSymbol() | LabelAt():
            raise LanguageError(f"`{value}` is an index, not a number: it cannot stand in an expression by itself")
    if hasattr(value, "relation"):
        raise LanguageError(f"`{brief(value)}` is a relation, not a number: write bracket(..) for its Iverson bracket")
    if type(value).__module__.partition(".")[0] == "sympy":
        from symbolic.language.sympy_bridge import from_sympy

        return from_sympy(value)
    raise LanguageError(f"{value!r} ({type(value).__name__}) is not an expression")
