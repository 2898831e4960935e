"""A term with one part left out or replaced, as people do by mistake; with words for what was done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Entry,
    Index,
    Mul,
    Power,
    Rational,
    Size,
    Term,
    add,
    multiply,
    negate,
    rebuild,
    reindexed,
    subtract,
    walk,
)
from symbolic.language.printing import text

LETTERS = "ijmnpqrstuv"


def mutants(term: Term) -> Iterator[tuple[str, Term]]:
    """Every mutant, those of the whole before those of its parts. A part is changed wherever it occurs."""
    for part in reversed(list(walk(term))):
        for words, instead in _changed(part):
            yield words, _replaced(term, part, instead)


def _changed(part: Term) -> Iterator[tuple[str, Term]]:
    match part:
        case Add(terms=terms):
            for n, t in enumerate(terms):
                others = (*terms[:n], *terms[n + 1 :])
                yield f"without{_named(t, 'the term')}", add(*others)
                yield f"with the sign of{_named(t, 'the term')} turned round", add(*others, negate(t))
                if isinstance(t, Mul):
                    for f in (f for f in t.factors if _may_be_forgotten(f)):
                        less = multiply(*(g for g in t.factors if g is not f))
                        yield f"without the factor{_named(f, '')} of{_named(t, 'the term')}", add(*others, less)
                for f in (f for o in others if isinstance(o, Mul) for f in o.factors if isinstance(f, Entry)):
                    moved = tuple(multiply(*(g for g in _factors(o) if g is not f)) for o in others)
                    if not f.indices:
                        yield f"with{_named(f, '')} at another term", add(*moved, multiply(f, t))
        case Mul(factors=factors):
            for n, f in enumerate(factors):
                if _may_be_forgotten(f):
                    yield f"without the factor{_named(f, '')}", multiply(*factors[:n], *factors[n + 1 :])
        case Bracket(relation=">", argument=u):
            yield f"without the mask{_named(part, '')}", ONE
            yield f"with the mask{_named(part, '')} turned round", Bracket(">", negate(u))
        case Apply(function="step", arguments=(u,)):
            yield f"without the mask{_named(part, '')}", ONE
            yield f"with the mask{_named(part, '')} turned round", Apply("step", (negate(u),))
        case Apply(function="sigmoid"):
            yield "with sigmoid' for sigmoid", multiply(part, subtract(ONE, part))
        case Apply(function="tanh"):
            yield "with tanh' for tanh", subtract(ONE, Power(part, Fraction(2)))
        case Apply(function="relu", arguments=(u,)):
            yield f"without the ramp in{_named(part, '')}", u
        case Power(base=base, exponent=exponent) if exponent not in (-1, 1):
            yield f"with the power{_named(part, '')} left out", base


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def _may_be_forgotten(f: Term) -> bool:
    match f:
        case Rational() | Bracket() | Delta() | Size() | Power():
            return True
        case Entry(indices=()) | Apply(function="step" | "sigmoid" | "tanh"):
            return True
    return False


def _named(part: Term, kind: str) -> str:
    """The part as a reader writes it, with letters for the indices of the sums around it."""
    if part is MINUS_ONE:
        return " -1"

    def lettered(atom: str | int | Bound, depth: int) -> Index:
        return LETTERS[atom.level - depth] if isinstance(atom, Bound) and atom.level >= depth else atom

    return f"{' ' if kind else ''}{kind} {text(reindexed(part, lettered))}"


def _replaced(term: Term, part: Term, instead: Term) -> Term:
    done: dict[Term, Term] = {part: instead}

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = rebuild(t, visit)
        return done[t]

    return visit(term)
