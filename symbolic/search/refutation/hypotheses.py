"""Whether the hypotheses of a context hold at a point, exactly or in intervals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import Term, substitute
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.evaluation import PRECISIONS, Evaluator
from symbolic.search.refutation.intervals import Arithmetic, IsUndefined, NotDecided, Number, sign

MOST_INSTANCES = 1024
"""Of so many hypotheses it is remembered what they say at some sizes."""


def instances(hypothesis: Hypothesis, sizes: dict[str, int]) -> tuple[Term, ...]:
    """The hypothesis at every value of its indices."""
    return _instances(hypothesis, tuple(sizes[size] for _, size in hypothesis.indices))


@lru_cache(maxsize=MOST_INSTANCES)
def _instances(hypothesis: Hypothesis, tops: tuple[int, ...]) -> tuple[Term, ...]:
    names = [name for name, _ in hypothesis.indices]
    ranges = (range(1, top + 1) for top in tops)
    return tuple(substitute(hypothesis.term, dict(zip(names, at, strict=True))) for at in product(*ranges))


def truth(relation: str, value: Number) -> bool:
    """`value relation 0`; raises `NotDecided`."""
    where = sign(value)
    return {"==": where == 0, "!=": where != 0, ">": where > 0, ">=": where >= 0}[relation]


def broken_hypothesis(context: Context, point: Assignment, evaluator: Evaluator) -> str | None:
    """The name of a hypothesis that does not hold at the point; raises `NotDecided` if that cannot be told."""
    undecided: NotDecided | None = None
    for hypothesis in context.hypotheses:
        for term in instances(hypothesis, point.sizes):
            try:
                if not truth(hypothesis.relation, evaluator.value(term)):
                    return hypothesis.name
            except IsUndefined:
                return hypothesis.name
            except NotDecided as reason:
                undecided = reason
    if undecided is not None:
        raise undecided
    return None


def in_range(context: Context, point: Assignment) -> bool:
    """Sizes, free indices and labels have admissible values."""
    sizes, indices = point.sizes, point.indices
    for name, low, high in context.sizes:
        if name not in sizes or sizes[name] < max(low, 1) or (high is not None and sizes[name] > high):
            return False
    for name, size in context.indices:
        if name not in indices or not 1 <= indices[name] <= sizes[size]:
            return False
    for name, arguments, target in context.labels:
        for at in product(*(range(1, sizes[a] + 1) for a in arguments)):
            if not 1 <= point.labels.get((name, at), 1) <= sizes[target]:
                return False
    shapes = dict(context.arrays)
    for array, position in point.entries:
        axes = shapes.get(array)
        lengths = None if axes is None else [sizes[a] if isinstance(a, str) else a for a in axes]
        if lengths is not None and (
            len(lengths) != len(position) or not all(1 <= p <= n for p, n in zip(position, lengths, strict=True))
        ):
            return False
    return not any(len({indices[name] for name in pair}) < len(pair) for pair in context.distinct)


def satisfies(context: Context, point: Assignment, work: Work, *, precisions: Sequence[int] = PRECISIONS) -> bool:
    """Every hypothesis certainly holds at the point."""
    if not in_range(context, point):
        return False
    for bits in precisions:
        try:
            return broken_hypothesis(context, point, Evaluator(point, Arithmetic(bits), work)) is None
        except NotDecided:
            continue
    return False
