"""Which reals an expression mentions, and which ones a defined function works on by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symbolic.language.nodes import Cases, Expectation, Iverson, Partial, Real
from symbolic.language.tree import Expr, Map


def parts(e: Expr) -> Iterator[Expr]:
    """Every node of an expression, each once."""
    seen: set[Expr] = set()
    waiting = [e]
    while waiting:
        top = waiting.pop()
        if top not in seen:
            seen.add(top)
            yield top
            waiting += top.children()


def reals_in(e: Expr) -> frozenset[Real]:
    """The reals that an expression mentions."""
    return frozenset(part for part in parts(e) if isinstance(part, Real))


def is_random(real: Real) -> bool:
    """Whether a real is a random variable."""
    return real.law is not None


def captured(body: Expr, parameters: Iterable[Real], argument: Expr) -> Real | None:
    """A real of the argument that would become another matter in the body.

    In `let h(u) = d(x*u, x)` the parameter is held fixed while x moves, so h(x) cannot be had by putting x for u.
    """
    stand_in = frozenset(parameters)
    mentioned = reals_in(argument)
    for part in parts(body):
        match part:
            case Partial(body=inner, variable=variable) if not stand_in.isdisjoint(reals_in(inner)):
                moving = reals_in(variable) & mentioned
            case Expectation(body=inner) if not stand_in.isdisjoint(reals_in(inner)):
                moving = frozenset(filter(is_random, mentioned))
            case _:
                continue
        if moving:
            return min(moving, key=lambda real: real.name)
    return None


def is_entry_by_entry(body: Expr, parameters: Iterable[Real]) -> bool:
    """Whether arrays may stand for the parameters as they are: nothing but functions of numbers is above them."""
    moving = set[Expr](parameters)
    waiting = [body]
    seen: set[Expr] = set()
    while waiting:
        top = waiting[-1]
        missing = [c for c in top.children() if c not in seen]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if top not in seen:
            seen.add(top)
            if not moving.isdisjoint(top.children()):
                if not isinstance(top, Map | Iverson | Cases):
                    return False
                moving.add(top)
    return True
