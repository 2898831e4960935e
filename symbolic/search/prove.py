"""Find a proof. Whatever is found here is believed only after the kernel's `check` has replayed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge, factors
from symbolic.kernel.gate import jumps, moves, ramps
from symbolic.kernel.judgements import (
    Convex,
    Equal,
    Limit,
    LocalMinimizer,
    Minimizer,
    NotDifferentiable,
    PositiveForm,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
    ranging,
)
from symbolic.kernel.rules import (
    cases,
    differentiation,
    identity,
    lower_bound,
    minimum,
    second_order,
    semidefinite,
    stationary,
    termwise,
)
from symbolic.kernel.rules import sign as sign_rule
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search import certificates, corners, limits, monotony
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.single_sums import single_sums
from symbolic.search.convex import convex
from symbolic.search.effort import spend
from symbolic.search.fresh_names import fresh_name, fresh_prefix
from symbolic.search.kinks import Kinks
from symbolic.search.refutation.first_look import is_false
from symbolic.search.steps import by, by_way_of, contradiction
from symbolic.search.tried import once


def prove(goal: Sequent) -> Theorem:
    """A proof of `goal`. Raises Rejected, with the reason of the last attempt, when none was found."""
    spend()
    return once(goal, _prove)


def _prove(goal: Sequent) -> Theorem:
    match goal.judgement:
        case Equal():
            return _equal(goal)
        case Sign():
            return _sign(goal)
        case PositiveForm():
            if has_derivative(*goal.judgement.children()):
                return by("differentiation", goal, (prove(differentiation.unfolded(goal)),))
            if is_false(goal):
                raise Rejected("the form is not positive")
            return certificates.definite(goal, prove)
        case Semidefinite():
            direction = fresh_name(goal, "v", "u", "direction")
            return by_way_of(semidefinite.premises_for(goal, direction), prove, "semidefinite", goal, direction)
        case Convex(variables=variables):
            return convex(goal, variables, prove)
        case Stationary():
            return by_way_of(stationary.premises_for(goal), prove, "stationary", goal)
        case Minimizer():
            return _minimizer(goal)
        case LocalMinimizer(point=point):
            prefix = fresh_prefix(goal, (array for array, _, _ in point))
            return by_way_of(second_order.premises_for(goal, prefix), prove, "second_order", goal, prefix)
        case NotDifferentiable():
            return corners.proved(goal, prove)
        case Limit():
            return limits.proved(goal, prove)


def has_derivative(*terms: Term) -> bool:
    return any(map(differentiation.has_derivative, terms))


def _equal(goal: Sequent) -> Theorem:
    if not has_derivative(*goal.judgement.children()):
        try:
            found, _ = identity.windows(goal)
        except Rejected as reason:
            with suppress(Rejected, TooLarge, Undefined, TypeError):
                return certificates.equal_by_products(goal, prove)
            raise reason from None
        return Theorem(goal, "identity", (), found)
    try:
        return prove_plainly(goal)
    except Rejected as reason:
        if is_false(goal):
            raise
        return Kinks(prove, _in_case).proved(goal, reason)


def prove_plainly(goal: Sequent) -> Theorem:
    """As `prove`, but without a look at kinks and edges: for proofs that may as well fail."""
    if not isinstance(goal.judgement, Equal) or not has_derivative(*goal.judgement.children()):
        return prove(goal)
    differentiation.check_existence(goal)
    return Theorem(goal, "differentiation", (_equal(differentiation.unfolded(goal)),))


def prove_by_cases(goal: Sequent, depth: int = 2) -> Theorem:
    """A proof in each case of the sign of what stands in a bracket or under a relu. Raises Rejected."""
    if depth and isinstance(goal.judgement, Equal | Sign) and not has_derivative(*goal.judgement.children()):
        with suppress(Rejected):
            return certificates.by_signs(goal, prove)
    values = [v for _, _, v in goal.judgement.point] if isinstance(goal.judgement, Minimizer | Stationary) else []
    inside = dict.fromkeys(s for t in (*goal.judgement.children(), *values) for s in (*ramps(t), *jumps(t)))
    indices = {i for i, _ in goal.context.indices}
    reason = Rejected("no signs to tell cases by")
    for s in [s for s in inside if s.free <= indices and not s.loose][:3] if depth else []:
        name = f"case {3 - depth}"
        try:
            premises = tuple(_in_case(case, depth) for case in cases.split(goal, s, name))
            return by("cases", goal, premises, (s, name))
        except Rejected as failed:
            reason = failed
    raise reason


def _in_case(goal: Sequent, depth: int) -> Theorem:
    try:
        return prove(goal)
    except Rejected:
        if is_false(goal):
            raise
        with suppress(Rejected):
            return contradiction(goal)
        return prove_by_cases(goal, depth - 1)


def _sign(goal: Sequent) -> Theorem:
    if has_derivative(*goal.judgement.children()):
        try:
            return by("differentiation", goal, (_sign(differentiation.unfolded(goal)),))
        except Rejected as reason:
            return Kinks(prove, _in_case).proved(goal, reason)
    try:
        sign_rule.rule(goal)
        return Theorem(goal, "sign")
    except Rejected as reason:
        if is_false(goal):
            raise
        with suppress(Rejected):
            return _not_zero(goal)
        with suppress(Rejected):
            return monotony.grown_quickly(goal)
        with suppress(Rejected):
            return monotony.grown_between(goal, prove)
        with suppress(Rejected, TooLarge, Undefined, TypeError):
            return certificates.signed_by_products(goal, prove)
        with suppress(Rejected):
            return certificates.signed(goal, prove, reason)
        with suppress(Rejected):
            return monotony.grown(goal, prove)
        with suppress(Rejected, TooLarge, Undefined, TypeError):
            return monotony.without_brackets(goal, prove)
        return _termwise(goal, reason)


def _not_zero(goal: Sequent) -> Theorem:
    """A proof that a term is not 0: it would contradict the hypotheses, and so would signs it cannot have."""
    term, name = goal.judgement.children()[0], "sign"
    if not isinstance(goal.judgement, Sign) or goal.judgement.relation != "!=":
        raise Rejected("another relation")
    parts = cases.split(goal, term, name)
    null = contradiction(parts[1])
    return by("cases", goal, (by("sign", parts[0]), null, by("sign", parts[2])), (term, name))


def _termwise(goal: Sequent, reason: Rejected) -> Theorem:
    """A proof for each summand of a sum with kinks inside, by the cases of their signs."""
    term = goal.judgement.children()[0]
    if not isinstance(goal.judgement, Sign) or not any(s.free - _indices(goal) for s in ramps(term)):
        raise reason
    name = fresh_name(goal, "n", "m", "k", "summand")
    algebra = Algebra(goal.context)
    for whole in (single.term(algebra) for single in single_sums(algebra, algebra.normal(term))):
        summed = Sequent(goal.context, replace(goal.judgement, term=whole))
        with suppress(Rejected):
            each = by("termwise", summed, (_in_case(termwise.premise_for(summed, name), 3),), name)
            return by("rewriting", goal, (prove(Sequent(goal.context, Equal(term, whole))), each))
    raise reason


def _indices(goal: Sequent) -> frozenset[str]:
    return frozenset(i for i, _ in goal.context.indices)


def _minimizer(goal: Sequent) -> Theorem:
    try:
        return by_way_of(minimum.premises_for(goal), prove, "minimum", goal)
    except Rejected as reason:
        for rate in _rates(goal):
            with suppress(Rejected):
                return by_way_of(lower_bound.premises_for(goal, rate), prove, "lower_bound", goal, rate)
        raise reason


def _rates(goal: Sequent) -> Iterator[Term | None]:
    """How fast a function may grow from its minimum: as a square does that it holds."""
    judgement = goal.judgement
    if not isinstance(judgement, Minimizer) or not judgement.unique:
        yield None
        return
    if has_derivative(judgement.term, apart := lower_bound.distance(goal)):
        return
    algebra = Algebra(goal.context)
    distance = algebra.normal(apart)
    squares = [code for code in distance.terms if distance.terms[code] == 1 and not Polynomial({code: 1}).constant()]
    found = algebra.normal(judgement.term)
    for code in squares:
        powers = set(factors(code))
        terms = {m - code: c for m, c in found.terms.items() if powers <= set(factors(m))}
        rate = term_of(algebra, Polynomial(terms, found.reach + 2))
        if terms and not moves(rate, ranging(judgement)):
            yield rate
