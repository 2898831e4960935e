"""Claims with one slip: a sign, a factor 2, a dropped term, a swapped index, a missing mean, a transpose, ..."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any

from symbolic.language import claims, nodes, tree
from symbolic.language.errors import LanguageError
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim, as_claim
from symbolic.language.tree import Expr, Map, Number, Take, Transpose

FUNCTIONS = {"sigmoid": "tanh", "tanh": "sigmoid", "exp": "sigmoid", "relu": "abs", "max": "min", "min": "max"}


def of_expression(e: Expr, indices: tuple[IndexSymbol, ...]) -> Iterator[tuple[str, Expr]]:
    """Every expression with one slip, and the name of the slip."""
    yield from ((name, other) for name, other in _here(e, indices) if other.shape == e.shape)
    match e:
        case nodes.Iverson() | nodes.Cases() | nodes.Partial() | tree.SizeSymbol() | nodes.Real() | Number():
            return
        case nodes.Binder(index=index):
            indices = (*indices, index)
        case nodes.Table(indices=own):
            indices = (*indices, *own)
    for field in fields(e):
        value = getattr(e, field.name)
        if isinstance(value, Expr):
            for name, other in of_expression(value, indices):
                yield from _rebuilt(e, field.name, other, name)
        elif isinstance(value, tuple) and value and all(isinstance(v, Expr) for v in value):
            for n, v in enumerate(value):
                for name, other in of_expression(v, indices):
                    yield from _rebuilt(e, field.name, (*value[:n], other, *value[n + 1 :]), name)


def _rebuilt(e: Expr, changed: str, value: Any, name: str) -> Iterator[tuple[str, Expr]]:
    parts = {f.name: getattr(e, f.name) for f in fields(e) if f.init}
    try:
        yield name, type(e)(**{**parts, changed: value})
    except LanguageError:
        return


def _here(e: Expr, indices: tuple[IndexSymbol, ...]) -> Iterator[tuple[str, Expr]]:
    try:
        yield from _slips(e, indices)
    except LanguageError:
        return


def _slips(e: Expr, indices: tuple[IndexSymbol, ...]) -> Iterator[tuple[str, Expr]]:
    match e:
        case Map(head="add", arguments=(a, b)):
            yield "dropped term", a
            yield "dropped term", b
            yield "sign", a - b
        case Map(head="subtract", arguments=(a, b)):
            yield "sign", a + b
            yield "dropped term", a
        case Map(head="multiply", arguments=(a, b)) if a.shape == b.shape == ():
            yield "dropped factor", a
            yield "dropped factor", b
        case Map(head="divide", arguments=(a, b)):
            yield "dropped denominator", a
            yield "product for quotient", a * b
        case Map(head="power", arguments=(a, Number(value=n))):
            yield "exponent", a ** (n + 1)
            yield "dropped power", a
        case Map(head=head, arguments=arguments, orders=None) if head in FUNCTIONS:
            yield "other function", Map(FUNCTIONS[head], arguments)
        case Map(head=head, arguments=arguments, orders=(n,)):
            yield "order of a derivative", Map(head, arguments, (n + 1,))
        case nodes.Binder(kind="mean", body=body, index=index):
            yield "missing mean", nodes.Binder("sum", body, index)
        case nodes.Binder(kind="sum", body=body, index=index):
            yield "mean for sum", nodes.Binder("mean", body, index)
        case Take(array=array, indices=(i, j)) if i is not None and j is not None:
            if array.shape[0] == array.shape[1]:
                yield "transposed", Take(array, (j, i))
        case Transpose(matrix=matrix) if matrix.shape[0] == matrix.shape[1]:
            yield "transposed", matrix
        case nodes.Real(axes=(m, n)) if m == n:
            yield "transposed", Transpose(e)
        case Number(value=value) if value not in (0, 1, 2):
            yield "number", Number(value + 1)
        case Number(value=Fraction(numerator=2, denominator=1)):
            yield "factor 2", Number(Fraction(1))
    if isinstance(e, Take):
        for n, i in enumerate(e.indices):
            for other in indices:
                if isinstance(i, IndexSymbol) and other.size == i.size and other != i:
                    yield "swapped index", Take(e.array, (*e.indices[:n], other, *e.indices[n + 1 :]))


def of_claim(claim: object) -> list[tuple[str, Claim]]:
    """The claim with one slip on what it claims: the right side of an equation, a matrix, a function, a point."""
    whole = as_claim(claim)
    free = tuple(sorted(whole.statement.free, key=lambda i: (i.name, i.mark)))
    found: list[tuple[str, Any]] = []
    match whole.statement:
        case Relation(relation=relation, left=Expr() as left, right=Expr() as right):
            slips = [("sign", -right), ("factor 2", 2 * right), *of_expression(right, free)]
            found = [(name, (relation, left, other)) for name, other in slips]
            made = [(name, parts, Relation) for name, parts in found]
        case claims.Semidefinite(matrix=matrix, strict=strict):
            slips = [("sign", -matrix), *of_expression(matrix, free)]
            made = [(name, (other, strict), claims.Semidefinite) for name, other in slips]
        case claims.Convexity(kind=kind, body=body, variables=variables):
            slips = [("sign", -body), *of_expression(body, free)]
            made = [(name, (kind, other, variables), claims.Convexity) for name, other in slips]
        case claims.Extremum(kind=kind, body=body, point=point):
            slips = [("sign", -body), *of_expression(body, free)]
            made = [(name, (kind, other, point), claims.Extremum) for name, other in slips]
            for n, (real, value) in enumerate(point):
                for name, other in [("point", value + 1), *of_expression(value, free)]:
                    made.append((name, (kind, body, (*point[:n], (real, other), *point[n + 1 :])), claims.Extremum))
        case claims.Monotone(kind=kind, body=body, variable=variable):
            slips = [("sign", -body), *of_expression(body, free)]
            made = [(name, (kind, other, variable), claims.Monotone) for name, other in slips]
        case _:
            made = []
    result: list[tuple[str, Claim]] = []
    for name, parts, kind_of in made:
        try:
            result.append((name, Claim(kind_of(*parts), whole.hypotheses, whole.conditions)))
        except LanguageError:
            continue
    return result
