"""Inequalities and monotone functions: they are refuted by a difference, and their witnesses show both sides of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cache

from symbolic.kernel.judgements import Equal
from symbolic.kernel.terms import Term
from symbolic.language.claim_lowering import lower
from symbolic.language.claims import Monotone
from symbolic.language.errors import LanguageError
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim
from symbolic.language.tree import Number
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Work
from symbolic.search.refutation.describe import both_sides
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.hypotheses import truth
from symbolic.search.refutation.intervals import IsUndefined, NotDecided
from symbolic.search.refutation.intervals import Number as Value
from symbolic.search.refutation.lines import QUICK
from symbolic.verdict import Examination, Refuted, Witness

RELATIONS = {"increasing": "<", "decreasing": ">", "nondecreasing": "<=", "nonincreasing": ">="}
Pairs = Callable[[], tuple[tuple[Term, Term], ...]]


def shown(found: Examination, claim: Claim) -> Examination:
    """The examination, with the values of both sides in each witness against an inequality."""
    match claim.statement:
        case Relation(relation=relation, left=left, right=right) if relation != "==":
            stated, variable = replace(claim, statement=Relation("==", left, right)), ""
        case Monotone(kind=kind, body=body, variable=real):
            stated, variable = replace(claim, statement=Relation("==", body, Number(Fraction(0)))), real.name
            relation = RELATIONS[kind]
        case _:
            return found
    pairs = cache(lambda: tuple(_sides(stated)))

    def told(witness: Witness) -> Witness:
        return _told(witness, pairs, relation, variable)

    match found.verdict:
        case Refuted(witness=witness):
            found = replace(found, verdict=replace(found.verdict, witness=told(witness)))
    uses = tuple(replace(use, witness=told(use.witness)) if use.witness else use for use in found.hypotheses)
    return replace(found, hypotheses=uses)


def _sides(claim: Claim) -> Iterator[tuple[Term, Term]]:
    with suppress(LanguageError):
        for sequent in lower(claim).sequents:
            match sequent.judgement:
                case Equal(left=left, right=right):
                    yield left, right


def _told(witness: Witness, pairs: Pairs, relation: str, variable: str) -> Witness:
    """The witness with the values of the sides that break the relation at its point, if it showed a difference."""
    point = witness.assignment
    if not isinstance(point, Assignment) or witness.note or witness.right != "0":
        return witness
    for left, right in pairs():
        with suppress(IsUndefined, NotDecided, OutOfSteps, KeyError):
            here = _value(left, point)
            there = _value(left, _at_the_other(point, variable)) if variable else _value(right, point)
            if not _holds(relation, here, there):
                texts = both_sides(here, there)
                note = f"at {variable}, and at another {variable}" if variable else ""
                return replace(witness, left=texts[0], right=texts[1], relation=relation, both=True, note=note)
    return witness


def _value(term: Term, point: Assignment) -> Value:
    return Evaluator(point, QUICK, Work()).value(term)


def _at_the_other(point: Assignment, variable: str) -> Assignment:
    """The point at which `variable` has the value of the second one that was compared with it."""
    names = {variable + "_other" * n for n in range(1, 10)}
    value = next(v for (name, at), v in point.entries.items() if not at and name in names)
    return replace(point, entries={**point.entries, (variable, ()): value})


def _holds(relation: str, here: Value, there: Value) -> bool:
    difference = QUICK.subtract(there, here) if relation in ("<", "<=") else QUICK.subtract(here, there)
    return truth(relation.replace("<", ">"), difference)
