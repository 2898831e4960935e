"""What is written inside expressions: functions, arrays, binders, brackets, cases, derivatives, expectation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from symbolic.language.errors import LanguageError, ShapeError, brief
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt
from symbolic.language.nodes import (
    ArrayFunction,
    Binder,
    Cases,
    Constant,
    Expectation,
    Eye,
    Iverson,
    Ones,
    Partial,
    Table,
    Total,
)
from symbolic.language.relations import Condition, Equal, conjunction, relations_of
from symbolic.language.tree import Axis, Expr, Map, Stack, coerce, shape_text


def Rational(top: int, bottom: int = 1) -> Expr:
    """An exact fraction: `half = Rational(1, 2)`."""
    return coerce(Fraction(top, bottom))


def mean_square(e: Any) -> Expr:
    """The mean of the squares of all entries."""
    return Total("mean", coerce(e) ** 2)


def _map(head: str, *arguments: Any) -> Expr:
    return Map(head, tuple(map(coerce, arguments)))


def exp(e: Any) -> Expr:
    """e^x, entry by entry."""
    return _map("exp", e)


def log(e: Any) -> Expr:
    """The natural logarithm, defined where its argument is positive."""
    return _map("log", e)


def sqrt(e: Any) -> Expr:
    """The square root, defined where its argument is >= 0."""
    return _map("sqrt", e)


def abs_(e: Any) -> Expr:
    """|x|."""
    return _map("abs", e)


def max_(*arguments: Any) -> Expr:
    """The larger of its arguments, entry by entry. Over an index: `Max(e, k)`."""
    return _map("max", *arguments)


def min_(*arguments: Any) -> Expr:
    """The smaller of its arguments, entry by entry. Over an index: `Min(e, k)`."""
    return _map("min", *arguments)


def sigmoid(e: Any) -> Expr:
    """1/(1 + exp(-x))."""
    return _map("sigmoid", e)


def softplus(e: Any) -> Expr:
    """log(1 + exp(x))."""
    return _map("softplus", e)


def tanh(e: Any) -> Expr:
    """The hyperbolic tangent."""
    return _map("tanh", e)


def relu(e: Any) -> Expr:
    """max(0, x)."""
    return _map("relu", e)


def sign(e: Any) -> Expr:
    """[x > 0] - [x < 0], so 0 at 0."""
    return _map("sign", e)


def sin(e: Any) -> Expr:
    """The sine."""
    return _map("sin", e)


def cos(e: Any) -> Expr:
    """The cosine."""
    return _map("cos", e)


def softmax(z: Any) -> Expr:
    """exp(z[k]) / sum[j](exp(z[j])) along the last axis."""
    return ArrayFunction("softmax", (coerce(z),))


def diag(v: Any) -> Expr:
    """The diagonal matrix of a vector."""
    return ArrayFunction("diag", (coerce(v),))


def outer(u: Any, v: Any) -> Expr:
    """u[i]*v[j]."""
    return ArrayFunction("outer", (coerce(u), coerce(v)))


def dot(u: Any, v: Any) -> Expr:
    """sum[k](u[k]*v[k]) of two vectors."""
    return ArrayFunction("dot", (coerce(u), coerce(v)))


def trace(a: Any) -> Expr:
    """sum[i](a[i, i])."""
    return ArrayFunction("trace", (coerce(a),))


def norm(x: Any) -> Expr:
    """The Euclidean norm: the root of the sum of the squares of all entries."""
    return ArrayFunction("norm", (coerce(x),))


def eye(n: Axis) -> Expr:
    """The identity matrix."""
    return Eye((n, n))


def ones(*axes: Axis) -> Expr:
    """The array of ones."""
    return Ones(axes)


def Matrix(rows: Sequence[Any]) -> Expr:
    """A matrix written out row by row; a flat list gives a vector, as `Vector` does."""
    return Stack(tuple(map(coerce, rows)))


def Vector(entries: Sequence[Any]) -> Expr:
    """A vector written out."""
    v = Stack(tuple(map(coerce, entries)))
    if len(v.shape) != 1:
        raise ShapeError(f"`{brief(v)}` has shape {shape_text(v.shape)}: a vector has one axis")
    return v


def array(body: Any, *over: IndexSymbol) -> Expr:
    """The array whose entry at the indices is `body`: `p = array(exp(z[k]) / Sum(exp(z[j]), j), k)`; then `p[i]`."""
    return Table(coerce(body), _indices("array", over))


def _indices(what: str, over: tuple[Any, ...]) -> tuple[IndexSymbol, ...]:
    for i in over:
        if not isinstance(i, IndexSymbol):
            raise LanguageError(
                f"{what}(.., {i}): {i} is not an index; write the body first, then indices: {what}(e, k)"
            )
    return over


def _bind(kind: str, body: Any, over: tuple[Any, ...]) -> Expr:
    e = coerce(body)
    if not over:
        return Total(kind, e)
    return reduce(lambda inner, i: Binder(kind, inner, i), reversed(_indices(kind, over)), e)


def Sum(body: Any, *over: IndexSymbol) -> Expr:
    """The sum of the body over indices, which it binds; without an index, of all entries of an array."""
    return _bind("sum", body, over)


def Mean(body: Any, *over: IndexSymbol) -> Expr:
    """(1/N) times the sum over an index of size N; without an index, over all entries."""
    return _bind("mean", body, over)


def Prod(body: Any, *over: IndexSymbol) -> Expr:
    """The product over indices, or of all entries."""
    return _bind("prod", body, over)


def Max(body: Any, *over: IndexSymbol) -> Expr:
    """The largest value over indices, or of all entries."""
    return _bind("max", body, over)


def Min(body: Any, *over: IndexSymbol) -> Expr:
    """The smallest value over indices, or of all entries."""
    return _bind("min", body, over)


def bracket(*conditions: Condition) -> Expr:
    """The Iverson bracket: 1 where all conditions hold, else 0. `bracket(Equal(i, j))`, `bracket(z[i] > 0)`."""
    relations = tuple(r for c in conditions for r in relations_of(c))
    return Iverson(relations[0] if len(relations) == 1 else conjunction(*relations))


def delta(i: IndexLike, j: IndexLike) -> Expr:
    """Kronecker's delta `[i == j]`."""
    return Iverson(Equal(i, j))


def cases(*branches: Any) -> Expr:
    """The first branch whose condition holds: `cases((e1, c1), (e2, c2), otherwise)`."""
    *first, otherwise = branches
    if not first or isinstance(otherwise, tuple):
        raise LanguageError("cases((e1, c1), (e2, c2), otherwise): the last entry, without a condition, is required")
    pairs = []
    for branch in first:
        if not isinstance(branch, tuple) or len(branch) != 2:
            raise LanguageError(f"cases: {branch!r} is not a pair (expression, condition)")
        relations_of(branch[1])
        pairs.append((coerce(branch[0]), branch[1]))
    return Cases(tuple(pairs), coerce(otherwise))


def d(body: Any, *variables: Any) -> Expr:
    """Partial derivatives, one by one: `d(L, z[i])`, `d(L, z[i], z[j])`; by a whole array, its shape is appended."""
    if not variables:
        raise LanguageError(f"d({brief(body)}): by what? write d(e, x)")
    for v in variables:
        if isinstance(v, IndexSymbol | LabelAt):
            raise LanguageError(f"d({brief(body)}, {v}): {v} is an index, not a real")
    return reduce(Partial, map(coerce, variables), coerce(body))


def _scalar(what: str, body: Any) -> Expr:
    e = coerce(body)
    if e.shape:
        raise ShapeError(
            f"{what}({brief(e)}, ..): {brief(e)} has shape {shape_text(e.shape)}; {what} is of a scalar (use jac)"
        )
    return e


def grad(body: Any, variable: Any) -> Expr:
    """The gradient of a scalar: an array of the variable's shape."""
    return d(_scalar("grad", body), variable)


def hess(body: Any, variable: Any) -> Expr:
    """The second derivatives of a scalar: `[i, j]` is d^2 f / dz_i dz_j."""
    return d(_scalar("hess", body), variable, variable)


def jac(body: Any, variable: Any) -> Expr:
    """The Jacobian of an array: `[k, i]` is d f_k / d z_i."""
    return d(body, variable)


def E(body: Any) -> Expr:
    """The expectation over the declared random variables."""
    return Expectation(coerce(body))


pi = Constant("pi")
