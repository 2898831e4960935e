"""Syntax trees, built while the grammar is followed: one method for each rule of `claims.lark`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lark import Token, Transformer, v_args

from derivations.sheets.reading import limits, syntax
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Span, Trouble


def place(token: Token) -> Span:
    """Where a token stands in the statement."""
    start = token.start_pos or 0
    return start, start + len(token)


def across(first: Node | Token, last: Node | Token) -> Span:
    """From the start of one part to the end of another."""
    start, end = (p.span if isinstance(p, Node) else place(p) for p in (first, last))
    return start[0], end[1]


def below(*parts: Node) -> int:
    """The depth of a node over the parts."""
    return 1 + max(p.depth for p in parts)


def number(token: Token) -> Fraction:
    """The exact value of a literal: 0.1 is 1/10.

    Raises Trouble for more digits than the limit.
    """
    digits, _, exponent = token.lower().partition("e")
    whole, _, decimals = digits.partition(".")
    longest = max(len(whole), len(decimals), len(whole) + len(decimals) if decimals else 0)
    if longest > limits.DIGITS or (exponent and (len(exponent) > 4 or abs(int(exponent)) > limits.DIGITS)):
        raise Trouble(
            "number-too-long",
            place(token),
            f"the number {token[:12]}... has more than {limits.DIGITS} digits",
            "write it as a product or a power, or give it a name: real c",
        )
    return Fraction(str(token))


@v_args(inline=True)
class Build(Transformer[Any, Any]):
    """The transformer that the parser applies to each rule as soon as it is complete."""

    def title(self, text: Token) -> syntax.Text:
        return syntax.Text(place(text), text[1:-1])

    def size(self, *items: syntax.Item) -> tuple[syntax.Item, ...]:
        return items

    index = real = size

    def function(self, *calls: Node) -> tuple[Node, ...]:
        return calls

    def call_of_names(self, name: Token, *parameters: Token) -> Node:
        function = self.name(name)
        if not parameters:
            return function
        return syntax.Call(across(name, parameters[-1]), 2, function, tuple(map(self.name, parameters)))

    def random(self, item: syntax.Item, *clauses: syntax.Clause) -> tuple[syntax.Item, tuple[syntax.Clause, ...]]:
        return item, clauses

    def let(self, definition: Node) -> Node:
        return definition

    def named(self, name: Token, body: Node, conditions: Node | None = None) -> syntax.Named:
        return syntax.Named(self.name(name), body, conditions)

    def chain(self, name: Token, *parts: Any) -> syntax.Links:
        expressions = [p for p in parts if isinstance(p, Node)]
        links = tuple(p for p in parts if isinstance(p, syntax.Link))
        conditions = expressions[0] if len(expressions) == 2 else None
        return syntax.Links(self.name(name), expressions[-1], links, conditions)

    def item(self, name: Token, *parts: Any) -> syntax.Item:
        axes: tuple[Node, ...] = ()
        within, relation, bound = None, "", None
        for part in parts:
            match part:
                case syntax.Within():
                    within = part
                case (Token() as sign, Node() as value):
                    relation, bound = str(sign), value
                case _:
                    axes = part
        return syntax.Item(self.name(name), axes, within, relation, bound)

    def axes(self, *items: Node) -> tuple[Node, ...]:
        return items

    def domain(self, what: syntax.Within | Token) -> syntax.Within:
        return what if isinstance(what, syntax.Within) else syntax.Within(place(what), "", (self.name(what),))

    def interval(self, opening: Token, *rest: Any) -> syntax.Within:
        closing = rest[-1]
        return syntax.Within(across(opening, closing), opening + closing, rest[:-1])

    def bound(self, relation: Token, value: Node) -> tuple[Token, Node]:
        return relation, value

    def clause(self, word: Token, *arguments: Node) -> syntax.Clause:
        return syntax.Clause(place(word), str(word), arguments)

    def link(self, relation: Token, expression: Node, reason: Token | None = None) -> syntax.Link:
        return syntax.Link(str(relation), expression, (reason or "").strip('"'), across(relation, expression))

    def conjunction(self, *parts: Node) -> Node:
        return syntax.Conjunction(across(parts[0], parts[-1]), below(*parts), parts)

    def comparison(self, *parts: Any) -> Node:
        sides = parts[::2]
        return syntax.Comparison(across(sides[0], sides[-1]), below(*sides), tuple(map(str, parts[1::2])), sides)

    def sum(self, *parts: Any) -> Node:
        terms = parts[::2]
        return syntax.Sum(across(terms[0], terms[-1]), below(*terms), tuple(map(str, parts[1::2])), terms)

    def product(self, *parts: Any) -> Node:
        factors, operators = parts[::2], tuple(map(str, parts[1::2]))
        alternations = sum(a != b or a != "*" for a, b in pairwise(operators))
        return syntax.Product(across(factors[0], factors[-1]), below(*factors) + alternations, operators, factors)

    def signed(self, sign: Token, operand: Node) -> Node:
        return syntax.Negative(across(sign, operand), below(operand), operand) if sign == "-" else operand

    def power(self, base: Node, _: Token, exponent: Node) -> Node:
        return syntax.Power(across(base, exponent), below(base, exponent), base, exponent)

    def subscript(self, array: Node, *rest: Any) -> Node:
        return syntax.Subscript(across(array, rest[-1]), below(array, *rest[:-1]), array, rest[:-1])

    def call(self, callee: Node, *rest: Any) -> Node:
        return syntax.Call(across(callee, rest[-1]), below(callee, *rest[:-1]), callee, rest[:-1])

    def transposed(self, matrix: Node, mark: Token) -> Node:
        return syntax.Transposed(across(matrix, mark), below(matrix), matrix)

    def primed(self, function: Node, mark: Token) -> Node:
        return syntax.Primed(across(function, mark), below(function), function)

    def branch(self, value: Node, condition: Node) -> Node:
        return syntax.Branch(across(value, condition), below(value, condition), value, condition)

    def name(self, token: Token) -> syntax.Name:
        return syntax.Name(place(token), 1, str(token))

    def number(self, token: Token) -> Node:
        return syntax.Number(place(token), 1, number(token))

    def grouped(self, opening: Token, inner: Node, closing: Token) -> Node:
        return replace(inner, span=across(opening, closing))

    def together(self, opening: Token, *rest: Any) -> Node:
        return syntax.Together(across(opening, rest[-1]), below(*rest[:-1]), rest[:-1])

    def bracket(self, opening: Token, *rest: Any) -> Node:
        return syntax.Bracket(across(opening, rest[-1]), below(*rest[:-1]), rest[:-1])
