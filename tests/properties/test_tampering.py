"""A proof in which anything is altered is rejected, and so is one that is robbed of a hypothesis that it uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from symbolic.engine import examine, prove
from symbolic.kernel import terms as t
from symbolic.kernel.algebra.sizes import Window
from symbolic.kernel.check import check
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import RULES
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.decide import attempt
from symbolic.verdict import Proved
from tests.attacks.true_claims import TRUE
from tests.second_witness.stated import of_the_catalogue

NAMES = (
    *("softmax gradient", "softmax Hessian is psd", "layer norm dx", "relu squared", "ridge is strictly convex"),
    *("mean minimises squares, globally", "Cauchy-Schwarz", "norm's gradient", "sigmoid increases", "label smoothing"),
    *("negative entropy is convex", "two layers, relu", "weighted variance", "leaky relu"),
)
MALFORMED = (Rejected,)
GIVEN = [name for name, claim in {**TRUE, **of_the_catalogue()}.items() if getattr(claim, "hypotheses", ())]


def altered_terms(term: Term) -> Iterator[Term]:
    """`term` with one node changed so that its value changes."""
    match term:
        case t.Rational(value=value):
            yield t.number(value + 1)
        case t.Add(terms=parts) if len(parts) > 1:
            yield t.Add(parts[1:])
            yield t.Add((*parts, t.ONE))
        case t.Mul(factors=parts):
            yield t.Mul((*parts, t.MINUS_ONE))
        case t.Power(base=base, exponent=exponent):
            yield t.Power(base, exponent + 1)
        case t.Apply(function="exp", arguments=arguments):
            yield t.Apply("sigmoid", arguments)
        case t.Sum():
            yield t.Mul((term, t.number(Fraction(1, 2))))
        case t.Entry():
            yield t.Mul((t.number(2), term))
    for child in dict.fromkeys(term.children()):
        for other in altered_terms(child):
            yield t.rebuild(term, lambda c, child=child, other=other: other if c is child else c)  # type: ignore[misc]


def altered(value: Any) -> Iterator[Any]:
    """Data with one thing changed: a term, a number, a name, a missing item."""
    match value:
        case Term():
            yield from altered_terms(value)
        case bool():
            yield not value
        case Window():
            yield replace(value, order=value.order - 1)
            yield replace(value, first=value.first + 1)
        case int():
            yield value + 1
        case str():
            yield value + "_"
        case tuple():
            for n, item in enumerate(value):
                for other in altered(item):
                    yield (*value[:n], other, *value[n + 1 :])
        case _ if is_dataclass(value) and not isinstance(value, Sequent):
            for field in fields(value):
                for other in altered(getattr(value, field.name)):
                    yield replace(value, **{field.name: other})


def tampered(theorem: Theorem) -> Iterator[Theorem]:
    """The proof with one step altered."""
    for judgement in altered(theorem.claim.judgement):
        yield replace(theorem, claim=Sequent(theorem.claim.context, judgement))
    yield from (replace(theorem, rule=rule) for rule in RULES if rule != theorem.rule)
    yield from (replace(theorem, certificate=c) for c in altered(theorem.certificate))
    for n, premise in enumerate(theorem.premises):
        yield replace(theorem, premises=(*theorem.premises[:n], *theorem.premises[n + 1 :]))
        for other in tampered(premise):
            yield replace(theorem, premises=(*theorem.premises[:n], other, *theorem.premises[n + 1 :]))


def prove_again(claim: Sequent) -> Theorem | None:
    """A proof of an altered claim: then it is true, and no forgery."""
    try:
        return attempt(claim)
    except Rejected:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_a_tampered_proof_is_rejected(name: str) -> None:
    verdict = prove(TRUE[name])
    assert isinstance(verdict, Proved)
    random, seen = Random(0), 0
    for theorem in verdict.theorems:
        check(theorem)
        forgeries = list(tampered(theorem))
        for forged in random.sample(forgeries, min(60, len(forgeries))):
            if _is_rejected(forged):
                seen += 1
                continue
            assert forged.claim.judgement == theorem.claim.judgement or prove_again(forged.claim), forged.claim
    assert seen >= 20


@pytest.mark.parametrize("name", GIVEN)
def test_a_proof_without_a_hypothesis_that_it_uses_is_rejected(name: str) -> None:
    claim = {**TRUE, **of_the_catalogue()}[name]
    found = examine(claim)
    if not isinstance(found.verdict, Proved):
        return
    for use in found.hypotheses:
        if use.used and use.needed:
            robbed = [_without(theorem, use.name) for theorem in found.verdict.theorems]
            assert any(_is_rejected(theorem) for theorem in robbed), use.name


def _without(theorem: Theorem, name: str) -> Theorem:
    claim = Sequent(theorem.claim.context.without(name), theorem.claim.judgement)
    return replace(theorem, claim=claim, premises=tuple(_without(p, name) for p in theorem.premises))


def _is_rejected(theorem: Theorem) -> bool:
    try:
        check(theorem)
    except MALFORMED:
        return True
    return False
