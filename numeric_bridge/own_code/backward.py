"""A user's own backward pass held against the gradient that a claim states. It may be refuted; it is never proved.

What is expected at an entry is the derivative of the loss as written: a complex step in doubles and, where the two
differ, a difference at 50 digits. On a kink the entry has to lie between the one-sided slopes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.errors import BridgeError
from numeric_bridge.gradient import gradient_of
from numeric_bridge.own_code.calling import A_FUNCTION, Calling, calling, known_names
from numeric_bridge.own_code.diagnosis import Observation, diagnosed
from numeric_bridge.own_code.formula import Target, formula_of
from numeric_bridge.own_code.returned import as_array, separated
from numeric_bridge.spot_checks.comparison import TOLERANCE, Outcome
from numeric_bridge.spot_checks.interpreter import estimate, evaluate, one_sided
from numeric_bridge.spot_checks.kinks import kinked
from numeric_bridge.spot_checks.point import Trial, positions
from numeric_bridge.spot_checks.sampling import samples
from numeric_bridge.spot_checks.unusable import Unusable
from symbolic.kernel.terms import Derivative, Term
from symbolic.language.statements import Claim, Statement
from symbolic.language.tree import Expr


@dataclass(frozen=True, slots=True)
class Component:
    """One entry; `at` counts from 0. `expected` is a number off the kinks, on one an interval. `error` is mixed."""

    of: str
    at: tuple[int, ...]
    expected: tuple[float, float]
    found: float
    error: float
    sizes: tuple[tuple[str, int], ...]

    @property
    def on_a_kink(self) -> bool:
        return self.expected[0] != self.expected[1]

    def __str__(self) -> str:
        low, high = self.expected
        wanted = f"{low:.15g}" if low == high else f"on a kink, from {low:.15g} to {high:.15g}"
        entry = f"{self.of}[{', '.join(map(str, self.at))}]" if self.at else self.of
        sizes = ", ".join(f"{n} = {v}" for n, v in self.sizes)
        return f"{entry}: expected {wanted}, found {self.found:.15g}" + (f" ({sizes})" if sizes else "")


@dataclass(frozen=True, slots=True)
class Held:
    """What came of one gradient: the worst entry, and in words what the difference looks like.

    `wrong_shape` is set if no entry could be compared; `on_kinks` of the `compared` entries are on a kink. `changed`
    names the arguments that the function wrote into, which may or may not be meant.
    """

    of: str
    compared: int
    on_kinks: int
    worst: Component | None
    diagnosis: str = ""
    wrong_shape: str = ""
    changed: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.wrong_shape:
            return "refuted"
        if self.worst is None:
            return "untested"
        return "passed" if self.worst.error <= TOLERANCE else "refuted"

    @property
    def note(self) -> str:
        if self.outcome == "untested":
            return "no point was found at which the hypotheses hold and there is something to compare"
        return f"note: the function writes into its argument {', '.join(self.changed)}" if self.changed else ""

    def __str__(self) -> str:
        lines = [f"{self.of}: {self.outcome} ({self.compared} compared)", self.wrong_shape]
        lines += [str(self.worst or ""), self.diagnosis, self.note]
        return "\n  ".join(line for line in lines if line)


def check_backward(
    function: Callable[..., Any],
    claims: Sequence[Claim | Statement],
    *,
    where: Mapping[str, Expr] | None = None,
    renamed: Mapping[str, str] | None = None,
    returns: Sequence[str] = (),
    wrap: Callable[[Any], Any] = lambda v: v,
    trials: int = 3,
    seed: int = 0,
) -> tuple[Held, ...]:
    """Hold a backward pass, of NumPy arrays or what `wrap` makes of them, against claimed gradients of one loss.

    Parameters are found by name among those of the loss and of `where`; `renamed` maps others. It returns the gradients
    in the order of the claims or of `returns`, or by name. Raises BridgeError if it cannot be called or read.

    >>> from symbolic.language import Equal, Sum, grad, real, size
    >>> z = real("z", size("K"))
    >>> print(*check_backward(lambda z: -2 * z, [Equal(grad(Sum(z**2), z), 2 * z)]))
    z: refuted (8 compared)
      z[0]: expected 1.4375, found -1.4375 (K = 2)
      it is -1 times the gradient: a sign
    """
    gradients = tuple(map(gradient_of, claims))
    called = calling(function, known_names(gradients, where or {}), renamed or {})
    order = tuple(returns) or tuple(g.array for g in gradients)
    return tuple(_observed(g, _Pass(called, order, wrap), trials, seed) for g in gradients)


def check_function(
    function: Callable[..., Any],
    expression: Any,
    *,
    renamed: Mapping[str, str] | None = None,
    wrap: Callable[[Any], Any] = lambda v: v,
    trials: int = 3,
    seed: int = 0,
) -> Held:
    """Hold any function, your own or a compiled one, against an expression of any shape.

    >>> from symbolic.language import real, size, softmax
    >>> import numpy as np
    >>> z = real("z", size("K"))
    >>> check_function(lambda z: np.exp(z) / np.exp(z).sum(), softmax(z)).outcome
    'passed'
    """
    formula = formula_of(expression)
    called = calling(function, known_names([formula], {}), renamed or {})
    return _observed(formula, _Pass(called, (formula.array,), wrap), trials, seed)


@dataclass(frozen=True, slots=True)
class _Pass:
    """How a function is called, and in which order it returns what is held against formulas."""

    called: Calling
    order: tuple[str, ...]
    wrap: Callable[[Any], Any]
    changed: set[str] = field(default_factory=set)  # the arguments that it wrote into

    def __call__(self, of: str, trial: Trial) -> NDArray[np.float64]:
        """Raises BridgeError with the user's own error."""
        values, named = self.called.values(trial)
        try:
            value = self.called.function(*map(self.wrap, values), **{n: self.wrap(v) for n, v in named.items()})
        except (Exception, SystemExit) as error:  # whatever comes out of a user's function is the user's to read
            raise BridgeError(_raised(error, self.called, trial)) from error
        for known, given in zip(self.called.by_position, values, strict=True):
            if isinstance(given, np.ndarray) and not np.array_equal(given, known.value(trial), equal_nan=True):
                self.changed.add(known.name)
        names = [k.name for k in self.called.parameters]
        plain = [n.removesuffix(".T") for n in names]
        found = as_array(of, separated(value, self.order, plain)[of])
        return found.T if f"{of}.T" in names else found


def _raised(error: BaseException, called: Calling, trial: Trial) -> str:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    line = f" at line {last.tb_lineno} of {last.tb_frame.f_code.co_filename}" if last else ""
    shapes = ", ".join(f"{k.name} {np.shape(k.value(trial))}" for k in called.parameters if k.words != A_FUNCTION)
    return f"the function raised {type(error).__name__}{line}: {error}; it was given {shapes}"


def _observed(gradient: Target, backward: _Pass, trials: int, seed: int) -> Held:
    held = _held(gradient, backward, trials, seed)
    return replace(held, changed=tuple(sorted(backward.changed)))


def _held(gradient: Target, backward: _Pass, trials: int, seed: int) -> Held:
    compared: list[Component] = []
    seen: list[Observation] = []
    generic = islice(samples(gradient.sequent(), seed), trials)
    on_a_kink = kinked(gradient.sequent(on_kinks=True), gradient.entry((1,) * len(gradient.axes)), seed)
    for point in chain(generic, on_a_kink):
        trial = Trial.of(point)
        found = backward(gradient.array, trial)
        shape = trial.shape(gradient.axes)
        if found.shape != shape:
            return Held(gradient.array, 0, 0, None, "", _wrong_shape(gradient, shape, found.shape))
        here = list(_components(gradient, trial, found))
        compared += here
        if len(here) == found.size and not any(c.on_a_kink for c in here):
            seen.append(Observation(trial, np.array([c.expected[0] for c in here]).reshape(shape), found))
    kinks = sum(c.on_a_kink for c in compared)
    worst = max(compared, key=lambda c: c.error, default=None)
    if worst is None or worst.error <= TOLERANCE:
        return Held(gradient.array, len(compared), kinks, worst)
    only_on_kinks = all(c.error <= TOLERANCE for c in compared if not c.on_a_kink)
    words = "it is right off the kinks, and on one not between the slopes from below and from above"
    return Held(gradient.array, len(compared), kinks, worst, words if only_on_kinks else diagnosed(gradient, seen))


def _components(gradient: Target, trial: Trial, found: NDArray[np.float64]) -> Iterator[Component]:
    """Every entry at which the loss has slopes."""
    sizes = tuple((n, trial.sizes[n]) for n, _, _ in gradient.context.sizes)
    for at in positions(found.shape):
        here = tuple(p - 1 for p in at)
        value = float(found[here])
        slopes = _expected(gradient, trial, at, value)
        if slopes is not None:
            low, high = slopes
            off = max(low - value, value - high, 0.0) if isfinite(value) else float("inf")
            yield Component(gradient.array, here, slopes, value, off / max(1.0, abs(low), abs(high)), sizes)


def _expected(gradient: Target, trial: Trial, at: tuple[int, ...], found: float) -> tuple[float, float] | None:
    """The derivative, twice, or the two one-sided slopes in order; None where there are none."""
    term: Term = gradient.entry(at)
    try:
        in_doubles = estimate(term, trial, {})
        if abs(in_doubles - found) <= TOLERANCE * max(1.0, abs(in_doubles)):
            return in_doubles, in_doubles
    except Unusable:
        pass
    try:
        value = float(evaluate(term, trial, {}))
        return value, value
    except Unusable:
        pass
    if not isinstance(term, Derivative):
        return None
    try:
        below, above = map(float, one_sided(term, trial, {}))
    except Unusable:
        return None
    return min(below, above), max(below, above)


def _wrong_shape(gradient: Target, expected: tuple[int, ...], found: tuple[int, ...]) -> str:
    names = ", ".join(map(str, gradient.axes))
    turned = ": it is transposed" if found == expected[::-1] else ""
    return f"expected shape {expected} = ({names}), found {found}{turned}"
