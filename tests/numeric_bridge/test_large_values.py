"""Every equality of the homework at values up to 1e4 in size: no NaN or infinity, and no 0 where there is a number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from random import Random

import numpy as np
import pytest

import numeric_bridge
from derivations.catalog import questions
from derivations.item import Asserted, Erratum
from numeric_bridge.spot_checks.interpreter import evaluate
from numeric_bridge.spot_checks.point import Trial, positions, values_for
from numeric_bridge.spot_checks.unusable import Unusable
from symbolic.chain import Chain
from symbolic.kernel.judgements import Context, Equal
from symbolic.kernel.terms import Apply, Term, walk
from symbolic.language.claim_lowering import lower
from symbolic.language.errors import NotYetDecidable
from symbolic.language.statements import Claim

HIDDEN = 1e-40
"""Differences that the 50 digits of the nested loops do not show."""


def claims() -> Iterator[tuple[str, Claim]]:
    for question in questions():
        for item in question:
            match item:
                case Asserted(statement=stated) | Erratum(correct=stated):
                    for claim in stated.claims() if isinstance(stated, Chain) else (stated,):
                        yield item.id, claim


def terms(claim: Claim) -> Iterator[tuple[Term, Context]]:
    """Both sides of the equalities that a claim is made of, without functions of the caller's."""
    try:
        sequents = lower(claim).sequents
    except NotYetDecidable:
        return
    for sequent in sequents:
        if isinstance(sequent.judgement, Equal):
            for term in (sequent.judgement.left, sequent.judgement.right):
                if not any(isinstance(t, Apply) and t.orders for t in walk(term)):
                    yield term, sequent.context


def large(context: Context, seed: int) -> Trial:
    """Entries up to 1e4 in size, at sizes from 2 on."""
    stream = Random(seed)
    lengths = {name: max(low, 2 + n % 3) if high is None else low for n, (name, low, high) in enumerate(context.sizes)}
    blank = Trial(lengths, {})
    entries = {
        (array, at): Fraction(stream.choice((1, -1)) * stream.randint(1, 320_000), 32)
        for array, axes in context.arrays
        for at in positions(blank.shape(axes))
    }
    labels = {
        (name, at): stream.randint(1, lengths[into])
        for name, over, into in context.labels
        for at in positions(blank.shape(over))
    }
    return Trial(lengths, entries, labels)


@pytest.mark.parametrize("seed", range(2))
def test_no_nan_no_infinity_no_false_zero(seed: int) -> None:
    compared = 0
    for id, claim in claims():
        for term, context in terms(claim):
            compiled = numeric_bridge.compile(term, context=context)
            if any(a.kind == "function" for a in compiled.arguments):
                continue
            trial = large(context, seed)
            found = compiled(*values_for(compiled.arguments, trial))
            for at in islice(product(*map(range, np.shape(found))), 4):
                indices = {name: n + 1 for (name, _), n in zip(compiled.axes, at, strict=True)}
                try:
                    exact = evaluate(term, trial, indices)
                except Unusable:
                    continue
                compared += 1
                assert np.isfinite(found[at]) or abs(exact) > 1e300, f"{id} {indices}\n{compiled.source}"
                assert found[at] != 0 or abs(exact) < HIDDEN, f"{id} {indices}: not {exact}\n{compiled.source}"
    assert compared > 400
