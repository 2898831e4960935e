"""Statements that declare: sizes, indices, reals, functions, random variables, definitions, hypotheses."""

from __future__ import annotations

from fractions import Fraction

from derivations.sheets.reading import syntax
from derivations.sheets.reading.entries import CALLABLE, STATEMENTS, Entry, Let, LetFunction, check_name, close
from derivations.sheets.reading.expressions import Expressions, constant
from derivations.sheets.reading.indexing import indices_over
from derivations.sheets.reading.statements import statement_of
from derivations.sheets.reading.syntax import Name, Node
from derivations.sheets.reading.trouble import Span, Trouble
from symbolic.language.declare import OpaqueFunction
from symbolic.language.domain import Domain, Finite, Interval, NonZero
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Law, Real, Table
from symbolic.language.relations import Relation
from symbolic.language.tree import Axis, Expr, SizeSymbol

Found = list[tuple[Name, Entry]]


def sizes(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`size N, K` and `size N >= 2`."""
    found: Found = []
    for item in items:
        _without(item, axes=True, within=True, form="size N, K >= 2")
        read.entries.check_new(item.name)
        at_least = 1
        if item.bound is not None:
            value = constant(item.bound)
            if item.relation != ">=" or value is None or value.denominator != 1 or value < 1:
                raise Trouble(
                    "bad-declaration",
                    item.bound.span,
                    "a size has a lower bound only",
                    "write size N >= 2; other conditions stand in `where`",
                )
            at_least = int(value)
        found.append((item.name, SizeSymbol(item.name.text, at_least)))
    return found


def indices(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`index i, j in K`."""
    found: Found = []
    waiting: list[Name] = []
    for item in items:
        _without(item, axes=True, bound=True, form="index i, j in K")
        read.entries.check_new(item.name)
        waiting.append(item.name)
        if item.within is not None:
            size = _size(read, item.within)
            found += [(name, IndexSymbol(name.text, size)) for name in waiting]
            waiting = []
    if waiting:
        raise Trouble(
            "bad-declaration", waiting[-1].span, f"over what does `{waiting[-1].text}` run?", "write index i, j in K"
        )
    return found


def _size(read: Expressions, within: syntax.Within) -> SizeSymbol:
    if not within.brackets and isinstance(within.items[0], Name):
        return _size_named(read, within.items[0])
    raise Trouble("size-needed", within.span, "an index runs over a declared size", "write index i, j in K")


def _size_named(read: Expressions, node: Node) -> SizeSymbol:
    if not isinstance(node, Name):
        raise Trouble(
            "size-needed",
            node.span,
            f"`{read.typed(node)}` is not a declared size",
            "declare one: size K (it stays a symbol)",
        )
    if node.text not in read.entries.entries and node.text not in read.entries.broken:
        known = [n for n, e in read.entries.entries.items() if isinstance(e, SizeSymbol)]
        near = close(node.text, known)
        if node.text not in read.entries.later:
            raise Trouble(
                "unknown-name",
                node.span,
                f"`{node.text}` is not declared",
                f"did you mean `{near}`?" if near else f"declare it above: size {node.text}",
            )
    found = read.look_up(node)
    if isinstance(found, SizeSymbol):
        return found
    over = f": write {found.size}" if isinstance(found, IndexSymbol) else ""
    raise Trouble(
        "size-needed",
        node.span,
        f"`{node.text}` is {read.entries.kind(node.text)}, not a size",
        "an axis is a size" + over,
    )


def reals(read: Expressions, items: tuple[syntax.Item, ...]) -> Found:
    """`real x, w[d], yh in (0, 1), s > 0`."""
    found: Found = []
    for item in items:
        read.entries.check_new(item.name)
        axes = tuple(_size_named(read, a) for a in item.axes)
        found.append((item.name, Real(item.name.text, axes, _domain(read, item))))
    return found


def _without(item: syntax.Item, *, form: str, axes: bool = False, within: bool = False, bound: bool = False) -> None:
    where: Span | None = None
    if axes and item.axes:
        where = item.axes[0].span
    elif within and item.within is not None:
        where = item.within.span
    elif bound and item.bound is not None:
        where = item.bound.span
    if where is not None:
        raise Trouble("bad-declaration", where, "this does not belong here", f"the form is: {form}")


def _domain(read: Expressions, item: syntax.Item) -> Domain | None:
    if item.bound is not None:
        end = _exact(read, item.bound)
        match item.relation:
            case ">" | ">=" as op:
                return Interval(end, None, op == ">=", False)
            case "<" | "<=" as op:
                return Interval(None, end, False, op == "<=")
            case "!=" if end == 0:
                return NonZero()
        raise Trouble(
            "bad-domain",
            item.bound.span,
            f"`{item.relation} {read.typed(item.bound)}` is not a domain",
            "write s > 0, s >= 0, s in (0, 1)",
        )
    if item.within is None:
        return None
    within = item.within
    if not within.brackets:
        raise Trouble(
            "bad-domain", within.span, "a real lies in a set of numbers", "write in (0, 1), in [0, 1] or in {-1, 1}"
        )
    if within.brackets == "{}":
        return Finite(tuple(dict.fromkeys(_exact(read, e) for e in within.items)))
    low, high = (_end(read, e) for e in within.items)
    closed = within.brackets[0] == "[", within.brackets[1] == "]"
    if low is not None and high is not None and (low > high or (low == high and closed != (True, True))):
        raise Trouble("empty-domain", within.span, "no number lies in this interval", "the smaller end comes first")
    return Interval(low, high, closed[0] and low is not None, closed[1] and high is not None)


def _end(read: Expressions, node: Node) -> Fraction | None:
    inner = node.operand if isinstance(node, syntax.Negative) else node
    return None if isinstance(inner, Name) and inner.text == "oo" else _exact(read, node)


def _exact(read: Expressions, node: Node) -> Fraction:
    value = constant(node)
    if value is None:
        raise Trouble(
            "bad-domain",
            node.span,
            f"`{read.typed(node)}` is not a number",
            "a domain has rational ends; write others with `assume`",
        )
    return value


def functions(read: Expressions, calls: tuple[Node, ...]) -> Found:
    """`function g` and `function f(u, v)`."""
    found: Found = []
    for call in calls:
        name, parameters = (call.callee, call.arguments) if isinstance(call, syntax.Call) else (call, ())
        assert isinstance(name, Name)  # by the grammar
        _check_function(read, name)
        _check_parameters(tuple(p for p in parameters if isinstance(p, Name)))
        found.append((name, OpaqueFunction(name.text, (0,) * max(1, len(parameters)))))
    return found


def _check_function(read: Expressions, name: Name) -> None:
    read.entries.check_new(name)
    if name.text in (*CALLABLE, *STATEMENTS, "step"):
        raise Trouble(
            "reserved-name", name.span, f"`{name.text}(` is an operator of the language", "choose another name"
        )


def _check_parameters(names: tuple[Name, ...]) -> None:
    for n, name in enumerate(names):
        check_name(name)
        if name.text in {other.text for other in names[:n]}:
            raise Trouble("index-repeated", name.span, f"`{name.text}` stands twice", "name each parameter once")


def random(read: Expressions, item: syntax.Item, clauses: tuple[syntax.Clause, ...]) -> Found:
    """`random r[n] mean 1 variance s^2 independent`, `random e[n] normal(m, s^2)`."""
    _without(item, within=True, bound=True, form="random r[n] mean 1 variance s^2 independent")
    read.entries.check_new(item.name)
    axes, over = _random_axes(read, item.axes)
    known: dict[str, tuple[Node, ...]] = {}
    for clause in clauses:
        if clause.word in known:
            raise Trouble("bad-law", clause.span, f"`{clause.word}` is said twice", "say it once")
        known[clause.word] = clause.arguments
    with read.binding({i.name: i for i in over}):
        law = _law(read, clauses, known, over)
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
            axes.append(_size_named(read, node))
    return tuple(axes), tuple(over)


def _law(
    read: Expressions,
    clauses: tuple[syntax.Clause, ...],
    known: dict[str, tuple[Node, ...]],
    over: tuple[IndexSymbol, ...],
) -> Law:
    def parameter(node: Node) -> Expr:
        e = read.scalar(node, "a parameter of a law")
        if strange := [i for i in e.free if i not in over]:
            raise _unbound(read, node, strange[0], "random r[" + strange[0].name + "] ..")
        return Table(e, over) if e.free else e

    words = {**known}
    words.pop("independent", None)
    match sorted(words):
        case ["mean", "variance"]:
            (mean,), (variance,) = known["mean"], known["variance"]
            return Law("moments", (parameter(mean), parameter(variance)), "independent" in known)
        case ["normal"] if len(known["normal"]) == 2:
            mean, variance = known["normal"]
            return Law("normal", (parameter(mean), parameter(variance)))
        case ["bernoulli"] if len(known["bernoulli"]) == 1:
            return Law("bernoulli", (parameter(*known["bernoulli"]),))
    raise Trouble(
        "bad-law",
        clauses[0].span,
        "this is not a law that is known",
        "write mean m variance s^2 independent, normal(m, s^2), or bernoulli(p)",
    )


def _unbound(read: Expressions, node: Node, index: IndexSymbol, form: str) -> Trouble:
    return Trouble(
        "index-not-bound",
        node.span,
        f"the index `{index}` is neither a parameter nor bound in `{read.typed(node)[:60]}`",
        f"make it a parameter, `{form}`, or sum over it",
    )


def definition(read: Expressions, node: Node) -> Found:
    """`let p[k] = e`, `let L = e`, `let bce(u) = e`."""
    if not isinstance(node, syntax.Comparison):
        raise Trouble("bad-declaration", node.span, "a definition has an `=`", "the form is: let p[k] = e")
    target, *rest = node.sides
    if node.operators[0] != "=":
        at = read.text.index(node.operators[0], target.span[1])
        raise Trouble(
            "double-equals",
            (at, at + 2),
            f"`{node.operators[0]}` compares; a definition is written with `=`",
            "write `=`",
        )
    if len(rest) > 1:
        if node.operators[1] == "=":
            raise Trouble("bad-declaration", node.span, "one definition a line", "write two lines")
        whole = syntax.Comparison((rest[0].span[0], rest[-1].span[1]), 1, node.operators[1:], tuple(rest))
        read.of(whole)
    body = rest[0]
    match target:
        case Name():
            read.entries.check_new(target)
            return [(target, Let(target.text, (), _closed(read, body, (), target.text)))]
        case syntax.Subscript(array=Name() as name, items=items):
            read.entries.check_new(name)
            parameters = _parameters(read, items)
            with read.binding({i.name: i for i in parameters}):
                return [(name, Let(name.text, parameters, _closed(read, body, parameters, name.text)))]
        case syntax.Call(callee=Name() as name, arguments=arguments):
            _check_function(read, name)
            return [(name, _function(read, name, arguments, body))]
    raise Trouble(
        "bad-declaration",
        target.span,
        f"`{read.typed(target)}` cannot be defined",
        "define a name: let p[k] = e, let L = e, let f(u) = e",
    )


def _parameters(read: Expressions, items: tuple[Node, ...]) -> tuple[IndexSymbol, ...]:
    found: list[IndexSymbol] = []
    for item in items:
        entry = read.look_up(item) if isinstance(item, Name) else None
        if not isinstance(entry, IndexSymbol):
            size = entry if isinstance(entry, SizeSymbol) else None
            own = indices_over(read, size) if size is not None else []
            raise Trouble(
                "not-an-index",
                item.span,
                f"`{read.typed(item)}` is not an index",
                f"write an index over {size}: {', '.join(own)}"
                if own
                else "a definition's parameters are declared indices",
            )
        if entry in found:
            raise Trouble("index-repeated", item.span, f"`{entry}` stands twice", "the axes need different indices")
        found.append(entry)
    return tuple(found)


def _closed(read: Expressions, body: Node, parameters: tuple[IndexSymbol, ...], name: str) -> Expr:
    e = read.of(body)
    free = sorted((i for i in e.free if i not in parameters), key=str)
    if free:
        names = ", ".join(i.name for i in (*parameters, *free))
        raise _unbound(read, body, free[0], f"let {name}[{names}] = ..")
    read.weights.check(e, body.span)
    return e


def _function(read: Expressions, name: Name, arguments: tuple[Node, ...], body: Node) -> LetFunction:
    parameters = []
    for a in arguments:
        if not isinstance(a, Name):
            raise Trouble(
                "bad-declaration", a.span, f"`{read.typed(a)}` is not a parameter", f"write let {name.text}(u) = .."
            )
        parameters.append(a)
    _check_parameters(tuple(parameters))
    reals = tuple(Real(p.text) for p in parameters)
    inner = Expressions(read.entries, read.text, read.weights, {r.name: r for r in reals}, reals)
    e = _closed(inner, body, (), name.text)
    if e.shape:
        raise Trouble(
            "scalar-needed",
            body.span,
            f"`{read.typed(body)[:60]}` is an array",
            "a function of reals has a number as its value",
        )
    return LetFunction(name.text, reals, e)


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
    found = []
    for part in parts:
        if not isinstance(part, syntax.Comparison):
            statement_of(read, part)
            raise Trouble(
                "relation-needed",
                part.span,
                f"`{read.typed(part)}` cannot be assumed",
                "a hypothesis compares expressions: a == b, a >= b",
            )
        if any(
            isinstance(s, syntax.Call) and isinstance(s.callee, Name) and s.callee.text == "limit" for s in part.sides
        ):
            raise Trouble(
                "relation-needed", part.span, "a limit cannot be assumed", "a hypothesis compares expressions"
            )
        relation = read.relation(part)
        if relation.is_between_indices:
            raise Trouble(
                "indices-in-hypothesis",
                part.span,
                f"`{read.typed(part)}` relates indices, which a hypothesis binds",
                f"write it in the claim: where {read.typed(part)}",
            )
        for e in relation.expressions():
            read.weights.check(e, part.span)
        found.append(relation)
    return tuple(found)
