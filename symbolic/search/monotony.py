"""Find the proof of a sign from a point where it is known, by the sign of the slope on the way, or of later slopes.

Points are the ends that hypotheses give a variable, and where the term is 0: at 0, or at another variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge
from symbolic.kernel.algebra.signs import ANY, NEGATIVE, NULL, OF_RELATION, POSITIVE
from symbolic.kernel.gate import jumps, moves, ramps
from symbolic.kernel.judgements import Context, Equal, Sequent, Sign
from symbolic.kernel.rules import cases, monotony
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.terms import ZERO, Apply, Entry, Power, Term, subtract, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.effort import limited_to
from symbolic.search.fresh_names import fresh_name
from symbolic.search.steps import by

Prover = Callable[[Sequent], Theorem]
MOST_SLOPES, MOST_NESTED, MOST_SCALARS = 3, 2, 4
MOST_NODES, MOST_NODES_TO_PROVE, MOST_STEPS = 150, 60, 120


@dataclass(frozen=True, slots=True)
class Way:
    """From `start` to the scalar `end`, upwards or downwards; which of both is not known if `up` is None."""

    end: str
    start: Term
    up: bool | None


def grown_quickly(goal: Sequent) -> Theorem:
    """A proof from a point at which the sign of some slope can be read off. Raises Rejected."""
    return _grown(goal, _ways(goal), MOST_SLOPES, lambda slope: by("sign", slope))


def grown_between(goal: Sequent, prove: Prover) -> Theorem:
    """A proof of the sign of a difference between two points that hypotheses compare. Raises Rejected."""
    between = (way for way in _ways(goal) if isinstance(way.start, Entry) and way.up)
    return _grown(goal, iter(()) if _on_the_way(goal) else between, 1, prove)


def grown(goal: Sequent, prove: Prover) -> Theorem:
    """A proof from a point by a proof of the sign of the slope, which may be such a proof again. Raises Rejected."""
    short = len(list(walk(*goal.judgement.children()))) <= MOST_NODES_TO_PROVE
    with limited_to(MOST_STEPS):
        return _grown(goal, _ways(goal) if short and len(_on_the_way(goal)) < MOST_NESTED else iter(()), 1, prove)


def _on_the_way(goal: Sequent) -> list[str]:
    """The scalars that stand for points on the way, the latest last."""
    names = (h.name.split(" ") for h in goal.context.hypotheses)
    return [name[0] for name in names if len(name) == 2 and name[1] == "0"]


def without_brackets(goal: Sequent, prove: Prover) -> Theorem:
    """A proof of the sign of an equal term in which no bracket is left, as hypotheses decide them. Raises Rejected."""
    match goal.judgement:
        case Sign(relation=relation, term=term) if (*jumps(term), *ramps(term)):
            algebra = Algebra(goal.context)
            plain = term_of(algebra, algebra.normal(term))
            if not (*jumps(plain), *ramps(plain)):
                equal = prove(Sequent(goal.context, Equal(term, plain)))
                return by("rewriting", goal, (equal, prove(Sequent(goal.context, Sign(relation, plain)))))
    raise Rejected("there are no brackets, or some are left")


def _grown(goal: Sequent, ways: Iterator[Way], slopes: int, prove: Prover) -> Theorem:
    for way in ways:
        with suppress(Rejected, TooLarge, Undefined, TypeError):
            return _along(goal, way, slopes, prove)
    raise Rejected("no point was found from which the term grows")


def _along(goal: Sequent, way: Way, slopes: int, prove: Prover) -> Theorem:
    if way.up is not None:
        return _from_point(goal, way, slopes, prove)
    name, apart = fresh_name(goal, "side"), subtract(Entry(way.end), way.start)
    above, here, below = cases.split(goal, apart, name)
    proofs = (
        _from_point(above, replace(way, up=True), slopes, prove),
        by("sign", here),
        _from_point(below, replace(way, up=False), slopes, prove),
    )
    return by("cases", goal, proofs, (apart, name))


def _from_point(goal: Sequent, way: Way, slopes: int, prove: Prover) -> Theorem:
    """A proof by the sign of the slope, or by that of one of the next `slopes` - 1."""
    certificate = _certificate(goal, way)
    beyond, value, slope = monotony.premises_for(goal, certificate)
    start = by("sign", beyond), by("sign", value)
    if len(list(walk(*slope.judgement.children()))) > MOST_NODES:
        raise Rejected("the slope is too long")
    try:
        return by("monotony", goal, (*start, prove(slope)), certificate)
    except Rejected:
        if slopes == 1:
            raise
    later = _from_point(slope, replace(way, end=certificate[1]), slopes - 1, prove)
    return by("monotony", goal, (*start, later), certificate)


def _certificate(goal: Sequent, way: Way) -> monotony.Way:
    (term,) = goal.judgement.children()
    algebra, name = Algebra(goal.context), fresh_name(goal, "t", "s", "r", "t_")
    function = at(term, ((way.end, (), Entry(name)),))
    value = _sign_there(algebra, term, way)
    known = []
    for h in goal.context.hypotheses:
        about = h.relation in (">", ">=") and moves(h.term, (way.end,)) and not h.indices
        if about and not _sign_there(algebra, h.term, way) & ~OF_RELATION[h.relation]:
            known.append(replace(h, name=f"{name} {h.name}", term=at(h.term, ((way.end, (), Entry(name)),))))
    grows = goal.judgement.relation == ">" and value != POSITIVE  # type: ignore[union-attr]
    return function, name, way.start, Entry(way.end), bool(way.up), grows, tuple(known)


def _ways(goal: Sequent) -> Iterator[Way]:
    match goal.judgement:
        case Sign(relation=">" | ">=", term=term) if not (*jumps(term), *ramps(term)):
            nodes = list(walk(term))
        case _:
            return
    algebra = Algebra(goal.context)
    if len(nodes) > MOST_NODES:
        return
    latest = _on_the_way(goal)[-1:]
    every = [t.array for t in nodes if isinstance(t, Entry) and not t.indices]
    curved = [t for t in nodes if isinstance(t, Apply) or (isinstance(t, Power) and t.exponent.denominator > 1)]
    scalars = [x for x in every if x in latest] or every
    bent = [x for x in scalars if any(moves(t, (x,)) for t in curved)][:MOST_SCALARS]
    for end in scalars:
        for way in _from_hypotheses(goal.context, algebra, end):
            if (end in bent or isinstance(way.start, Entry)) and not _sign_there(algebra, term, way) & NEGATIVE:
                yield way
    for end in bent:
        for start in (ZERO, *(Entry(x) for x in every if x != end)):
            way = Way(end, start, None)
            if _sign_there(algebra, term, way) == NULL:
                apart = algebra.sign(algebra.normal(subtract(Entry(end), start)))
                yield replace(way, up=True if not apart & NEGATIVE else False if not apart & POSITIVE else None)


def _sign_there(algebra: Algebra, term: Term, way: Way) -> int:
    """The possible signs of the term where it starts."""
    with suppress(Undefined, TooLarge):
        return algebra.sign(algebra.normal(at(term, ((way.end, (), way.start),))))
    return ANY


def _from_hypotheses(context: Context, algebra: Algebra, end: str) -> Iterator[Way]:
    """The ends of an interval that the hypotheses give the scalar."""
    own = max(algebra.normal(Entry(end)).terms, default=0)
    for h in context.hypotheses if own else ():
        if h.relation in (">", ">=") and not h.indices and moves(h.term, (end,)) and not has_derivative(h.term):
            p = algebra.normal(h.term)
            slope = p.coefficient_of(own).constant()
            if slope:
                rest = term_of(algebra, Polynomial({m: c for m, c in p.terms.items() if m != own}, p.reach))
                if not moves(rest, (end,)):
                    start = p.scaled(Fraction(-1) / slope) + algebra.normal(Entry(end))
                    yield Way(end, term_of(algebra, start), slope > 0)
