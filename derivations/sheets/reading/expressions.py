"""Syntax trees to the typed tree: names resolved, shapes and index ranges checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction

from derivations.sheets.reading import calls, indexing, limits, syntax
from derivations.sheets.reading.entries import Entries, Let, LetFunction
from derivations.sheets.reading.syntax import Node
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.reading.weight import Weights
from symbolic.language.declare import OpaqueFunction
from symbolic.language.errors import ShapeError
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Constant, Iverson, Real
from symbolic.language.relations import Condition, Relation, conjunction
from symbolic.language.tree import Expr, Map, MatMul, Number, Stack, Transpose, shape_text

OPERATORS = {"*": "multiply", "/": "divide"}


@dataclass(slots=True)
class Expressions:
    """Reads the expressions of one statement. `local` are the names that binders and parameters bring in."""

    entries: Entries
    text: str
    weights: Weights
    local: dict[str, IndexSymbol | Real] = field(default_factory=dict)
    parameters: tuple[Real, ...] = ()

    def typed(self, node: Node) -> str:
        """What was typed, on one line."""
        return " ".join(self.text[node.span[0] : node.span[1]].split())

    def look_up(self, name: syntax.Name) -> object:
        """What a name means here."""
        return self.local[name.text] if name.text in self.local else self.entries.look_up(name.text, name.span)

    @contextmanager
    def binding(self, names: dict[str, IndexSymbol]) -> Iterator[None]:
        """Names that hide others inside."""
        before = self.local
        self.local = {**before, **names}
        try:
            yield
        finally:
            self.local = before

    def of(self, node: Node) -> Expr:
        """The expression that a node means. Raises Trouble or Dependent."""
        match node:
            case syntax.Name():
                return self._name(node)
            case syntax.Number(value=value):
                return Number(value)
            case syntax.Sum(signs=signs, terms=terms):
                return self._sum(node, signs, terms)
            case syntax.Product(operators=operators, factors=factors):
                return self._product(node, operators, factors)
            case syntax.Negative(operand=operand):
                return Map("negate", (self.of(operand),))
            case syntax.Power(base=base, exponent=exponent):
                return self._power(node, base, exponent)
            case syntax.Subscript(array=array, items=items):
                return indexing.entry_of(self, node, array, items)
            case syntax.Call(callee=callee, arguments=arguments):
                return calls.called(self, node, callee, arguments)
            case syntax.Transposed(matrix=matrix):
                return self._transposed(node, matrix)
            case syntax.Bracket(items=items):
                return self._bracket(node, items)
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

    def _sum(self, node: Node, signs: tuple[str, ...], terms: tuple[Node, ...]) -> Expr:
        first, *rest = map(self.of, terms)
        self.same_shapes(node, [first, *rest], terms)
        if len(rest) == 1:
            return Map("add" if signs[0] == "+" else "subtract", (first, rest[0]))
        signed = (e if sign == "+" else Map("negate", (e,)) for sign, e in zip(signs, rest, strict=True))
        return Map("add", (first, *signed))

    def _product(self, node: Node, operators: tuple[str, ...], factors: tuple[Node, ...]) -> Expr:
        result = self.of(factors[0])
        run = [result]  # factors between which only * stands
        begin = factors[0]
        for operator, factor in zip(operators, factors[1:], strict=True):
            right = self.of(factor)
            if operator == "*":
                self.same_shapes(node, [run[0], right], (begin, factor))
                run.append(right)
                continue
            left = run[0] if len(run) == 1 else Map("multiply", tuple(run))
            if operator == "@":
                result = self._matrix_product(node, left, right, (begin, factor))
            else:
                self.same_shapes(node, [left, right], (begin, factor))
                result = Map("divide", (left, right))
            run = [result]
        return run[0] if len(run) == 1 else Map("multiply", tuple(run))

    def _matrix_product(self, node: Node, left: Expr, right: Expr, sides: tuple[Node, Node]) -> Expr:
        both = " and ".join(
            f"`{self.typed(n)}` has shape {shape_text(e.shape)}" for n, e in zip(sides, (left, right), strict=True)
        )
        if not left.shape or not right.shape:
            raise Trouble(
                "shapes-differ", node.span, f"{both}; @ takes matrices and vectors", "a number is multiplied with *"
            )
        if len(left.shape) > 2 or len(right.shape) > 2:
            raise Trouble(
                "shapes-differ", node.span, f"{both}; @ takes matrices and vectors", "write the sum: sum[k](..)"
            )
        if left.shape[-1] != right.shape[0]:
            raise Trouble(
                "shapes-differ",
                node.span,
                f"{both}; the last axis of the left is {left.shape[-1]}, the first of the right {right.shape[0]}",
                "in a matrix product these two agree; is a `.T` missing?",
            )
        return MatMul(left, right)

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

    def _power(self, node: Node, base: Node, exponent: Node) -> Expr:
        below, above = self.of(base), self.of(exponent)
        self.same_shapes(node, [below, above], (base, exponent))
        weight = self.weights.of(above)
        value = weight.value
        if weight.degree > limits.POWER or (value is not None and abs(value) > limits.EXPONENT):
            raise Trouble(
                "exponent-too-large",
                exponent.span,
                f"the exponent {self.typed(exponent)[:20]} is larger than {limits.EXPONENT}",
                "a symbol can be the exponent of a positive base: real a > 0, n",
            )
        result = Map("power", (below, above))
        self.weights.check(result, node.span)
        return result

    def _transposed(self, node: Node, matrix: Node) -> Expr:
        e = self.of(matrix)
        if len(e.shape) != 2:
            raise Trouble(
                "shapes-differ",
                node.span,
                f"`{self.typed(matrix)}` has shape {shape_text(e.shape)}; only a matrix has a transpose",
                "a vector is neither a row nor a column: write dot(u, v), outer(u, v), A @ v, v @ A",
            )
        return Transpose(e)

    def _bracket(self, node: Node, items: tuple[Node, ...]) -> Expr:
        if isinstance(items[0], syntax.Comparison | syntax.Conjunction) and len(items) == 1:
            return Iverson(self.condition(items[0]))
        values = tuple(map(self.of, items))
        for n, e in zip(items, values, strict=True):
            if e.shape != values[0].shape:
                raise Trouble(
                    "shapes-differ",
                    n.span,
                    f"the entry `{self.typed(n)}` has shape {shape_text(e.shape)}, "
                    f"the first one {shape_text(values[0].shape)}",
                    "all rows of a matrix have the same length",
                )
        return Stack(values)

    def scalar(self, node: Node, role: str) -> Expr:
        """An expression that has to be a number."""
        e = self.of(node)
        if e.shape:
            raise Trouble(
                "scalar-needed",
                node.span,
                f"`{self.typed(node)}` has shape {shape_text(e.shape)}; {role} is a number",
                "write an index, or sum over the entries",
            )
        return e

    def condition(self, node: Node) -> Condition:
        """`a == b and c > 0`."""
        if isinstance(node, syntax.Conjunction):
            return conjunction(*map(self.condition, node.parts))
        if not isinstance(node, syntax.Comparison):
            raise Trouble(
                "condition-needed",
                node.span,
                f"`{self.typed(node)}` is not a condition",
                "a condition compares: `a == b`, `i != j`, `z[i] > 0`",
            )
        return self.relation(node)

    def relation(self, node: syntax.Comparison) -> Relation:
        """`a < b`, or `i == j` of two indices."""
        check_comparison(self, node)
        left, right = node.sides
        (operator,) = node.operators
        indices = [self.index_alone(side) for side in node.sides]
        if any(indices):
            return indexing.related(self, node, operator, indices)
        values = [self.of(left), self.of(right)]
        self.same_shapes(node, values, node.sides)
        return Relation(operator, *values)

    def index_alone(self, node: Node) -> IndexSymbol | None:
        """The index that a side of a comparison is, if it is one."""
        if isinstance(node, syntax.Name) and node.text != "pi":
            found = self.look_up(node)
            return found if isinstance(found, IndexSymbol) else None
        return None

    def guarded(self, node: Node, build: type[Expr], *arguments: object) -> Expr:
        """A node of the tree whose own checks say what is wrong."""
        try:
            return build(*arguments)
        except ShapeError as error:
            raise Trouble("shapes-differ", node.span, str(error), "shapes must agree, name for name") from None


def check_comparison(read: Expressions, node: syntax.Comparison) -> None:
    """Refuse `a < b < c`, and `=` where `==` is meant."""
    if len(node.operators) > 1:
        a, b, c = (read.typed(s) for s in node.sides[:3])
        first, second = node.operators[:2]
        raise Trouble(
            "chained-comparison",
            node.span,
            "comparisons are not chained",
            f"write `{a} {first} {b} and {b} {second} {c}` in a condition, or a `chain`",
        )
    if "=" in node.operators:
        start = node.sides[0].span[1]
        at = read.text.index("=", start)
        raise Trouble("equals-sign", (at, at + 1), "`=` defines, and stands in `let` only", "to compare, write `==`")


def _misplaced(read: Expressions, node: Node) -> Trouble:
    match node:
        case syntax.Comparison() | syntax.Conjunction():
            if isinstance(node, syntax.Comparison):
                check_comparison(read, node)
            return Trouble(
                "relation-as-number",
                node.span,
                f"`{read.typed(node)}` is a relation, not a number",
                f"its Iverson bracket, 1 or 0, is [{read.typed(node)}]",
            )
        case syntax.Branch():
            return Trouble("misplaced-if", node.span, "`if` stands in `cases` only", "write cases(a if c, b)")
        case syntax.Together():
            return Trouble(
                "misplaced-tuple",
                node.span,
                f"`{read.typed(node)}` is several expressions",
                "a vector is written [a, b]",
            )
        case syntax.Primed():
            return Trouble(
                "function-alone",
                node.span,
                f"`{read.typed(node)}` is a function, not a value",
                f"write {read.typed(node)}(..)",
            )
    raise TypeError(type(node).__name__)


def constant(node: Node) -> Fraction | None:
    """The value of a rational number that is typed out: `-1/2`, `0.1`."""
    match node:
        case syntax.Number(value=value):
            return value
        case syntax.Negative(operand=operand):
            inner = constant(operand)
            return None if inner is None else -inner
        case syntax.Product(operators=("/",), factors=(a, b)):
            top, bottom = constant(a), constant(b)
            return top / bottom if top is not None and bottom else None
    return None
