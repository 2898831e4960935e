"""Claims, chains and hypotheses: statements with names, and the conditions on them."""

from __future__ import annotations

from itertools import pairwise

from derivations.sheets.reading import syntax
from derivations.sheets.reading.comparisons import condition, relation
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.statements import statement_of
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Gathered, Trouble, all_of
from symbolic.chain import Chain, Line
from symbolic.language.relations import Relation, relations_of
from symbolic.language.statements import Claim


def claim_of(read: Expressions, body: Node, conditions: Node | None) -> Claim:
    """The claim that a body and its `where` state, under the hypotheses so far."""
    gathered = Gathered()
    with gathered:
        statement = statement_of(read, body)
    with gathered:
        where = conditions_of(read, conditions)
    gathered.check()
    for e in (*statement.expressions(), *(e for c in where for e in c.expressions())):
        read.weights.check(e, body.span)
    return Claim(statement, tuple(read.entries.hypotheses), where, read.entries.index_names())


def chain_of(read: Expressions, written: syntax.Links) -> Chain:
    """A chain and its links, under the hypotheses so far."""
    if not written.links:
        raise Trouble(
            "chain-without-links",
            written.start.span,
            "a chain needs a line that begins with ==, <=, <, >= or >",
            "write `== e` on an indented line below the first expression",
        )
    gathered = Gathered()
    with gathered:
        where = conditions_of(read, written.conditions)
    with gathered:
        relations = all_of(_relation, written.links)
    sides = (written.start, *(link.expression for link in written.links))
    with gathered:
        start, *expressions = all_of(read.of, sides)
    gathered.check()
    for link, its, pair in zip(written.links, pairwise(sides), pairwise((start, *expressions)), strict=True):
        read.same_shapes(syntax.Comparison(link.span, 1, (link.relation,), its), list(pair), its)
    for e in (start, *expressions):
        read.weights.check(e, written.start.span)
    reasons = (link.reason for link in written.links)
    lines = tuple(map(Line, relations, expressions, reasons))
    named, names = tuple(read.entries.hypotheses), read.entries.index_names()
    return Chain(start, lines, named=named, conditions=where, index_names=names)


def _relation(link: syntax.Link) -> str:
    at = (link.span[0], link.span[0] + len(link.relation))
    if link.relation == "=":
        raise Trouble("equals-sign", at, "`=` defines, and stands in `let` only", "to compare, write `==`")
    if link.relation == "!=":
        raise Trouble(
            "chain-relation",
            at,
            "a line of a chain does not begin with !=",
            "begin it with ==, <=, <, >= or >, or write a claim",
        )
    return link.relation


def conditions_of(read: Expressions, node: Node | None) -> tuple[Relation, ...]:
    """The relations of a `where`."""
    return relations_of(condition(read, node)) if node is not None else ()


def hypothesis(read: Expressions, written: syntax.Named) -> tuple[Relation, ...]:
    """`assume NAME: relation`."""
    if written.conditions is not None:
        raise Trouble(
            "bad-declaration",
            written.conditions.span,
            "a hypothesis has no `where`",
            "an index in it means: for all of its values",
        )
    body = written.body
    parts = body.parts if isinstance(body, syntax.Conjunction) else (body,)
    return all_of(lambda part: _assumed(read, part), parts)


def _assumed(read: Expressions, node: Node) -> Relation:
    if not isinstance(node, syntax.Comparison) or any(_is_limit(side) for side in node.sides):
        statement_of(read, node)
        raise Trouble(
            "relation-needed",
            node.span,
            f"`{read.typed(node)}` cannot be assumed",
            "a hypothesis compares expressions: a == b, a >= b",
        )
    found = relation(read, node)
    if found.is_between_indices:
        raise Trouble(
            "indices-in-hypothesis",
            node.span,
            f"`{read.typed(node)}` relates indices, which a hypothesis binds",
            f"write it in the claim: where {read.typed(node)}",
        )
    for e in found.expressions():
        read.weights.check(e, node.span)
    return found


def _is_limit(node: Node) -> bool:
    return isinstance(node, syntax.Call) and isinstance(node.callee, Name) and node.callee.text == "limit"
