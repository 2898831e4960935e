"""Terms to straight-line source: each distinct sub-term is calculated once.

An index name is `size.number`. Sub-terms that differ only in the names of their indices are one: `exp(z[n, j])` and,
in a sum over m, `exp(z[n, m])` are the same array. The work is done twice, once to count how often each is used: what
is used once stays in place, the rest gets a name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from numeric_bridge import contraction, functions, products
from numeric_bridge.errors import BridgeError
from numeric_bridge.indexing import Indexing, size_of
from numeric_bridge.largest import Largest, indices_of
from numeric_bridge.names import Names
from numeric_bridge.value import ATOM, COMPARISON, PRODUCT, SIGN, SUM, Value, aligned, common_axes
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

LONGEST = 70
"""A piece of source that is longer than this gets a name."""

HINTS = {Largest: "top", Sum: "total", Add: "s", Mul: "p", Power: "r"}


@dataclass(slots=True)
class Emitter:
    """`lines` calculate what `value` has returned. `uses` says how often each sub-term is used, once that is known."""

    names: Names
    arrays: dict[str, str]
    sizes: dict[str, str]
    functions: dict[tuple[str, tuple[int, ...]], str]
    uses: Counter[Term] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    sizes_used: set[str] = field(default_factory=set)
    done: dict[Term, Value] = field(default_factory=dict)
    met: Counter[Term] = field(default_factory=Counter)

    @property
    def indexing(self) -> Indexing:
        return Indexing(self.arrays.__getitem__, self.size)

    def size(self, name: str) -> str:
        self.sizes_used.add(name)
        return self.sizes[name]

    def value(self, term: Term, preferred: tuple[str, ...] = (), *, is_result: bool = False) -> Value:
        """The term as source, over its free indices, in the preferred order if that costs nothing."""
        names = canonical_names(term)
        pattern = substitute(term, dict(names))
        self.met[pattern] += 1
        if pattern not in self.done:
            wish = tuple(names[a] for a in preferred) if set(preferred) == names.keys() else ()
            found = self._value(pattern, wish)
            plain = is_result or isinstance(pattern, Rational) or found.text.isidentifier()
            if not plain and (self.uses[pattern] > 1 or len(found.text) > LONGEST):
                found = self.named(found, self._hint(pattern))
            self.done[pattern] = found
        return self.done[pattern].renamed({new: old for old, new in names.items()})

    def named(self, value: Value, hint: str) -> Value:
        """The value under a name of its own."""
        name = self.names.fresh(hint)
        self.lines.append(f"{name} = {value.text}")
        return Value(name, value.axes, ATOM, value.is_mask)

    def _hint(self, term: Term) -> str:
        if isinstance(term, Apply):
            return {"exp": "e"}.get(term.function, "f")
        return HINTS.get(type(term), "t")

    def _value(self, term: Term, preferred: tuple[str, ...]) -> Value:
        match term:
            case Rational(value=value):
                return literal(value)
            case Size(name=name):
                return Value(self.size(name))
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
        inner = self.value(argument).as_number()
        return Value(f"{inner.at(SUM)} {relation} 0", inner.axes, COMPARISON, True)

    def add(self, terms: tuple[Term, ...], preferred: tuple[str, ...]) -> Value:
        signed = [products.sign_apart(t) for t in terms]
        values = [self.value(t, preferred).as_number() for _, t in signed]
        axes = common_axes(values, preferred)
        text = ""
        for (sign, _), value in zip(signed, values, strict=True):
            part = aligned(value, axes).at(SUM if sign > 0 else PRODUCT)
            text += f" {'+' if sign > 0 else '-'} {part}" if text else part if sign > 0 else f"-{part}"
        return Value(text.replace("+ -", "- "), axes, SUM)

    def reduction(self, term: Sum, preferred: tuple[str, ...]) -> Value:
        body, name = opened(term)
        if name not in body.free:
            raise BridgeError("a sum whose body does not depend on its index was left in the term")
        if isinstance(term, Largest):
            inner = self.value(body).as_number()
            return Value(f"{inner.at(ATOM)}.max(axis={inner.axes.index(name)})", without(inner.axes, name))
        return contraction.summed(self, body, name, preferred)

    def apply(self, term: Apply) -> Value:
        if term.function == "pi" and not term.arguments:
            return Value("np.pi")
        if term.function == "step" and not term.orders:
            return self.condition(">", term.arguments[0])
        values = [self.value(a).as_number() for a in term.arguments]
        if not term.orders and (term.function in functions.CALLS or term.function in functions.FORMS):
            argument = values[0]
            if functions.occurrences(term.function) > 1 and not argument.text.isidentifier():
                argument = self.named(argument, "u")
            return functions.call(term.function, argument)
        axes = common_axes(values)
        texts = [aligned(v, axes).text for v in values]
        if term.function == "max":
            nested = texts[0]
            for text in texts[1:]:
                nested = f"np.maximum({nested}, {text})"
            return Value(nested, axes)
        return Value(f"{self.functions[term.function, term.orders]}({', '.join(texts)})", axes)


def without(axes: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(a for a in axes if a != name)


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


def literal(value: Fraction) -> Value:
    """An exact number: integers and quotients that a float holds exactly, else the nearest float."""
    top, bottom = value.numerator, value.denominator
    if max(abs(top), bottom) > 2**53:
        return Value(repr(top / bottom), (), SIGN if top < 0 else ATOM)
    if bottom == 1:
        return Value(str(top), (), SIGN if top < 0 else ATOM)
    return Value(f"{top} / {bottom}", (), PRODUCT)
