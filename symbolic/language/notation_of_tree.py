"""The notation of a tree: what a person wrote, as it looks on paper. Positions count from 1, as in mathematics."""

from __future__ import annotations

from fractions import Fraction
from math import log10

from symbolic.language import claims, nodes, tree
from symbolic.language import notation as look
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt
from symbolic.language.notation import Name, Notation
from symbolic.language.relations import And, Relation
from symbolic.language.statements import Claim, Statement
from symbolic.language.tree import Expr

LARGEST = 4000
"""Nodes shown before the rest becomes `...`: a network written out can be exponentially longer than its tree."""


LONGEST = 100
"""Digits shown of an integer; of a longer one the first, and how many there are."""


class _Budget:
    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


def rational(value: Fraction) -> Notation:
    """A number, its sign and its fraction bar as operators."""
    size = abs(value)
    shown: Notation = Name(digits(size.numerator))
    if size.denominator != 1:
        shown = look.Quotient(shown, Name(digits(size.denominator)))
    return look.Negated(shown) if value < 0 else shown


def digits(integer: int) -> str:
    """A positive integer, cut where it is so long that nobody reads it, and Python would refuse to write it.

    >>> digits(10**200 + 1)
    '100000000000000000000..(201 digits)'
    """
    if integer < 10**LONGEST:
        return str(integer)
    length = int((integer.bit_length() - 1) * log10(2))
    while integer >= 10**length:
        length += 1
    return f"{integer // 10 ** (length - 21)}..({length} digits)"


def of_index(index: IndexLike | None) -> Notation:
    match index:
        case None:
            return Name(":")
        case IndexSymbol(name=name):
            return Name(name)
        case LabelAt(label=label, arguments=arguments):
            return look.Subscripted(Name(label.name), tuple(map(of_index, arguments)))
        case _:
            return Name(str(index + 1))


def of(thing: Expr | Statement | Claim | Relation | And) -> Notation:
    """The notation of an expression, a relation, a statement or a claim."""
    budget = _Budget(LARGEST)
    match thing:
        case Claim(statement=statement, hypotheses=hypotheses, conditions=conditions):
            given = tuple((name, of(h)) for name, h in hypotheses)
            return look.Statement(of(statement), given, tuple(map(of, conditions)))
        case Relation(relation=relation, left=left, right=right):
            sides = (_tree(s, budget) if isinstance(s, Expr) else of_index(s) for s in (left, right))
            return look.Comparison(relation, *sides)
        case And(parts=parts):
            return look.Conjunction(tuple(map(of, parts)))
        case Expr():
            return _tree(thing, budget)
        case _:
            return _statement(thing, budget)


def _statement(s: Statement, budget: _Budget) -> Notation:
    match s:
        case claims.Semidefinite(matrix=matrix, strict=strict):
            return look.Call("pd" if strict else "psd", (_tree(matrix, budget),))
        case claims.Convexity(kind=kind, body=body, variables=variables):
            return look.Call(kind, tuple(_tree(e, budget) for e in (body, *variables)))
        case claims.NoDerivative(body=body, variables=variables):
            return look.Call("not_differentiable", tuple(_tree(e, budget) for e in (body, *variables)))
        case claims.Extremum(kind=kind, body=body, point=point):
            values = (look.Comparison("==", _tree(v, budget), _tree(e, budget)) for v, e in point)
            return look.Call(kind, (_tree(body, budget), *values))
        case claims.Monotone(kind=kind, body=body, variable=variable):
            return look.Call(kind, (_tree(body, budget), _tree(variable, budget)))
        case claims.LimitClaim(body=body, variable=variable, to=to, value=value):
            limit = look.Call("limit", tuple(_tree(e, budget) for e in (body, variable, to)))
            return look.Comparison("==", limit, _tree(value, budget))
        case claims.SubgradientClaim():
            return look.Call("subgradient", tuple(_tree(e, budget) for e in s.expressions()))
    raise TypeError(type(s).__name__)


def _tree(e: Expr, budget: _Budget) -> Notation:
    budget.left -= 1
    if budget.left < 0:
        return Name("...")

    def of_all(items: tuple[Expr, ...]) -> tuple[Notation, ...]:
        return tuple(_tree(i, budget) for i in items)

    match e:
        case tree.Number(value=value):
            return rational(value)
        case tree.SizeSymbol(name=name) | nodes.Real(name=name) | nodes.Constant(name=name):
            return Name(name)
        case tree.Take(array=array, indices=indices):
            shown = list(indices)
            while len(shown) > 1 and shown[-1] is None:
                shown.pop()
            return look.Subscripted(_tree(array, budget), tuple(map(of_index, shown)))
        case tree.Stack(items=items):
            return look.Listed(of_all(items))
        case tree.Map(head=head, arguments=arguments, orders=orders):
            if head == "multiply" and all(a.shape for a in arguments):
                return look.Times(of_all(arguments), "⊙")
            return _map(head, of_all(arguments), orders)
        case tree.MatMul(left=left, right=right):
            return look.Times(of_all((left, right)), "@")
        case tree.Transpose(matrix=matrix):
            return look.Transposed(_tree(matrix, budget))
        case nodes.Table(body=body, indices=over):
            return look.Bound("array", tuple((i.name, str(i.size)) for i in over), _tree(body, budget))
        case nodes.Binder():
            return _binder(e, budget)
        case nodes.Total(kind=kind, array=array):
            return look.Call(kind, (_tree(array, budget),))
        case nodes.ArrayFunction(head=head, arguments=arguments):
            return look.Call(head, of_all(arguments))
        case nodes.Eye(axes=axes):
            return look.Call("eye", (Name(str(axes[0])),))
        case nodes.Ones(axes=axes):
            return look.Call("ones", tuple(Name(str(a)) for a in axes))
        case nodes.Iverson(condition=condition):
            return look.Indicator(of(condition))
        case nodes.Cases(branches=branches, otherwise=otherwise):
            return look.CaseSplit(tuple((_tree(b, budget), of(c)) for b, c in branches), _tree(otherwise, budget))
        case nodes.Partial():
            return _partial(e, budget)
        case nodes.Expectation(body=body):
            return look.Call("E", (_tree(body, budget),))
    raise TypeError(type(e).__name__)


def _map(head: str, arguments: tuple[Notation, ...], orders: tuple[int, ...] | None) -> Notation:
    if orders is not None:
        return look.opaque(head, arguments, orders)
    match head, arguments:
        case "add", _:
            return look.plus(*arguments)
        case "subtract", (a, b):
            return look.plus(a, look.Negated(b))
        case "multiply", _:
            return look.Times(arguments)
        case "divide", (a, b):
            return look.Quotient(a, b)
        case "power", (a, b):
            return look.Raised(a, b)
        case "negate", (a,):
            return look.Negated(a)
        case _:
            return look.Call(head, arguments)


def _binder(e: nodes.Binder, budget: _Budget) -> Notation:
    over: list[IndexSymbol] = []
    body: Expr = e
    while isinstance(body, nodes.Binder) and body.kind == e.kind and body.index not in over:
        over.append(body.index)
        body = body.body
    return look.Bound(e.kind, tuple((i.name, str(i.size)) for i in over), _tree(body, budget))


def _partial(e: nodes.Partial, budget: _Budget) -> Notation:
    variables: list[Notation] = []
    body: Expr = e
    while isinstance(body, nodes.Partial):
        variables.insert(0, _tree(body.variable, budget))
        body = body.body
    return look.PartialDerivative(_tree(body, budget), tuple(variables))
