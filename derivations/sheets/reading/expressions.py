"""Syntax trees to the typed tree: names resolved, shapes and index ranges checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from derivations.sheets.reading import calls, indexing, operators, syntax
from derivations.sheets.reading.brackets import are_around
from derivations.sheets.reading.comparisons import check_comparison
from derivations.sheets.reading.entries import Entries
from derivations.sheets.reading.meanings import Let, LetFunction
from derivations.sheets.reading.suggestions import with_indices
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.reading.vocabulary import RESERVED
from derivations.sheets.reading.weight import Weights
from symbolic.language.declare import OpaqueFunction
from symbolic.language.errors import ShapeError, brief
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Constant, Real
from symbolic.language.tree import Expr, Map, Number, shape_text

MOST_HINTS, LONGEST_HINT = 3, 200  # characters


@dataclass(slots=True)
class Expressions:
    """Reads the expressions of one statement. `local` are the names that binders and parameters bring in."""

    entries: Entries
    text: str
    weights: Weights
    local: dict[str, IndexSymbol | Real] = field(default_factory=dict)
    parameters: tuple[Real, ...] = ()
    hints: dict[str, None] = field(default_factory=dict)  # in the order of reading, each once

    def typed(self, node: Node) -> str:
        """What was typed, on one line, without parentheses around all of it."""
        text = self.written(node)
        while not isinstance(node, syntax.Together) and are_around(text):
            text = text[1:-1].strip()
        return text

    def written(self, node: Node) -> str:
        """What was typed, on one line, as a part of something else."""
        return " ".join(self.text[node.span[0] : node.span[1]].split())

    def note(self, hint: str) -> None:
        """Note what is in order, and perhaps not what was meant."""
        if len(self.hints) < MOST_HINTS:
            self.hints[brief(hint, LONGEST_HINT)] = None

    def look_up(self, name: syntax.Name) -> object:
        """What a name means here."""
        for hint in self.entries.hints.get(name.text, ()):
            self.note(hint)
        return self.local[name.text] if name.text in self.local else self.entries.look_up(name.text, name.span)

    def knows(self, name: str) -> bool:
        """Whether a name is declared anywhere, if only below or on a line that cannot be read."""
        entries = self.entries
        known = (self.local, entries.entries, entries.broken, RESERVED)
        return any(name in names for names in known) or entries.is_later(name)

    def is_index(self, name: str) -> bool:
        """Whether a name means an index here."""
        return isinstance(self.local.get(name, self.entries.entries.get(name)), IndexSymbol)

    @contextmanager
    def binding(self, indices: tuple[IndexSymbol, ...], *inside: Node) -> Iterator[tuple[IndexSymbol, ...]]:
        """Indices bound in what is read `inside`, where they hide others of their names.

        Yields what they are called there: a definition that depends on an index of the same name is not captured.
        """
        before = self.local
        renamed = self._apart(indices, inside)
        self.local = {**before, **{old.name: new for old, new in zip(indices, renamed, strict=True)}}
        try:
            yield renamed
        finally:
            self.local = before

    def _apart(self, indices: tuple[IndexSymbol, ...], inside: tuple[Node, ...]) -> tuple[IndexSymbol, ...]:
        loose = self.entries.loose
        if not loose:
            return indices
        names = syntax.names_in(inside)
        free = frozenset[IndexSymbol]().union(*(loose[n] for n in names if n in loose))
        taken = names | {i.name for i in (*free, *indices)}
        found: list[IndexSymbol] = []
        for i in indices:
            found.append(self.entries.fresh(i, taken | {f.name for f in found}) if i in free else i)
        return tuple(found)

    def of(self, node: Node) -> Expr:
        """The expression that a node means. Raises Trouble or Dependent."""
        match node:
            case syntax.Name():
                return self._name(node)
            case syntax.Number(value=value):
                return Number(value)
            case syntax.Sum(signs=signs, terms=terms):
                return operators.sum_of(self, node, signs, terms)
            case syntax.Product(operators=between, factors=factors):
                return operators.product_of(self, node, between, factors)
            case syntax.Negative(operand=operand):
                return Map("negate", (self.of(operand),))
            case syntax.Power(base=base, exponent=exponent):
                return operators.power_of(self, node, base, exponent)
            case syntax.Subscript(array=array, items=items):
                return indexing.entry_of(self, node, array, items)
            case syntax.Call(callee=callee, arguments=arguments):
                return calls.called(self, node, callee, arguments)
            case syntax.Transposed(matrix=matrix):
                return operators.transpose_of(self, node, matrix)
            case syntax.Bracket(items=items):
                return operators.bracket_of(self, node, items)
        raise _misplaced(self, node)

    def _name(self, node: syntax.Name) -> Expr:
        if node.text == "pi":
            return Constant("pi")
        match self.look_up(node):
            case IndexSymbol(size=size):
                raise Trouble(
                    "index-as-number",
                    node.span,
                    f"`{node.text}` is an index over {size}, not a number",
                    f"an index stands in subscripts, in sum[{node.text}](..) and in [{node.text} == ..]; "
                    f"declare a real if a number is meant",
                )
            case Let() as let:
                return let.whole
            case OpaqueFunction() | LetFunction():
                raise Trouble(
                    "function-alone", node.span, f"`{node.text}` is a function, not a value", f"write {node.text}(..)"
                )
            case Expr() as e:
                return e
        raise TypeError(node.text)

    def same_shapes(self, node: Node, values: list[Expr], parts: tuple[Node, ...]) -> None:
        """Refuse arrays of different shapes where entries are combined one by one."""
        arrays = [(e, n) for e, n in zip(values, parts, strict=True) if e.shape]
        for e, n in arrays[1:]:
            first, its = arrays[0]
            if e.shape != first.shape:
                raise Trouble(
                    "shapes-differ",
                    node.span,
                    f"`{self.typed(its)}` has shape {shape_text(first.shape)}, "
                    f"`{self.typed(n)}` has shape {shape_text(e.shape)}",
                    "entries are combined one by one, or with a number; is `@`, `.T`, `outer` or an index missing?",
                )

    def scalar(self, node: Node, role: str) -> Expr:
        """An expression that has to be a number."""
        e = self.of(node)
        if e.shape:
            name = node.text if isinstance(node, syntax.Name) else ""
            entry = with_indices(name, e.shape, self.entries.entries) if name else ""
            raise Trouble(
                "scalar-needed",
                node.span,
                f"`{self.typed(node)}` has shape {shape_text(e.shape)}; {role} is a number",
                f"did you mean `{entry}`?" if entry else "write an index, or sum over the entries",
            )
        return e

    def guarded(self, node: Node, build: type[Expr], *arguments: object) -> Expr:
        """A node of the tree whose own checks say what is wrong."""
        try:
            return build(*arguments)
        except ShapeError as error:
            raise Trouble("shapes-differ", node.span, str(error), "shapes must agree, name for name") from None


def _misplaced(read: Expressions, node: Node) -> Trouble:
    typed = read.typed(node)
    match node:
        case syntax.Comparison() | syntax.Conjunction():
            if isinstance(node, syntax.Comparison):
                check_comparison(read, node)
            found, help = f"`{typed}` is a relation, not a number", f"its Iverson bracket, 1 or 0, is [{typed}]"
            return Trouble("relation-as-number", node.span, found, help)
        case syntax.Branch():
            return Trouble("misplaced-if", node.span, "`if` stands in `cases` only", "write cases(a if c, b)")
        case syntax.Together():
            found = f"`{typed}` is several expressions"
            return Trouble("misplaced-tuple", node.span, found, "a vector is written [a, b]")
        case syntax.Primed(function=syntax.Name() as name) if not isinstance(read.look_up(name), OpaqueFunction):
            found = f"`{name.text}` is not a declared function, so it has no prime"
            return Trouble("not-a-function", node.span, found, f"a transpose is written {name.text}.T")
        case syntax.Primed(function=inner) if not isinstance(inner, syntax.Name | syntax.Primed):
            found = f"the prime after `{read.typed(inner)}` belongs to no function"
            return Trouble("not-a-function", node.span, found, "a prime stands after the name of a function: g'(x)")
        case syntax.Primed():
            found = f"`{typed}` is a function, not a value"
            return Trouble("function-alone", node.span, found, f"write {typed}(..)")
    raise TypeError(type(node).__name__)
