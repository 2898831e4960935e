"""A compiled function held against the nested loops: the one instrument of these tests."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import numpy as np

from numeric_bridge.compiler.compile import Compiled
from numeric_bridge.spot_checks.interpreter import evaluate
from numeric_bridge.spot_checks.point import Trial, positions, values_for
from numeric_bridge.spot_checks.unusable import Unusable
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Term
from symbolic.search.refutation.smooth import random_polynomial

TOLERANCE = 1e-11


def random_trial(context: Context, sizes: dict[str, int], seed: int, functions: dict[str, int] | None = None) -> Trial:
    """Entries that are multiples of 1/32 of order one, random labels, random polynomials for the opaque functions."""
    from fractions import Fraction

    stream = Random(seed)
    blank = Trial(sizes, {})
    entries = {
        (array, at): Fraction(stream.choice((1, -1)) * stream.randint(3, 61), 32)
        for array, axes in context.arrays
        for at in positions(blank.shape(axes))
    }
    labels = {
        (name, at): stream.randint(1, sizes[into])
        for name, over, into in context.labels
        for at in positions(blank.shape(over))
    }
    opaque = {name: random_polynomial(arity, 3, stream) for name, arity in (functions or {}).items()}
    return Trial(sizes, entries, labels, opaque)


def disagreement(
    compiled: Compiled, term: Term, context: Context, trial: Trial, *, arguments: list[Any] | None = None
) -> float:
    """The largest |compiled - loops| / max(1, |loops|) over all entries at which the term has a value."""
    values = values_for(compiled.arguments, trial) if arguments is None else arguments
    found = compiled(*values)
    shape = tuple(trial.sizes[a] if isinstance(a, str) else a for _, a in compiled.axes)
    assert np.shape(found) == shape
    worst = 0.0
    for at in product(*map(range, shape)):
        indices = {name: n + 1 for (name, _), n in zip(compiled.axes, at, strict=True)}
        try:
            expected = evaluate(term, trial, indices)
        except Unusable:
            continue
        error = float(abs(float(found[at]) - expected) / max(1, abs(expected)))
        worst = max(worst, error if error == error else float("inf"))
    return worst
