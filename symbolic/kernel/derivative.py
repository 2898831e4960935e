"""The derivative: a flat table of functions, and the sum, product and chain rules over kernel terms.

The result equals the partial derivative wherever the body is smooth in the variable near the point: every function is
smooth inside its domain except `relu` and brackets, whose kinks the `differentiate` rule accounts for. `step(u)` is the
slope of relu, [u > 0].
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from symbolic.kernel.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Index,
    Mul,
    Power,
    Sum,
    Term,
    add,
    multiply,
    negate,
    number,
    power,
    rebuild,
    shift_index,
    walk,
)

HALF = Fraction(1, 2)

Velocity: TypeAlias = Callable[[Entry, int], Term]
"""The rate at which an entry changes, as it stands at a depth of sums."""
Corner: TypeAlias = Callable[[Term, int, Term], Term]

TABLE: dict[str, Callable[[Term], Term]] = {
    "exp": lambda u: Apply("exp", (u,)),
    "log": lambda u: power(u, -1),
    "sin": lambda u: Apply("cos", (u,)),
    "cos": lambda u: negate(Apply("sin", (u,))),
    "sigmoid": lambda u: multiply(Apply("sigmoid", (u,)), add(ONE, negate(Apply("sigmoid", (u,))))),
    "tanh": lambda u: add(ONE, negate(power(Apply("tanh", (u,)), 2))),
    "softplus": lambda u: Apply("sigmoid", (u,)),
    "relu": lambda u: Apply("step", (u,)),
    "step": lambda u: ZERO,
}
"""f'(u) for each named function. A function that is not in the table is opaque: its derivative raises its order."""


def partial(function: Apply, position: int) -> Term:
    """The derivative of a function by its argument at `position`."""
    if function.function in TABLE:
        return TABLE[function.function](function.arguments[0])
    orders = function.orders or (0,) * len(function.arguments)
    raised = tuple(n + (p == position) for p, n in enumerate(orders))
    return Apply(function.function, function.arguments, raised)


def _by_the_table(body: Term, slope_of_entry: Velocity, corner: Corner | None = None) -> Term:
    """The derivative of `body`, given that of its entries at each depth under sums. Shared sub-terms are done once.

    With a `corner`, relu(s)' is [s > 0] s' + [s = 0] corner, of s, the depth and s'.
    """
    done: dict[tuple[Term, int], Term] = {}

    def d(term: Term, depth: int) -> Term:
        key = (term, depth)
        if key not in done:
            done[key] = by_rule(term, depth)
        return done[key]

    def by_rule(term: Term, depth: int) -> Term:
        match term:
            case Entry():
                return slope_of_entry(term, depth)
            case Add(terms=terms):
                return add(*(d(t, depth) for t in terms))
            case Mul(factors=factors):
                return add(*(multiply(*factors[:n], d(f, depth), *factors[n + 1 :]) for n, f in enumerate(factors)))
            case Power(base=base, exponent=exponent):
                return multiply(number(exponent), power(base, exponent - 1), d(base, depth))
            case Sum(size=size, body=inner):
                slope = d(inner, depth + 1)
                return ZERO if slope is ZERO else Sum(size, slope)
            case Apply(function="relu", arguments=(s,)) if corner:
                slope = d(s, depth)
                here = corner(s, depth, slope)
                parts = [(">", slope)] if slope is not ZERO else []
                parts += [("==", here)] if here is not ZERO else []
                return add(*(multiply(Bracket(relation, s), part) for relation, part in parts))
            case Apply(arguments=arguments):
                slopes = [(p, d(a, depth)) for p, a in enumerate(arguments)]
                return add(*(multiply(partial(term, p), slope) for p, slope in slopes if slope is not ZERO))
            case Derivative():
                raise ValueError("unfold inner derivatives first")
            case _:
                return ZERO

    return d(body, 0)


def towards(array: str, indices: tuple[Index, ...], speed: Term = ONE) -> Velocity:
    """One entry changes, at a constant speed."""

    def slope(entry: Entry, depth: int) -> Term:
        if entry.array != array:
            return ZERO
        pairs = [(i, shift_index(j, depth)) for i, j in zip(entry.indices, indices, strict=True)]
        if any(i != j and isinstance(i, int) and isinstance(j, int) for i, j in pairs):
            return ZERO
        deltas = (Delta(i, j) for i, j in pairs if i != j)
        return multiply(*(() if speed is ONE else (speed,)), *deltas)

    return slope


def beside(body: Term, velocity: Velocity) -> Term:
    r"""The limit of `body` from the right: a bracket of s is that of s' where s = 0.

    [s > 0] becomes [s > 0] + [s = 0][s' > 0], and [s = 0] becomes [s = 0][s' = 0], with s' the right derivative of s,
    if s is continuous and, where it is 0, s' is not 0 or s does not change.
    """

    def visit(term: Term, depth: int) -> Term:
        match term:
            case Bracket(relation=relation, argument=s) | Apply(function="step" as relation, arguments=(s,)):
                slope = right_derivative(s, lambda entry, n: velocity(entry, n + depth))
                if slope is ZERO:
                    return term
                ahead = Bracket("==" if relation == "==" else ">", slope)
                return add(*([] if relation == "==" else [term]), multiply(Bracket("==", s), ahead))
        inner = depth + 1 if isinstance(term, Sum) else depth
        return rebuild(term, lambda t: visit(t, inner))

    return visit(body, 0) if any(map(_is_switch, walk(body))) else body


def _is_switch(term: Term) -> bool:
    return isinstance(term, Bracket) or (isinstance(term, Apply) and term.function == "step")


def right_derivative(body: Term, velocity: Velocity) -> Term:
    r"""The derivative of `body` from the right as its entries change: relu(s)' = [s > 0] s' + [s = 0] relu(s').

    If s(t) = s + t s' + o(t) then relu(s(t)) = relu(s) + t relu(s)' + o(t), and smooth functions keep such expansions,
    around the limits from the right of what has a bracket inside.
    """
    return _by_the_table(beside(body, velocity), velocity, lambda s, depth, slope: _relu(slope))


def bend(body: Term, forth: Velocity, back: Velocity) -> Term:
    r"""The sum of the right derivatives of `body` for two opposite velocities: 0 where there is a derivative.

    An entry has none, relu(s) has [s > 0] times that of s and, where s = 0, relu(s') + relu(s') for both.
    """

    def corner(s: Term, depth: int, _: Term) -> Term:
        both = (right_derivative(s, lambda e, n, v=v: v(e, n + depth)) for v in (forth, back))  # type: ignore[misc]
        return add(*map(_relu, both))

    return _by_the_table(body, lambda entry, depth: ZERO, corner)


def _relu(slope: Term) -> Term:
    return ZERO if slope is ZERO else Apply("relu", (slope,))


def derivative(body: Term, array: str, indices: tuple[Index, ...]) -> Term:
    """d body / d array[indices]; d x[i] / d x[j] = [i = j]. `body` holds no `Derivative` node."""
    return _by_the_table(body, towards(array, indices))


def along(body: Term, directions: dict[str, str]) -> Term:
    """The derivative of `body` along v: the sum over arrays a and their entries of (d body / d a[i]) v[i].

    `directions` names for each array a the array v of its velocity, of the same shape.
    """

    def slope(entry: Entry, depth: int) -> Term:
        return Entry(directions[entry.array], entry.indices) if entry.array in directions else ZERO

    return _by_the_table(unfold(body), slope)


@lru_cache(maxsize=2048)
def unfold(term: Term) -> Term:
    """`term` with every `Derivative` node replaced by the derivative, innermost first."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = rebuild(t, visit)
            match inner:
                case Derivative(body=body, array=array, indices=indices):
                    inner = derivative(body, array, indices)
            done[t] = inner
        return done[t]

    return visit(term)
