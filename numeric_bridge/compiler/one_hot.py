"""One-hot targets as labels: `y[n, k]` is `[k = y(n)]`, so that an index stands for a row of zeros and a one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from numeric_bridge.compiler.reading import Reading
from numeric_bridge.errors import BridgeError
from symbolic.kernel.terms import Delta, Derivative, Entry, Label, Term, rebuild


def with_labels(reading: Reading, names: Sequence[str]) -> Reading:
    """What was read, with labels for the arrays `names`, whose last axis holds the classes.

    Raises BridgeError for a name that is not such an array, and for a derivative by it.
    """
    arrays = dict(reading.context.arrays)
    for name in names:
        axes = arrays.pop(name, ())
        into = axes[-1] if axes else None
        over = tuple(a for a in axes[:-1] if isinstance(a, str))
        if not isinstance(into, str) or len(over) < len(axes) - 1:
            raise BridgeError(f"one_hot={name!r}: expected an array over sizes, the last of them the classes")
        context = replace(
            reading.context,
            arrays=tuple(arrays.items()),
            labels=(*reading.context.labels, (name, over, into)),
        )
        entries = tuple((at, _labelled(term, name, {})) for at, term in reading.entries)
        reading = replace(reading, context=context, entries=entries)
    return reading


def _labelled(term: Term, name: str, done: dict[Term, Term]) -> Term:
    if term not in done:
        match term:
            case Entry(array=array, indices=(*rest, last)) if array == name:
                done[term] = Delta(last, Label(name, tuple(rest)))
            case Derivative(array=array) if array == name:
                raise BridgeError(f"one_hot={name!r}: a derivative is taken by it")
            case _:
                done[term] = rebuild(term, lambda t: _labelled(t, name, done))
    return done[term]
