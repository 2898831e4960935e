"""Bugs planted in the emitted source: the nested loops do not agree with it any more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import numeric_bridge
from derivations.catalog import item
from derivations.item import Asserted
from numeric_bridge import Compiled
from symbolic.chain import Chain
from symbolic.kernel.judgements import Equal
from symbolic.language.claim_lowering import lower
from tests.numeric_bridge.agreement import TOLERANCE, disagreement, random_trial

CHANGES = {
    "sign": ("hw3.q2a.gradient", "= -others", "= others"),
    "1/N": ("hw3.q2a.gradient", "1 / N / total", "1 / total"),
    "class off by one": ("hw3.q2a.gradient", "flat.size, K) + k_", "flat.size, K) + (k_ + 1) % K"),
    "softmax along the wrong axis": ("hw3.q2a.gradient", "p.sum(axis=1)", "np.resize(p.sum(axis=0), len(p))"),
    "missing mask": ("hw3.q2c.W1", "t2 *= mask", "pass"),
    "mask turned round": ("hw3.q2c.W1", "t > 0", "t < 0"),
    "lambda missing": ("hw3.q2c.W1", "t3[rows] += 2 * lambda_ * W1[rows]", "pass"),
    "factor 2": ("hw3.q2c.W1", "2 * lambda_", "lambda_"),
    "transposed weights": ("hw3.q2c.W1", "np.matmul(W2.T,", "np.matmul(W2[::-1].T,"),
    "bias forgotten": ("hw3.q2c.W1", "t += b1[:, None]", "pass"),
}
SIZES = {"N": 4, "K": 3, "D": 5, "H": 2}


def right_side(id: str) -> tuple[Compiled, Any, Any]:
    """The compiled right side of a claim, its term and its context."""
    found = item(id)
    assert isinstance(found, Asserted)
    assert not isinstance(found.statement, Chain)
    (sequent,) = lower(found.statement).sequents
    assert isinstance(sequent.judgement, Equal)
    term = sequent.judgement.right
    return numeric_bridge.compile(term, context=sequent.context), term, sequent.context


def changed(compiled: Compiled, old: str, new: str) -> Compiled:
    assert old in compiled.source, compiled.source
    source = compiled.source.replace(old, new)
    namespace: dict[str, Any] = {"np": np}
    exec(source, namespace)
    return replace(compiled, source=source, function=namespace["f"])


@pytest.mark.parametrize("id", ["hw3.q2a.gradient", "hw3.q2c.W1"])
def test_the_source_agrees(id: str) -> None:
    compiled, term, context = right_side(id)
    assert disagreement(compiled, term, context, random_trial(context, SIZES, 1)) < TOLERANCE


@pytest.mark.parametrize("name", CHANGES)
def test_the_change_is_seen(name: str) -> None:
    id, old, new = CHANGES[name]
    compiled, term, context = right_side(id)
    wrong = changed(compiled, old, new)
    assert disagreement(wrong, term, context, random_trial(context, SIZES, 1)) > 1e-3
