"""Proof steps for each rule: one that is accepted, and what a liar would hand in instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from symbolic.engine import prove
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.theorem import Theorem
from symbolic.language import lower
from symbolic.language.statements import Claim, Statement
from symbolic.verdict import Proved

Step = Callable[[], Theorem]


@dataclass(frozen=True)
class Examples:
    """`accepted` is a sound step by the rule; each attack lacks a side condition or concludes something false."""

    accepted: Step
    attacks: dict[str, Step]


def sequent(claim: Claim | Statement) -> Sequent:
    [one] = lower(claim).sequents
    return one


def steps(theorem: Theorem) -> Iterator[Theorem]:
    yield theorem
    for premise in theorem.premises:
        yield from steps(premise)


def proof(claim: Claim | Statement) -> Theorem:
    verdict = prove(claim)
    if not isinstance(verdict, Proved):
        raise LookupError(f"{claim}: {verdict}")
    return verdict.theorems[0]


def taken_from(claim: Claim | Statement, rule: str) -> Step:
    """The first step by the rule in the proof of a true claim."""
    return lambda: next(step for step in steps(proof(claim)) if step.rule == rule)


def instead(claim: Claim | Statement, rule: str, false: Claim | Statement) -> Step:
    """The step by the rule with a false claim in the place of its own."""

    def altered() -> Theorem:
        true = taken_from(claim, rule)()
        return Theorem(sequent(false), rule, true.premises, true.certificate)

    return altered


def stated(claim: Claim | Statement, rule: str, *premises: Sequent, certificate: object = None) -> Step:
    """A step whose premises are said to be identities, whatever they are."""
    return lambda: Theorem(sequent(claim), rule, tuple(Theorem(p, "identity") for p in premises), certificate)


def without_hypotheses(claim: Claim | Statement, rule: str) -> Step:
    """The step by the rule, with what it assumes dropped from its claim but not from its premises."""

    def altered() -> Theorem:
        true = taken_from(claim, rule)()
        return Theorem(Sequent(true.claim.context.bare(), true.claim.judgement), rule, true.premises, true.certificate)

    return altered


def all_without_hypotheses(claim: Claim | Statement, rule: str) -> Step:
    """The step by the rule, with what it assumes dropped everywhere."""

    def bare(step: Theorem) -> Theorem:
        claim_ = Sequent(step.claim.context.bare(), step.claim.judgement)
        return Theorem(claim_, step.rule, tuple(map(bare, step.premises)), step.certificate)

    return lambda: bare(taken_from(claim, rule)())
