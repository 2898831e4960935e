"""Proofs of signs, through equal terms whose sign can be read off, in the cases of the signs that decide brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge
from symbolic.kernel.gate import jumps, ramps
from symbolic.kernel.judgements import Context, Equal, Sequent, Sign
from symbolic.kernel.rules import rewriting, termwise
from symbolic.kernel.rules import sign as sign_rule
from symbolic.kernel.terms import Mul, Power, Term, multiply, power, subtract, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.bounds.roots import Execution, Plan, as_written, plans, radicands
from symbolic.search.certificates.bounds.vectors import above_the_product
from symbolic.search.certificates.equal_terms import core_of, equal_terms
from symbolic.search.certificates.forms.diagonals import off_diagonal
from symbolic.search.certificates.hypotheses import combinations_of_hypotheses
from symbolic.search.certificates.inequalities import first_readable, inequalities
from symbolic.search.certificates.piecewise import by_signs, switch
from symbolic.search.certificates.product_proofs import squares_by_products
from symbolic.search.certificates.readable import absolute
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.summands import as_one_sum
from symbolic.search.steps import by

Prover = Callable[[Sequent], Theorem]
Proposer = Callable[[Context, str, Term], Iterator[Term]]


def signed(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof that a term has a sign. Raises `reason` when none was found."""
    match goal.judgement:
        case Sign(relation=">" | ">=", term=term) if (*ramps(term), *jumps(term)):
            with suppress(Rejected, TooLarge, Undefined, TypeError):
                return _by_absolute_values(goal, prove)
            with suppress(Rejected, TooLarge, Undefined, TypeError):
                if switch(goal) is not None:
                    return _by_cases(goal, prove)
                return _termwise(goal, prove)
        case Sign():
            with suppress(Rejected):
                return _through(goal, prove, (equal_terms, combinations_of_hypotheses, _inequalities))
    with suppress(Rejected, TooLarge, Undefined, TypeError):
        return _by_roots(goal, prove)
    with suppress(Rejected, TooLarge, Undefined, TypeError):
        if _is_rooted(goal):
            return _termwise(goal, prove)
    raise reason


def _termwise(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that every summand of a sum has the sign, by the cases of its brackets or the squares of its roots."""
    for summed, name in as_one_sum(goal):
        with suppress(Rejected):
            summand = termwise.premise_for(summed, name)
            proof = _by_roots(summand, prove) if switch(summand) is None else _by_cases(summand, prove)
            equality = Equal(*goal.judgement.children(), *summed.judgement.children())
            equal = prove(Sequent(goal.context, equality))
            return by("rewriting", goal, (equal, by("termwise", summed, (proof,), name)))
    raise Rejected("no sum was found of which every summand has the sign")


def _by_cases(goal: Sequent, prove: Prover) -> Theorem:
    def in_a_case(leaf: Sequent) -> Theorem:
        with suppress(Rejected):
            return by("sign", leaf)
        return _through(leaf, prove, IN_A_CASE)

    return by_signs(goal, in_a_case)


def _by_absolute_values(goal: Sequent, prove: Prover) -> Theorem:
    """A proof in which the absolute values of an array's entries are numbers >= 0, whatever the entries are."""
    (term,) = goal.judgement.children()
    names = absolute.names_for(goal.context, absolute.absolute_arrays(goal.context, term))
    if not names:
        raise Rejected("there are no absolute values of entries that occur in even powers only")
    context, abstracted = absolute.declared(goal.context, names), absolute.abstracted(term, names)
    proposed = chain(equal_terms(context, ">=", abstracted), inequalities(context, abstracted))
    found = first_readable(Algebra(context), proposed)
    if found is None or goal.judgement != Sign(">=", term):
        raise Rejected("no term was found whose sign can be read off")
    return _rewritten(goal, prove, ">=", term, absolute.restored(found, names))


def _by_roots(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that a difference of roots is >= 0, through the difference of their squares."""
    (term,) = goal.judgement.children()
    if not _is_rooted(goal) or goal.judgement != Sign(">=", term):
        raise Rejected("not a claim that a term with square roots is >= 0")
    names = absolute.names_for(goal.context, absolute.absolute_arrays(goal.context, term))
    context = absolute.declared(goal.context, names)
    algebra = Algebra(context)
    abstracted = absolute.abstracted(term, names)
    outside, core = core_of(algebra, algebra.normal(abstracted))
    bases = radicands(algebra, abstracted)

    def stated(t: Term) -> Term:
        return absolute.restored(as_written(t, bases), names)

    def last(p: Polynomial) -> Iterator[Term]:
        term = term_of(algebra, p)
        squares = chain(
            off_diagonal(algebra, p), above_the_product(algebra, p, abstracted), squares_by_products(context, term)
        )
        proposed = chain(squares, equal_terms(context, ">=", term), inequalities(context, term))
        found = first_readable(algebra, proposed)
        return iter(() if found is None else (found,))

    for plan in (plan.mapped(stated) for plan in plans(algebra, core, last)):
        middle = _over_the_total(plan, stated(outside))

        def leaf(case: Sequent, equal: Term, middle: Term = middle) -> Theorem:
            with suppress(Rejected):
                return _rewritten(case, prove, ">=", term, equal)
            signed = _rewritten(Sequent(case.context, Sign(">=", middle)), prove, ">=", middle, equal)
            return by("rewriting", case, (prove(Sequent(case.context, Equal(term, middle))), signed))

        with suppress(Rejected):
            return Execution(plan, stated(outside), leaf).proved(goal)
    raise Rejected("the squares could not be compared")


def _over_the_total(plan: Plan, outside: Term) -> Term:
    """outside * (u^2 - v^2) / (u + v) of the first stage, from which the last term is one step further."""
    first = plan.stages[0]
    return multiply(outside, subtract(_squared(first.upper), _squared(first.lower)), power(first.total, -1))


def _squared(term: Term) -> Term:
    match term:
        case Mul(factors=factors):
            return multiply(*map(_squared, factors))
        case Power(base=base, exponent=exponent):
            return power(base, 2 * exponent)
    return power(term, 2)


def _is_rooted(goal: Sequent) -> bool:
    terms = (t for term in goal.judgement.children() for t in walk(term))
    return any(isinstance(t, Power) and t.exponent.denominator == 2 for t in terms)


def _inequalities(context: Context, relation: str, term: Term) -> Iterator[Term]:
    return inequalities(context, term)


IN_A_CASE = (combinations_of_hypotheses, _inequalities, equal_terms)
"""In a case the terms are short, and most often a combination of what was told."""


def _through(goal: Sequent, prove: Prover, proposers: tuple[Proposer, ...]) -> Theorem:
    """A proof through the first equal term of which the kernel sees both that it is equal and its sign."""
    match goal.judgement:
        case Sign(relation=relation, term=term):
            for proposer in proposers:
                with suppress(TooLarge, Undefined, TypeError):
                    for equal in proposer(goal.context, relation, term):
                        with suppress(Rejected):
                            return _rewritten(goal, prove, relation, term, equal)
    raise Rejected("no equal term was found whose sign can be read off")


def _rewritten(goal: Sequent, prove: Prover, relation: str, term: Term, equal: Term) -> Theorem:
    read = Sequent(goal.context, Sign(relation, equal))
    sign_rule.rule(read)
    equality = prove(Sequent(goal.context, Equal(term, equal)))
    rewriting.rule(goal, equality.claim, read)
    return Theorem(goal, "rewriting", (equality, Theorem(read, "sign")))
