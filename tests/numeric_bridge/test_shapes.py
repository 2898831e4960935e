"""200 shapes, with axes of length 0 and 1: right, by blocks of any size, from any layout, by two threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import numeric_bridge
from derivations.catalog import item
from derivations.item import Asserted
from numeric_bridge import BridgeError, Compiled
from numeric_bridge.spot_checks.point import Trial, values_for
from symbolic.chain import Chain
from symbolic.kernel.judgements import Context, Equal
from symbolic.kernel.terms import Term
from symbolic.language import Sum as Total
from symbolic.language import grad, index, log, real, sizes, softmax
from symbolic.language.claim_lowering import lower
from tests.numeric_bridge.agreement import TOLERANCE, disagreement, random_trial
from tests.numeric_bridge.random_terms import CONTEXT, FUNCTIONS, random_term

IDS = ["hw3.q2a.gradient", "hw3.q2a.loss", "hw3.q2c.W1", "hw3.q2c.b2", "hw1.q1.mean-gradient", "hw4.q3.grad-W"]


@cache
def sides(id: str) -> tuple[Compiled, Term, Context]:
    """The right side of a claim of the homework."""
    found = item(id)
    assert isinstance(found, Asserted)
    assert not isinstance(found.statement, Chain)
    (sequent,) = lower(found.statement).sequents
    assert isinstance(sequent.judgement, Equal)
    term = sequent.judgement.right
    return numeric_bridge.compile(term, context=sequent.context), term, sequent.context


def in_small_blocks(compiled: Compiled, stream: Random) -> Compiled:
    """The function with blocks of a few entries."""
    source = compiled.source
    for entries in ("65536", "8192"):
        source = source.replace(f"max(1, {entries} //", f"max(1, {stream.randint(1, 12)} //")
    namespace: dict[str, Any] = {"np": np}
    exec(source, namespace)
    return replace(compiled, source=source, function=namespace["f"])


def shape(context: Context, stream: Random) -> dict[str, int]:
    """Sizes from 0 on; where labels point into an axis of length 0, there are none."""
    lengths = {name: stream.choice((0, 1, 1, 2, 3, 4, 6)) for name, _, _ in context.sizes}
    for _, over, into in context.labels:
        if not lengths[into]:
            lengths |= dict.fromkeys(over, 0)
    return lengths


def awkward(array: Any, stream: Random) -> Any:
    """The same entries, not to be written to, with gaps between them, in reverse or the other way round in memory."""
    if not isinstance(array, np.ndarray) or not array.ndim:
        return array
    match stream.randrange(4):
        case 0:
            found = np.repeat(array, 2, axis=-1)[..., ::2]
        case 1:
            found = np.asfortranarray(array)
        case 2:
            found = array[::-1].copy()[::-1]
        case _:
            found = array.copy()
    found.flags.writeable = False
    return found


def held(compiled: Compiled, term: Term, context: Context, trial: Trial, stream: Random) -> float:
    """The disagreement with the nested loops, from awkward arguments, which are left alone."""
    arguments = [awkward(v, stream) for v in values_for(compiled.arguments, trial)]
    before = [np.copy(a) for a in arguments if isinstance(a, np.ndarray)]
    error = disagreement(compiled, term, context, trial, arguments=arguments)
    arrays = [a for a in arguments if isinstance(a, np.ndarray)]
    assert all(np.array_equal(a, b) for a, b in zip(arrays, before, strict=True))
    return error


@pytest.mark.parametrize("id", IDS)
def test_shapes_of_the_homework(id: str) -> None:
    compiled, term, context = sides(id)
    for seed in range(15):
        stream = Random(seed)
        trial = random_trial(context, shape(context, stream), seed)
        variant = in_small_blocks(compiled, stream)
        assert held(variant, term, context, trial, stream) < TOLERANCE, f"{trial.sizes}\n{variant.source}"


@pytest.mark.parametrize("block", range(5))
def test_shapes_of_random_terms(block: int) -> None:
    for seed in range(500 + 22 * block, 522 + 22 * block):
        stream = Random(seed)
        term = random_term(seed)
        compiled = in_small_blocks(numeric_bridge.compile(term, context=CONTEXT), stream)
        trial = random_trial(CONTEXT, shape(CONTEXT, stream), seed, FUNCTIONS)
        assert held(compiled, term, CONTEXT, trial, stream) < TOLERANCE, f"{trial.sizes}\n{compiled.source}"


def test_two_threads_at_once() -> None:
    compiled, _, _ = sides("hw3.q2a.gradient")
    stream = np.random.default_rng(0)
    logits = [stream.normal(size=(200, 300)) * scale for scale in (1, 1, 1000, 1)]
    labels = stream.integers(0, 300, 200)
    expected = [compiled(z, labels) for z in logits]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda z: compiled(z, labels), logits * 5))
    assert all(np.array_equal(a, b) for a, b in zip(found, expected * 5, strict=True))


def test_types_of_numbers() -> None:
    compiled, _, _ = sides("hw3.q2a.gradient")
    z: NDArray[Any] = np.array([[1, 0, 0], [0, 1, 1]])
    expected = compiled(z.astype(float), np.array([0, 2]))
    for kind in (np.int8, np.uint16, np.float32, np.float16, bool, ">f8"):
        np.testing.assert_array_equal(compiled(z.astype(kind), [0, 2]), expected)
        assert compiled(z.astype(kind), np.array([0, 2], dtype=np.uint8)).dtype == np.float64
    with pytest.raises(BridgeError, match="expected real numbers, found dtype object"):
        compiled(z.astype(object), [0, 2])


def test_nan_and_infinity() -> None:
    compiled, _, _ = sides("hw3.q2a.gradient")
    z = np.array([[np.nan, 0.0, 0.0], [0.0, 1.0, 2.0], [0.0, -np.inf, 0.0], [2000.0, -np.inf, 0.0]])
    found = compiled(z, [0, 0, 0, 0])
    assert np.isnan(found[0]).all()
    np.testing.assert_allclose(found[1:] * 4, compiled(z[1:], [0, 0, 0]) * 3)
    np.testing.assert_allclose(found[2], [-1 / 8, 0, 1 / 8])
    np.testing.assert_array_equal(found[3], [0, 0, 0])


def test_targets_as_labels() -> None:
    N, K = sizes("N K")
    n, k = index("n", N), index("k", K)
    z, y = real("z", N, K), real("y", N, K)
    loss = -1 / N * Total(y[n, k] * log(softmax(z)[n, k]), n, k)
    matrix, labels = numeric_bridge.compile(grad(loss, z)), numeric_bridge.compile(grad(loss, z), one_hot=["y"])
    logits, classes = np.random.default_rng(1).normal(size=(5, 3)), np.array([0, 2, 1, 1, 0])
    np.testing.assert_allclose(labels(logits, classes), matrix(z=logits, y=np.eye(3)[classes]), atol=1e-16)
    with pytest.raises(BridgeError, match="a derivative is taken by it"):
        numeric_bridge.compile(grad(loss, y), one_hot=["y"])
    with pytest.raises(BridgeError, match="one_hot='x': expected an array over sizes"):
        numeric_bridge.compile(loss, one_hot=["x"])
