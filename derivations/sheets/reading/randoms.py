"""Random variables: their axes and their laws."""

from __future__ import annotations

from derivations.sheets.reading import syntax
from derivations.sheets.reading.declarations import Found, size_named, without
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Trouble
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Law, Real, Table
from symbolic.language.tree import Axis, Expr


def random(read: Expressions, item: syntax.Item, clauses: tuple[syntax.Clause, ...]) -> Found:
    """`random r[n] mean 1 variance s^2 independent`, `random e[n] normal(m, s^2)`."""
    without(item, within=True, bound=True, form="random r[n] mean 1 variance s^2 independent")
    read.entries.check_new(item.name)
    axes, over = _random_axes(read, item.axes)
    known: dict[str, tuple[Node, ...]] = {}
    for clause in clauses:
        if clause.word in known:
            raise Trouble("bad-law", clause.span, f"`{clause.word}` is said twice", "say it once")
        known[clause.word] = clause.arguments
    with read.binding(over, *(a for c in clauses for a in c.arguments)) as bound:
        law = _law(read, clauses, known, bound)
    return [(item.name, Real(item.name.text, axes, None, law))]


def _random_axes(read: Expressions, nodes: tuple[Node, ...]) -> tuple[tuple[Axis, ...], tuple[IndexSymbol, ...]]:
    """The axes, each given by its size or by an index over it; in a law that depends on it, the index is bound."""
    axes: list[Axis] = []
    over: list[IndexSymbol] = []
    for node in nodes:
        found = read.look_up(node) if isinstance(node, Name) else None
        if isinstance(found, IndexSymbol):
            if found in over:
                raise Trouble("index-repeated", node.span, f"`{found}` stands twice", "the axes need different indices")
            over.append(found)
            axes.append(found.size)
        else:
            axes.append(size_named(read, node))
    return tuple(axes), tuple(over)


def _law(
    read: Expressions,
    clauses: tuple[syntax.Clause, ...],
    known: dict[str, tuple[Node, ...]],
    over: tuple[IndexSymbol, ...],
) -> Law:
    words = sorted(word for word in known if word != "independent")
    arguments = tuple(a for word in words for a in known[word])
    match words, len(arguments):
        case ["mean", "variance"], 2:
            kind, independent = "moments", "independent" in known
        case ["normal" as kind], 2:
            independent = True
        case ["bernoulli" as kind], 1:
            independent = True
        case _:
            raise Trouble(
                "bad-law",
                clauses[0].span,
                "this is not a law that is known",
                "write mean m variance s^2 independent, normal(m, s^2), or bernoulli(p)",
            )
    return Law(kind, tuple(_parameter(read, a, over) for a in arguments), independent)


def _parameter(read: Expressions, node: Node, over: tuple[IndexSymbol, ...]) -> Expr:
    """A number, or one for each entry of the variable."""
    e = read.scalar(node, "a parameter of a law")
    if strange := sorted(i.name for i in e.free if i not in over):
        raise Trouble(
            "index-not-bound",
            node.span,
            f"the index `{strange[0]}` of `{read.typed(node)[:60]}` is not an axis of the variable",
            f"give it that axis, random r[{strange[0]}] .., or sum over the index",
        )
    return Table(e, over) if e.free else e
