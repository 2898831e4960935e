"""The gate: where a term is defined, and which of that the hypotheses grant."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.signs import ANY, NEGATIVE, NULL, OF_RELATION, POSITIVE, plus, times
from symbolic.kernel.terms import Add, Apply, Bracket, Derivative, Mul, Power, Sum, Term, instantiate

Ranges = tuple[tuple[str, str], ...]


def opened(term: Term, ranges: Ranges = ()) -> Iterator[tuple[Term, Ranges]]:
    """Every sub-term, with bound indices opened to names and their ranges."""
    yield term, ranges
    if isinstance(term, Sum):
        name = f"k{len(ranges) + 1}_"
        yield from opened(instantiate(term.body, name), (*ranges, (name, term.size)))
    else:
        for child in term.children():
            yield from opened(child, ranges)


def conditions(term: Term) -> tuple[Hypothesis, ...]:
    """What makes `term` defined, sub-term by sub-term, before anything cancels: log(a), roots and 1/a.

    A condition inside a sum holds for every value of its index. A derivative wants its body and its own formula defined.
    """
    found: dict[Hypothesis, None] = {}
    for t, ranges in opened(term):
        match t:
            case Apply(function="log", arguments=(argument,)):
                needed = [(">", argument)]
            case Power(base=base, exponent=exponent) if exponent.denominator > 1:
                needed = [(">" if exponent < 0 else ">=", base)]
            case Power(base=base, exponent=exponent) if exponent < 0:
                needed = [("!=", base)]
            case Derivative():
                found |= dict.fromkeys(conditions(unfold(t)))
                continue
            case _:
                continue
        for relation, argument in needed:
            own = tuple(pair for pair in ranges if pair[0] in argument.free)
            found[Hypothesis("", relation, argument, own)] = None
    return tuple(found)


def sign(algebra: Algebra, term: Term, stack: tuple[str, ...] = ()) -> int:
    """The possible signs of a term, from its form and from its polynomial."""
    own = ANY
    match term:
        case Add(terms=terms):
            own = NULL
            for t in terms:
                own = plus(own, sign(algebra, t, stack))
        case Mul(factors=parts):
            own = POSITIVE
            for part in dict.fromkeys(parts):
                s = sign(algebra, part, stack)
                own = times(own, s if parts.count(part) % 2 else POSITIVE | (s & NULL))
        case Power(base=base, exponent=exponent):
            own = sign(algebra, base, stack)
            if exponent.denominator > 1 or exponent % 2 == 0:
                own = POSITIVE | (own & NULL)
        case Sum(body=body):
            own = sign(algebra, body, (*stack, algebra.new_index()))
        case Apply(function="relu"):
            own = POSITIVE | NULL
    return own if own in (POSITIVE, NULL, NEGATIVE) else own & algebra.sign(algebra.normal(term, stack))


def holds(algebra: Algebra, relation: str, term: Term) -> bool:
    """Does `term relation 0` follow from form and hypotheses?"""
    return not sign(algebra, term) & ~OF_RELATION[relation]


def first_undefined(context: Context, *terms: Term) -> Hypothesis | None:
    """A condition of definedness that the hypotheses do not grant."""
    algebra = Algebra(context)
    needed = dict.fromkeys(c for term in terms for c in conditions(term))
    return next((c for c in needed if not holds(algebra, c.relation, c.term)), None)


def jumps(term: Term) -> tuple[Term, ...]:
    """The arguments of the brackets in `term`."""
    return tuple(t.argument for t, _ in opened(term) if isinstance(t, Bracket))


def ramps(term: Term) -> tuple[Term, ...]:
    """The arguments of relu (and its slope) in `term`."""
    return tuple(t.arguments[0] for t, _ in opened(term) if isinstance(t, Apply) and t.function in ("relu", "step"))
