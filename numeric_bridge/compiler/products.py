"""Products and quotients entry by entry. A bracket is a mask: where it is 0 the other factors are never looked at."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from numeric_bridge.compiler import functions, heads
from numeric_bridge.compiler.arrays import HEADS, LEAVES, MADE_OF_SIZES, MASKS, VIEWS, Node, walk
from numeric_bridge.compiler.quotients import Factors, quotient
from numeric_bridge.compiler.value import Value, as_number, entry_by_entry
from symbolic.kernel.terms import MINUS_ONE, ONE, Add, Apply, Bracket, Delta, Mul, Power, Rational, Term, multiply

if TYPE_CHECKING:
    from numeric_bridge.compiler.emitter import Emitter

HALF = Fraction(1, 2)
TAME = LEAVES | VIEWS | MASKS | HEADS | {
    "add", "subtract", "multiply", "divide", "negative", "maximum", "abs", "sin", "cos", "tanh",
    "sum", "max", "matmul", "multi_dot", "einsum", "take", "where", "choose", "float", "arange",
}  # fmt: skip


def factors_of(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def mask(emitter: Emitter, term: Term) -> Value | None:
    """A term that is 0 or 1 as an array of booleans: a bracket, a delta, or one minus such a term."""
    match term:
        case Delta() | Bracket() | Apply(function="step", orders=()):
            return emitter.value(term)
        case Add(terms=(a, b)):
            for one, other in ((a, b), (b, a)):
                if one is ONE and isinstance(other, Mul) and len(other.factors) == 2 and other.factors[0] is MINUS_ONE:
                    found = mask(emitter, other.factors[1])
                    return Value(emitter.graph.node("not", found.node), found.axes) if found else None
    return None


def sign_apart(term: Term) -> tuple[int, Term]:
    """A product with a negative number in front as -1 and the rest."""
    factors = factors_of(term)
    if isinstance(factors[0], Rational) and factors[0].value < 0:
        return -1, multiply(Rational(-factors[0].value), *factors[1:])
    return 1, term


def product(emitter: Emitter, term: Term, preferred: tuple[str, ...] = ()) -> Value:
    """A product of terms: its fraction, where all its masks hold."""
    graph, f = emitter.graph, collected(emitter, term, preferred)
    if f.masks and not f.tops and not f.bottoms and f.coefficient == 1:
        return entry_by_entry(graph, "and", f.masks) if len(f.masks) > 1 else f.masks[0]
    f.masks += [nonzero for v in f.tops if (nonzero := heads.where_not_zero(graph, v, f.tops)) is not None]
    heads.softmaxes(graph, f.tops, f.bottoms)
    rest = heads.scaled(graph, f) or quotient(graph, f.coefficient, f.tops, f.bottoms, preferred)
    if not f.masks:
        return rest
    where = entry_by_entry(graph, "and", f.masks) if len(f.masks) > 1 else f.masks[0]
    if not f.tops and not f.bottoms:
        return entry_by_entry(graph, "multiply", [rest, as_number(graph, where)])
    if is_tame(rest.node):
        holds_floats = any(n.op == "input" for n in walk(rest.node))  # sizes alone would give integers
        return entry_by_entry(graph, "multiply", [rest, where if holds_floats else as_number(graph, where)], preferred)
    return entry_by_entry(graph, "where", [where, rest], preferred)


def is_tame(node: Node) -> bool:
    """Whether the value is finite wherever the arguments are, overflow apart: then a mask may be multiplied by it.

    `np.where` branches at each entry, which takes ten times as long where the mask is irregular.
    """
    divided = {n.inputs[1] for n in walk(node) if n.op == "divide"}
    by_sizes = all(n.op in MADE_OF_SIZES for d in divided for n in walk(d))
    return by_sizes and all(n.op in TAME for n in walk(node))


def collected(emitter: Emitter, term: Term, preferred: tuple[str, ...]) -> Factors:
    found = Factors()
    factors = list(factors_of(term))
    for u in functions.slopes(factors):
        argument = as_number(emitter.graph, emitter.value(u, preferred))
        found.tops.append(Value(functions.logistic_slope(emitter.graph, argument.node), argument.axes))
    for f in factors:
        if isinstance(f, Rational):
            found.coefficient *= f.value
        elif isinstance(f, Power) and f.exponent < 0:
            found.bottoms.append(raised(emitter, f.base, -f.exponent))
        elif isinstance(f, Power):
            found.tops.append(raised(emitter, f.base, f.exponent))
        elif (condition := mask(emitter, f)) is not None:
            found.masks.append(condition)
        else:
            found.tops.append(as_number(emitter.graph, emitter.value(f, preferred)))
    return found


def raised(emitter: Emitter, base: Term, exponent: Fraction) -> Value:
    """A positive power."""
    inner = as_number(emitter.graph, emitter.value(base))
    if exponent == 1:
        return inner
    if exponent == HALF:
        return Value(emitter.graph.node("sqrt", inner.node), inner.axes)
    top, bottom = exponent.numerator, exponent.denominator
    by = emitter.graph.literal(str(top))
    if bottom != 1:
        by = emitter.graph.node("divide", by, emitter.graph.literal(str(bottom)))
    return Value(emitter.graph.node("power", inner.node, by), inner.axes)
