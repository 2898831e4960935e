"""Mathematics with symbolic sizes as a NumPy function that runs at any size."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.arguments import Argument, prepared
from numeric_bridge.errors import BridgeError
from numeric_bridge.reading import read
from numeric_bridge.source import Source, generate
from symbolic.kernel.judgements import Axis, Context


@dataclass(frozen=True, slots=True, repr=False)
class Compiled:
    """A function of arrays. Call it with its arguments in order or by name.

    `source` is readable NumPy that needs `import numpy as np` and nothing else; `function` is it, without the checks.
    `axes` are those of the result: (index, size). Labels hold positions from 0. Numbers are float64 (integers, booleans
    and narrower floats are converted); inputs are never modified, nor is the result a view of one. NaN and infinity
    follow IEEE without warnings: NaN goes through, except where a bracket is 0.
    """

    source: str
    arguments: tuple[Argument, ...]
    axes: tuple[tuple[str, Axis], ...]
    sizes: tuple[tuple[str, int, int | None], ...]
    function: Callable[..., Any] = field(compare=False)

    def __call__(self, *given: Any, **named: Any) -> NDArray[np.float64]:
        """Raises BridgeError when arguments are missing or do not fit."""
        values = prepared(self.arguments, self._in_order(given, named), self.sizes)
        with np.errstate(all="ignore"):
            result = self.function(*values)
        return np.asarray(result, dtype=np.float64)[()]

    def _in_order(self, given: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
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


def compile(what: Any, *, side: str = "right", name: str = "f", context: Context | None = None) -> Compiled:
    """A NumPy function for an expression of any shape, for one `side` of a claim, or for a kernel term.

    >>> from symbolic.language import Sum, exp, grad, index, log, real, size
    >>> K = size("K"); k = index("k", K); z = real("z", K)
    >>> f = compile(grad(log(Sum(exp(z[k]), k)), z))
    >>> f([1000.0, 1000.0])
    array([0.5, 0.5])

    The result has an axis for each free index, then those of the expression's shape; for a gradient claim, those of the
    array that the left side is derived by. `context` declares what a term mentions. Raises BridgeError for what cannot
    be compiled, LanguageError and NotYetDecidable for what has no kernel term.
    """
    reading = read(what, side, context)
    source = generate(reading, name)
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
