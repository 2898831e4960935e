"""Terms to array expressions: each distinct sub-term is calculated once.

An index name is `size.number`. Sub-terms that differ only in the names of their indices are one: `exp(z[n, j])` and,
in a sum over m, `exp(z[n, m])` are the same array.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from numeric_bridge.compiler import contraction, functions, heads, products, quotients
from numeric_bridge.compiler.arrays import Graph, Node
from numeric_bridge.compiler.indexing import Indexing, size_of
from numeric_bridge.compiler.largest import Largest, indices_of
from numeric_bridge.compiler.value import Value, as_number, common_axes, entry_by_entry
from numeric_bridge.errors import BridgeError
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bracket,
    Delta,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    index_atoms,
    instantiate,
    substitute,
)


@dataclass(slots=True)
class Emitter:
    """`arrays` holds the arrays and labels by name, `functions` the identifiers of the opaque functions."""

    graph: Graph
    arrays: dict[str, Node]
    functions: dict[tuple[str, tuple[int, ...]], str]
    done: dict[Term, Value] = field(default_factory=dict)

    @property
    def indexing(self) -> Indexing:
        return Indexing(self.graph, self.arrays)

    def value(self, term: Term, preferred: tuple[str, ...] = ()) -> Value:
        """The term over its free indices, in the preferred order if that costs nothing."""
        names = canonical_names(term)
        pattern = substitute(term, dict(names))
        if pattern not in self.done:
            wish = tuple(names[a] for a in preferred) if set(preferred) == names.keys() else ()
            self.done[pattern] = self._value(pattern, wish)
        return self.done[pattern].renamed({new: old for old, new in names.items()})

    def _value(self, term: Term, preferred: tuple[str, ...]) -> Value:
        match term:
            case Rational(value=value):
                return quotients.quotient(self.graph, value, [], [])
            case Size(name=name):
                return Value(self.graph.node("size", shape=(), detail=name))
            case Entry(array=array, indices=indices):
                return self.indexing.entry(array, indices)
            case Delta(left=left, right=right):
                return self.indexing.delta(left, right)
            case Bracket(relation=relation, argument=argument):
                return self.condition(relation, argument)
            case Add(terms=terms):
                return self.add(terms, preferred)
            case Mul() | Power():
                return products.product(self, term, preferred)
            case Sum():
                return self.reduction(term, preferred)
            case Apply():
                return self.apply(term)
        raise BridgeError(f"{type(term).__name__} has no source")

    def condition(self, relation: str, argument: Term) -> Value:
        inner = as_number(self.graph, self.value(argument))
        zero = self.graph.literal("0")
        return Value(self.graph.node("compare", inner.node, zero, detail=relation), inner.axes)

    def add(self, terms: tuple[Term, ...], preferred: tuple[str, ...]) -> Value:
        signed = [products.sign_apart(t) for t in terms]
        added = heads.less_one_hot(self.graph, [(sign, self.value(t, preferred)) for sign, t in signed])
        added = heads.softmax_complements(self.graph, added)
        added.sort(key=lambda part: part[1].node.op in ("log", "log1p"))  # m - z is exact before log(total) joins it
        axes = common_axes([v for _, v in added], preferred)
        (sign, first), *others = ((s, as_number(self.graph, v)) for s, v in added)
        whole = first if sign > 0 else Value(self.graph.negative(first.node), first.axes)
        for sign, value in others:
            op = "add" if sign > 0 else "subtract"
            pair = [whole, value]
            if op == "add" and whole.node.op == "negative":  # b - a for -a + b
                op, pair = "subtract", [value, Value(whole.node.inputs[0], whole.axes)]
            whole = entry_by_entry(self.graph, op, pair, tuple(a for a in axes if any(a in v.axes for v in pair)))
        return whole

    def reduction(self, term: Sum, preferred: tuple[str, ...]) -> Value:
        body, name = opened(term)
        if name not in body.free:
            raise BridgeError("a sum whose body does not depend on its index was left in the term")
        if isinstance(term, Largest):
            inner = as_number(self.graph, self.value(body))
            axis = inner.axes.index(name)
            return Value(self.graph.reduced("max", inner.node, axis), inner.axes[:axis] + inner.axes[axis + 1 :])
        return contraction.summed(self, body, name, preferred)

    def apply(self, term: Apply) -> Value:
        if term.function == "pi" and not term.arguments:
            return Value(self.graph.literal("np.pi"))
        if term.function == "step" and not term.orders:
            return self.condition(">", term.arguments[0])
        values = [as_number(self.graph, self.value(a)) for a in term.arguments]
        if not term.orders and term.function in functions.NAMED:
            (u,) = values
            total = heads.log_total(self.graph, u.node) if term.function == "log" else None
            return Value(total or functions.call(self.graph, term.function, u.node), u.axes)
        if term.function == "max":
            whole = values[0]
            for other in values[1:]:
                whole = entry_by_entry(self.graph, "maximum", [whole, other])
            return whole
        function = self.functions[term.function, term.orders]
        return entry_by_entry(self.graph, "call", values, detail=function)


def opened(term: Sum) -> tuple[Term, str]:
    """The body of a sum, and the name that its index has there."""
    taken = term.body.free
    number = 0
    while f"{term.size}.{number}" in taken:
        number += 1
    name = f"{term.size}.{number}"
    return instantiate(term.body, name), name


def canonical_names(term: Term) -> dict[str, str]:
    """New names for the free indices, by size and in the order in which they are met."""
    found: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    seen: set[Term] = set()

    def visit(t: Term) -> None:
        if t in seen or not t.free or len(found) == len(term.free):
            return
        seen.add(t)
        for index in indices_of(t):
            for atom in index_atoms(index):
                if isinstance(atom, str) and atom not in found:
                    size = size_of(atom)
                    found[atom] = f"{size}.{numbers[size]}"
                    numbers[size] += 1
        for child in t.children():
            visit(child)

    visit(term)
    return found
