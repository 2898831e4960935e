"""Find a proof of convexity: by composition, by the second derivative, by a strictly convex part, or written out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.gate import jumps, moves, ramps
from symbolic.kernel.judgements import Convex, Equal, Sequent
from symbolic.kernel.rules import affine_parts, convex_sum, convexity, growing_slope, strict_sum
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import ZERO, Add, Entry, Mul, Term, add, multiply, rebuild, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.fresh_names import fresh_name, fresh_prefix
from symbolic.search.kinks import arguments
from symbolic.search.refutation.first_look import is_false
from symbolic.search.signs import in_each_case
from symbolic.search.steps import by, by_way_of

Prover = Callable[[Sequent], Theorem]


def convex(goal: Sequent, variables: tuple[str, ...], prove: Prover) -> Theorem:
    """A proof that a function is convex. Raises Rejected."""
    with suppress(Rejected):
        return by("composition", goal)
    if is_false(goal):
        raise Rejected("it is not convex")
    try:
        return _curved(goal, variables, prove)
    except Rejected as reason:
        for attempt in (_strict_part, _growing_slope, _affine_parts):
            with suppress(Rejected):
                return attempt(goal, prove)
        return _equal_form(goal, prove, reason)


def _curved(goal: Sequent, variables: tuple[str, ...], prove: Prover) -> Theorem:
    prefix = fresh_prefix(goal, variables)
    return by_way_of([convexity.second_derivative(goal, prefix)], prove, "convexity", goal, prefix)


def _growing_slope(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that the slope never falls, in each case of the signs of what stands in brackets and relu."""
    premises = growing_slope.premises_for(goal)
    found = arguments(growing_slope.parts(goal)[0])
    return by_way_of(premises, lambda p: in_each_case(p, lambda _: found, prove), "growing_slope", goal)


def _affine_parts(goal: Sequent, prove: Prover) -> Theorem:
    """A proof for functions of a scalar, into which affine functions are put."""
    judgement = goal.judgement
    if not isinstance(judgement, Convex) or not (jumps(judgement.term) or ramps(judgement.term)):
        raise Rejected("there are no kinks")
    name = fresh_name(goal, "t", "s", "argument")
    parts = convex_sum.summands(judgement.term, judgement.variables)
    inside = tuple(_function_of_affine(goal, part.term, judgement.variables, name) for part in parts)
    if [inner for _, inner in inside] == [Entry(x) for x in judgement.variables]:
        raise Rejected("it is a function of one scalar already")
    return by_way_of(affine_parts.premises_for(goal, name, inside), prove, "affine_parts", goal, (name, inside))


def _function_of_affine(goal: Sequent, term: Term, variables: tuple[str, ...], name: str) -> affine_parts.Part:
    """g and e with g(e) the term, and e as large as can be."""
    candidates = [t for t in walk(term) if not t.loose and moves(t, variables)]
    for inner in sorted(candidates, key=lambda t: -len(list(walk(t)))):
        outer = _replaced(term, inner, Entry(name))
        if not moves(outer, variables) and affine_parts.is_affine(goal.context, inner, variables):
            return outer, inner
    return term, ZERO


def _replaced(term: Term, old: Term, new: Term) -> Term:
    """The term with another in place of `old`, also where that is a part of a longer sum or product."""
    match term, old:
        case _ if term is old:
            return new
        case (Add(parts), Add(run)) | (Mul(parts), Mul(run)):
            joined = add if isinstance(term, Add) else multiply
            for n in range(len(parts) - len(run) + 1):
                if parts[n : n + len(run)] == run:
                    return joined(*parts[:n], new, *parts[n + len(run) :])
    return rebuild(term, lambda t: _replaced(t, old, new))


def _strict_part(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that one part of a sum is strictly convex, and the others convex."""
    match goal.judgement:
        case Convex(term=Add(terms=parts), strict=True):
            for chosen in range(len(parts)):
                with suppress(Rejected):
                    first, others = strict_sum.premises_for(goal, chosen)
                    rest = prove(others)
                    return by("strict_sum", goal, (prove(first), rest), chosen)
    raise Rejected("no part is strictly convex")


def _equal_form(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof for the function written out as a polynomial, where roots and quotients may have cancelled."""
    judgement = goal.judgement
    if not isinstance(judgement, Convex) or has_derivative(judgement.term):
        raise reason
    algebra = Algebra(goal.context)
    written = term_of(algebra, algebra.normal(judgement.term))
    if written is judgement.term:
        raise reason
    equality = prove(Sequent(goal.context, Equal(judgement.term, written)))
    simpler = Sequent(goal.context, replace(judgement, term=written))
    with suppress(Rejected):
        return by("rewriting", goal, (equality, by("composition", simpler)))
    return by("rewriting", goal, (equality, _curved(simpler, judgement.variables, prove)))
