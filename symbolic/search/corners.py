"""Where a function has no derivative: directions in which it bends, and points at which it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.gate import Ranges, moves, opened
from symbolic.kernel.judgements import Context, Equal, NotDifferentiable, Point, Sequent, Sign
from symbolic.kernel.rules import cases, corner
from symbolic.kernel.terms import (
    ONE,
    ZERO,
    Apply,
    Bound,
    Bracket,
    Delta,
    Entry,
    Mul,
    Power,
    Sum,
    Term,
    add,
    instantiate,
    multiply,
    negate,
    power,
    rebuild,
    subtract,
    sum_over,
    walk,
)
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.refutation.witness import refute
from symbolic.search.steps import by, contradiction
from symbolic.verdict import Witness

Prover = Callable[[Sequent], Theorem]
MOST_FACTORS = 4


def proved(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that the function bends in some direction. Raises Rejected."""
    reason = Rejected("no direction was found in which the function bends")
    for direction in directions(goal):
        try:
            return by("corner", goal, (_not_zero(corner.premise_for(goal, direction), prove),), direction)
        except Rejected as failed:
            reason = failed
    raise reason


def directions(goal: Sequent) -> Iterator[Point]:
    """For each kink on which the hypotheses put the point: how its argument grows fastest; and unit speed."""
    match goal.judgement:
        case NotDifferentiable(term=term, variables=variables):
            axes = dict(goal.context.arrays)
            taken = {name for name, _ in (*goal.context.indices, *goal.context.arrays)}
            names = {x: tuple(f"{x}_{n}" for n in range(len(axes[x]))) for x in variables}
            if taken.isdisjoint(name for own in names.values() for name in own):
                for s in _active(goal.context, term):
                    for sign in (ONE, negate(ONE)):
                        yield tuple((x, names[x], multiply(sign, _slope(s, x, names[x]))) for x in variables)
                yield tuple((x, names[x], ONE) for x in variables)


def _slope(s: Term, array: str, names: tuple[str, ...]) -> Term:
    return derivative(unfold(s), array, names)


def _active(context: Context, term: Term) -> Iterator[Term]:
    """The arguments of relu that a hypothesis says to be 0, as the hypothesis has it."""
    for h in context.hypotheses:
        if h.relation == "==" and not h.indices and any(isinstance(t, Apply) for t in walk(term)):
            yield h.term


def _read_off(goal: Sequent, prove: Prover) -> Theorem:
    """A proof of `bend != 0` from its form: each summand is at least 0, and one is positive."""
    with suppress(Rejected):
        return by("sign", goal)
    with suppress(Rejected):
        return contradiction(goal)
    (term,) = goal.judgement.children()
    for equal in _split_off(goal.context, term):
        with suppress(Rejected):
            sign = by("sign", Sequent(goal.context, Sign("!=", equal)))
            return by("rewriting", goal, (prove(Sequent(goal.context, Equal(term, equal))), sign))
    raise Rejected("the bend may be 0")


def _split_off(context: Context, term: Term) -> Iterator[Term]:
    """A sum with the summand of one free index taken out: sum_k f(k) = f(m) + sum_k (1 - [k = m]) f(k)."""
    for outer in (t for t in walk(term) if isinstance(t, Sum) and not t.loose):
        for name, size in context.indices:
            if size == outer.size:
                rest = Sum(size, multiply(subtract(ONE, Delta(Bound(0), name)), outer.body))
                yield _replaced(term, outer, add(instantiate(outer.body, name), rest))


def _replaced(term: Term, old: Term, new: Term) -> Term:
    return new if term is old else rebuild(term, lambda t: _replaced(t, old, new))


def _factors(context: Context) -> Iterator[Term]:
    """What the hypotheses multiply, and so may not be 0: scalars, and the sums of the squares of all entries."""
    seen: set[Term] = set()
    for h in (h for h in context.hypotheses if h.relation == "==" and not h.indices):
        for t in walk(h.term):
            parts = t.factors if isinstance(t, Mul) and not t.loose else ()
            found: list[Term] = [f for f in parts if isinstance(f, Entry)]
            if isinstance(t, Sum) and not t.loose and isinstance(t.body, Mul):
                found += [s for f in t.body.factors if not (s := Sum(t.size, power(f, 2))).loose]
            yield from (f for f in found if f not in seen)
            seen.update(found)


def _not_zero(goal: Sequent, prove: Prover) -> Theorem:
    return _in_cases(goal, prove, list(_factors(goal.context))[:MOST_FACTORS])


def _in_cases(goal: Sequent, prove: Prover, factors: list[Term]) -> Theorem:
    """A proof, or one for each sign of a factor, where some signs contradict the hypotheses."""
    with suppress(Rejected):
        return _read_off(goal, prove)
    for n, factor in enumerate(factors):
        name = f"factor {len(factors) - n}"
        with suppress(Rejected):
            parts = (_in_cases(part, prove, factors[n + 1 :]) for part in cases.split(goal, factor, name))
            return by("cases", goal, tuple(parts), (factor, name))
    raise Rejected("the bend may be 0")


def refuted(goal: Sequent) -> Witness | None:
    """A point at which no relu or bracket is at its kink, so that the function is smooth."""
    match goal.judgement:
        case NotDifferentiable(term=term, variables=variables):
            corners = [_summed(Bracket("==", s), ranges) for s, ranges in _kinks(term) if moves(s, variables)]
            defined = Mul((ZERO, term))
            witness = refute(Sequent(goal.context, Sign(">", add(*corners, defined))))
            note = "no kink is met: the function is smooth there"
            return None if witness is None else replace(witness, left="", right="", note=note)
    return None


def _kinks(term: Term) -> Iterator[tuple[Term, Ranges]]:
    """What must not be 0 for the term to be smooth."""
    for t, ranges in opened(term, Apply, Bracket, Power):
        match t:
            case Bracket(argument=s) | Apply(function="relu" | "step", arguments=(s,)):
                yield s, ranges
            case Power(base=s, exponent=exponent) if exponent.denominator > 1:
                yield s, ranges


def _summed(term: Term, ranges: Ranges) -> Term:
    for name, size in reversed(ranges):
        term = sum_over(name, size, term)
    return term
