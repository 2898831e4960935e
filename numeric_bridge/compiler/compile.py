"""Mathematics with symbolic sizes as a NumPy function that runs at any size."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.compiler.arguments import Argument, Seen, prepared, recognised, signature
from numeric_bridge.compiler.one_hot import with_labels
from numeric_bridge.compiler.reading import read
from numeric_bridge.compiler.source import Source, generate
from numeric_bridge.errors import BridgeError
from symbolic.kernel.judgements import Axis, Context

MOST_SEEN = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Compiled:
    """A function of arrays. Call it with its arguments in order or by name; it may be called by several threads.

    `source` is readable NumPy that needs `import numpy as np` and nothing else; `function` is it, without the checks.
    `axes` are those of the result: (index, size).

    Arguments: numbers are float64 (integers, booleans and other floats are converted, complex numbers and objects are
    refused); labels hold positions from 0, in any integer type. Any strides; nothing is written to, and the result is
    never a view of an argument. A size is read from the first array that has it and checked in the others. It may be
    0: a sum is then 0, a mean NaN.
    NaN and infinity follow IEEE without warnings. Where a bracket is 0, a factor that may be undefined there (a
    quotient, root, logarithm or exponential) is not looked at; sums and products of arguments are multiplied by 0, so
    their NaN goes through.
    """

    source: str
    arguments: tuple[Argument, ...]
    axes: tuple[tuple[str, Axis], ...]
    sizes: tuple[tuple[str, int, int | None], ...]
    function: Callable[..., Any] = field(compare=False)
    seen: dict[tuple[Any, ...], Seen] = field(default_factory=dict, compare=False)  # only ever makes a call faster

    def __call__(self, *given: Any, **named: Any) -> NDArray[np.float64]:
        """Raises BridgeError when arguments are missing or do not fit."""
        in_order = given if len(given) == len(self.arguments) and not named else self._in_order(given, named)
        known = self.seen.get(kind := signature(in_order))
        values = known.fitting(in_order) if known else None
        if values is None:
            values = prepared(self.arguments, in_order, self.sizes)
            self._remember(kind, in_order)
        try:
            result = self.function(*values)
        except ZeroDivisionError:  # a mean over an axis of length 0
            result = np.full(self._shape(values), np.nan)
        return result if type(result) is np.ndarray else np.asarray(result, dtype=np.float64)[()]

    def _remember(self, kind: tuple[Any, ...], given: Sequence[Any]) -> None:
        found = recognised(self.arguments, given)
        if found is not None:
            if len(self.seen) >= MOST_SEEN:
                self.seen.clear()
            self.seen[kind] = found

    def _shape(self, values: Sequence[Any]) -> tuple[int, ...]:
        lengths: dict[Axis, int] = {}
        for argument, value in zip(self.arguments, values, strict=True):
            lengths |= {argument.written: value} if argument.kind == "size" else {}
            lengths |= dict(zip(argument.axes, np.shape(value), strict=True)) if argument.axes else {}
        return tuple(axis if isinstance(axis, int) else lengths[axis] for _, axis in self.axes)

    def _in_order(self, given: tuple[Any, ...], named: dict[str, Any]) -> Sequence[Any]:
        names = [a.name for a in self.arguments]
        values = dict(zip(names, given, strict=False))
        twice, unknown = set(values) & set(named), set(named) - set(names)
        missing = [n for n in names if n not in values and n not in named]
        if len(given) > len(names) or twice or unknown or missing:
            parts = [f"missing {', '.join(missing)}"] if missing else []
            parts += [f"unknown {', '.join(sorted(unknown))}"] if unknown else []
            parts += [f"given twice {', '.join(sorted(twice))}"] if twice else []
            parts += [f"{len(given)} given in order"] if len(given) > len(names) else []
            raise BridgeError(f"the arguments are ({', '.join(names)}); {'; '.join(parts)}")
        return [values[n] if n in values else named[n] for n in names]

    def __repr__(self) -> str:
        return self.source


def compile(
    what: Any,
    *,
    side: str = "right",
    name: str = "f",
    context: Context | None = None,
    one_hot: Sequence[str] = (),
    formula: str = "",
) -> Compiled:
    """A NumPy function for an expression of any shape, for one `side` of a claim, or for a kernel term.

    >>> from symbolic.language import Sum, exp, grad, index, log, real, size
    >>> K = size("K"); k = index("k", K); z = real("z", K)
    >>> f = compile(grad(log(Sum(exp(z[k]), k)), z))
    >>> f([1000.0, 1000.0])
    array([0.5, 0.5])

    The result has an axis for each free index, then those of the expression's shape; for a gradient claim, those of the
    array that the left side is derived by. `context` declares what a term mentions. The arrays named in `one_hot` are
    given as labels, which is faster and more accurate: for `y[n, k]` an integer array over n. `formula` is what the
    docstring says instead of what was given.
    Raises BridgeError for what cannot be compiled, LanguageError and NotYetDecidable for what has no kernel term.
    """
    reading = with_labels(read(what, side, context), one_hot)
    source = generate(reading, name, formula)
    return Compiled(source.text, source.arguments, reading.axes, reading.context.sizes, _loaded(source))


def _loaded(source: Source) -> Callable[..., Any]:
    """The function of generated source.

    All of it is put together from kernel terms, fixed pieces of text and identifiers that `Names` has made; no text of
    a user enters it except in the docstring, without quotation marks and backslashes.
    """
    namespace: dict[str, Any] = {"np": np}
    exec(builtins.compile(source.text, f"<numeric_bridge {source.name}>", "exec"), namespace)
    function: Callable[..., Any] = namespace[source.name]
    return function
