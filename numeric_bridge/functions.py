"""The named functions in NumPy: each in the form that is right over the whole range of its argument.

sigmoid     1/(1 + exp(-u)); exp may overflow to infinity, which gives the right 0
softplus    max(u, 0) + log1p(exp(-|u|))
relu, max   maximum, which lets NaN through
step        [u > 0]
"""

from __future__ import annotations

from numeric_bridge.value import ATOM, PRODUCT, SIGN, SUM, Value

CALLS = {"exp": "np.exp", "log": "np.log", "sin": "np.sin", "cos": "np.cos", "tanh": "np.tanh"}
FORMS: dict[str, tuple[str, int, int]] = {
    "sigmoid": ("1 / (1 + np.exp({negated}))", PRODUCT, 1),
    "softplus": ("np.maximum({u}, 0) + np.log1p(np.exp(-np.abs({u})))", SUM, 2),
    "relu": ("np.maximum({u}, 0)", ATOM, 1),
}
"""Source, how tightly it holds together, and how often the argument occurs in it."""


def occurrences(function: str) -> int:
    """How often the argument of a function is written in its source."""
    return FORMS[function][2] if function in FORMS else 1


def call(function: str, argument: Value) -> Value:
    """The named function of one argument."""
    u = argument.as_number()
    if function in CALLS:
        return Value(f"{CALLS[function]}({u.text})", u.axes)
    text, strength, _ = FORMS[function]
    return Value(text.format(u=u.text, negated=negated(u).text), u.axes, strength)


def negated(value: Value) -> Value:
    """Minus the value; a sign that is there already goes."""
    if value.text.startswith("-") and value.strength == SIGN:
        return Value(value.text[1:], value.axes, SIGN)
    return Value(f"-{value.at(SIGN)}", value.axes, SIGN)
