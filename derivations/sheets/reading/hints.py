"""What is in order, and perhaps not what was meant: said beside a verdict that was not expected, never instead of one.

Whoever writes `x^1/2` may mean the root, and whoever writes `A^-1` the inverse. Both have a meaning, so neither is an
error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.sheets.reading import syntax
from derivations.sheets.reading.syntax import Node
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from derivations.sheets.reading.expressions import Expressions


def of_quotient(read: Expressions, above: Node, below: Node) -> None:
    """`x^1/2`, `x^1/n`, `x^-3/2`: an exponent that ends before the `/`."""
    if not isinstance(above, syntax.Power):
        return
    exponent = above.exponent.operand if isinstance(above.exponent, syntax.Negative) else above.exponent
    if not isinstance(exponent, syntax.Number):
        return
    halved = isinstance(below, syntax.Number) and below.value == 2 and exponent.value % 2 == 1
    if exponent.value == 1 or halved:
        typed, under, base = read.written(above), read.written(below), read.written(above.base)
        root = f"{base}^({read.written(above.exponent)}/{under})"
        read.note(f"`{typed}/{under}` is ({typed})/{under}; the other is written {root}")


def of_power(read: Expressions, base: Node, of: Expr, exponent: Node) -> None:
    """`A^2`, `A^-1` of a matrix."""
    if len(of.shape) != 2:
        return
    typed, (n, m) = read.written(base), of.shape
    said = f"`{typed}^{read.written(exponent)}` is taken entry by entry"
    if isinstance(exponent, syntax.Negative):
        read.note(f"{said}; there is no inverse: declare it, real B[{m}, {n}], and assume {typed} @ B == eye({n})")
    elif n == m:
        read.note(f"{said}; the matrix product is {typed} @ {typed}")


def of_product(read: Expressions, left: Node, right: Node, factors: tuple[Expr, Expr]) -> None:
    """`A * B` of two square matrices."""
    a, b = (e.shape for e in factors)
    if a == b and len(a) == 2 and a[0] == a[1]:
        one, other = read.written(left), read.written(right)
        read.note(f"`{one} * {other}` is taken entry by entry; the matrix product is {one} @ {other}")
