"""Random terms: the compiled function equals the nested loops at every size, from 1 on, and leaves its inputs alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import numeric_bridge
from numeric_bridge.spot_checks.point import values_for
from tests.numeric_bridge.agreement import TOLERANCE, disagreement, random_trial
from tests.numeric_bridge.random_terms import CONTEXT, FUNCTIONS, random_term

SHAPES = [{"N": 2, "K": 3}, {"N": 3, "K": 1}, {"N": 1, "K": 2}, {"N": 1, "K": 1}, {"N": 5, "K": 4}]


@pytest.mark.parametrize("block", range(10))
def test_compiled_equals_loops(block: int) -> None:
    for seed in range(40 * block, 40 * block + 40):
        term = random_term(seed)
        compiled = numeric_bridge.compile(term, context=CONTEXT)
        trial = random_trial(CONTEXT, SHAPES[seed % 5], seed, FUNCTIONS)
        error = disagreement(compiled, term, CONTEXT, trial)
        assert error < TOLERANCE, f"seed {seed}: {error}\n{compiled.source}"


def awkward(array: NDArray[Any]) -> NDArray[Any]:
    """The same entries with gaps between them, not to be written to."""
    wide = np.repeat(array, 2, axis=-1)[..., ::2]
    wide.flags.writeable = False
    return wide


@pytest.mark.parametrize("seed", range(400, 430))
def test_strided_and_read_only_inputs(seed: int) -> None:
    term = random_term(seed)
    compiled = numeric_bridge.compile(term, context=CONTEXT)
    trial = random_trial(CONTEXT, SHAPES[seed % 5], seed, FUNCTIONS)
    values = values_for(compiled.arguments, trial)
    arguments = [awkward(v) if isinstance(v, np.ndarray) else v for v in values]
    before = [np.copy(a) for a in arguments if isinstance(a, np.ndarray)]
    assert disagreement(compiled, term, CONTEXT, trial, arguments=arguments) < TOLERANCE
    result = compiled(*arguments)
    arrays = [a for a in arguments if isinstance(a, np.ndarray)]
    assert all(np.array_equal(a, b) for a, b in zip(arrays, before, strict=True))
    assert not any(np.shares_memory(result, a) for a in arrays)


@pytest.mark.parametrize("seed", range(20))
def test_the_source_does_not_depend_on_the_run(seed: int) -> None:
    assert (
        numeric_bridge.compile(random_term(seed), context=CONTEXT).source
        == numeric_bridge.compile(random_term(seed), context=CONTEXT).source
    )
