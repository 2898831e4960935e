"""A user's function and what its parameters stand for: found by name, or said with a map."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric_bridge.compiler.arguments import Argument
from numeric_bridge.compiler.compile import Compiled
from numeric_bridge.compiler.compile import compile as compiled
from numeric_bridge.errors import BridgeError
from numeric_bridge.own_code.formula import Target
from numeric_bridge.spot_checks.point import Trial, smooth, values_for
from symbolic.kernel.derivative import TABLE
from symbolic.kernel.judgements import Axis
from symbolic.kernel.terms import Apply, walk
from symbolic.language.tree import Expr

A_SIZE, A_FUNCTION = "a size", "a function"
UNNAMED = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
LAMBDAS = ("lam", "lambd", "lamda", "lmbda")
NAMED_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the question: what it is in words, and its value at a trial."""

    name: str
    words: str
    value: Callable[[Trial], Any]


def known_names(gradients: Sequence[Target], where: Mapping[str, Expr]) -> dict[str, Known]:
    """Everything a parameter can be: arrays, labels, sizes and functions of the loss, and the question's own names."""
    found: dict[str, Known] = {}

    def add(name: str, words: str, value: Callable[[Trial], Any]) -> None:
        found.setdefault(name, Known(name, words, value))

    for gradient in gradients:
        context = gradient.context
        for array, axes in context.arrays:
            add(array, _shape(axes), lambda t, a=array, s=axes: t.array(a, s))  # type: ignore[misc]
        for label, over, into in context.labels:
            add(label, f"{_shape(over)} integers from 0, below {into}", lambda t, a=label, s=over: t.label(a, s))  # type: ignore[misc]
        for size, _, _ in context.sizes:
            add(size, A_SIZE, lambda t, s=size: t.sizes[s])  # type: ignore[misc]
        for name, orders in _opaque(gradient):
            add(name + "_prime" * sum(orders), A_FUNCTION, lambda t, n=name, o=orders: smooth(t.functions[n], o))  # type: ignore[misc]
    for name, e in where.items():
        if all(a.written in found for a in compiled(e).arguments if a.kind != "function"):
            add(name, text_of_shape(e), lambda t, e=e: _value_of(e, t))  # type: ignore[misc]
    return found


def _opaque(gradient: Target) -> set[tuple[str, tuple[int, ...]]]:
    """Functions of one argument that the loss leaves open, each with its derivative."""
    terms = walk(gradient.loss)
    names = {t.function for t in terms if isinstance(t, Apply) and t.function not in TABLE and len(t.arguments) == 1}
    return {(name, (order,)) for name in names - {"pi"} for order in (0, 1)}


def _value_of(e: Expr, trial: Trial) -> Any:
    function = compiled(e)
    return function(*values_for(function.arguments, trial))


def _shape(axes: tuple[Axis, ...]) -> str:
    return f"({', '.join(map(str, axes))}{',' if len(axes) == 1 else ''})" if axes else "a number"


def text_of_shape(e: Expr) -> str:
    """The shape of an expression as a reader writes it."""
    return _shape(tuple(a if isinstance(a, int) else a.name for a in e.shape))


@dataclass(frozen=True, slots=True)
class Calling:
    """A function with what is put in for each of its parameters, in order; `by_name` those that want a keyword."""

    function: Callable[..., Any]
    by_position: tuple[Known, ...]
    by_name: tuple[tuple[str, Known], ...]

    def values(self, trial: Trial) -> tuple[list[Any], dict[str, Any]]:
        """Fresh arguments at a trial."""
        return [k.value(trial) for k in self.by_position], {n: k.value(trial) for n, k in self.by_name}

    @property
    def parameters(self) -> tuple[Known, ...]:
        return (*self.by_position, *(k for _, k in self.by_name))


def calling(function: Callable[..., Any], known: Mapping[str, Known], renamed: Mapping[str, str]) -> Calling:
    """Find what each parameter stands for. `renamed` says it for those that are called otherwise.

    Raises BridgeError with every name that there is, if a parameter without a default is none of them.
    """
    if isinstance(function, Compiled):
        return Calling(function, tuple(_of_argument(a, known) for a in function.arguments), ())
    parameters = _parameters(function, known)
    _check(renamed, function, list(parameters), known)
    by_position: list[Known] = []
    by_name: list[tuple[str, Known]] = []
    for number, parameter in enumerate(parameters.values()):
        if parameter.kind in UNNAMED:
            continue
        meant = _meant(renamed.get(parameter.name, parameter.name), known)
        if meant is None and parameter.default is not inspect.Parameter.empty:
            continue
        if meant is None:
            signature = f"{_name(function)}({', '.join(parameters)})"
            help = f"say it with --map {parameter.name}=NAME, or NAME.T for the transpose"
            raise BridgeError(f"what is the parameter `{parameter.name}` of {signature}? {_listed(known)}: {help}")
        if parameter.kind in NAMED_BY_POSITION and len(by_position) == number:
            by_position.append(meant)
        else:
            by_name.append((parameter.name, meant))
    return Calling(function, tuple(by_position), tuple(by_name))


def _parameters(function: Callable[..., Any], known: Mapping[str, Known]) -> Mapping[str, inspect.Parameter]:
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError) as reason:
        raise BridgeError(f"the parameters of {_name(function)} cannot be read: {reason}") from reason
    if parameters and all(p.kind in UNNAMED for p in parameters.values()):
        wanted = "has no named parameters, by which to know what it takes"
        raise BridgeError(f"{_name(function)} {wanted}. {_listed(known)}")
    return parameters


def _of_argument(argument: Argument, known: Mapping[str, Known]) -> Known:
    if argument.kind != "function":
        return known[argument.written]
    return Known(argument.name, A_FUNCTION, lambda t: smooth(t.functions[argument.written], argument.orders))


def _check(
    renamed: Mapping[str, str], function: Callable[..., Any], own: list[str], known: Mapping[str, Known]
) -> None:
    for parameter, name in renamed.items():
        if name.removesuffix(".T") not in known:
            raise BridgeError(f"{parameter}={name}: the question has no {name}. {_listed(known)}")
        if parameter not in own:
            raise BridgeError(f"{parameter}={name}: {_name(function)} has no parameter {parameter}: {', '.join(own)}")


def _meant(name: str, known: Mapping[str, Known]) -> Known | None:
    """The name itself, `name.T` for its transpose, or the only one that differs in case and underscores alone.

    A lambda is known by the names that people give it, as Python has taken its own.
    """
    if name.endswith(".T") and name[:-2] in known:
        straight = known[name[:-2]]
        return Known(name, f"the transpose of {straight.words}", lambda t: np.array(straight.value(t).T))
    if name in known:
        return known[name]
    alike = [k for n, k in known.items() if _plain(n) == _plain(name)]
    return alike[0] if len(alike) == 1 else None


def _plain(name: str) -> str:
    plain = name.replace("_", "").lower()
    return "lambda" if plain in LAMBDAS else plain


def _name(function: Callable[..., Any]) -> str:
    return getattr(function, "__name__", type(function).__name__)


def _listed(known: Mapping[str, Known]) -> str:
    sizes = [k.name for k in known.values() if k.words == A_SIZE]
    others = ", ".join(f"{k.name} {k.words}" for k in known.values() if k.words != A_SIZE)
    return f"The question has {others}" + (f" and the sizes {', '.join(sizes)}" if sizes else "")
