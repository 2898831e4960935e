"""Declarations: sizes, indices, labels, reals, random variables, opaque functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from symbolic.language.domain import Domain, read_domain
from symbolic.language.errors import LanguageError
from symbolic.language.indices import IndexSymbol, Label
from symbolic.language.nodes import Law, Real
from symbolic.language.tree import Axis, Expr, Map, SizeSymbol, Stack, coerce

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
NAMED_FUNCTIONS = {
    *("exp", "log", "sqrt", "abs", "max", "min", "sigmoid", "softplus", "tanh", "relu", "sign", "sin", "cos"),
    *("softmax", "diag", "outer", "dot", "trace", "norm", "eye", "ones", "sum", "mean", "prod", "cases"),
    *("grad", "hess", "jac", "pi", "oo", "step"),
}


def checked_name(name: str) -> str:
    """`name`, if it can be a name: a letter, then letters, digits and underscores, and no function of the language."""
    if not _NAME.fullmatch(name):
        raise LanguageError(f"{name!r} cannot be a name: a letter, then up to 39 letters, digits or underscores")
    if name in NAMED_FUNCTIONS:
        raise LanguageError(f"`{name}` is a function of the language: choose another name")
    return name


def names_in(names: str) -> list[str]:
    """The names in a string, separated by spaces or commas."""
    found = [checked_name(n) for n in names.replace(",", " ").split()]
    if not found:
        raise LanguageError(f"{names!r} holds no name")
    return found


def size(name: str, *, at_least: int = 1, at_most: int | None = None) -> SizeSymbol:
    """A positive integer that stays a symbol: `K = size("K")`, `N = size("N", at_least=2)`."""
    if at_least < 1 or (at_most is not None and at_most < at_least):
        raise LanguageError(f"size {name}: no positive integer is at least {at_least} and at most {at_most}")
    return SizeSymbol(checked_name(name), at_least, at_most)


def sizes(names: str, *, at_least: int = 1) -> tuple[SizeSymbol, ...]:
    """Several sizes: `N, K, d = sizes("N K d")`."""
    return tuple(size(n, at_least=at_least) for n in names_in(names))


def _axis(axis: object) -> Axis:
    match axis:
        case SizeSymbol():
            return axis
        case int() if axis >= 1 and not isinstance(axis, bool):
            return axis
        case _:
            raise LanguageError(f'{axis!r} is not a size: write size("K") or a positive number')


def index(name: str, over: Axis) -> IndexSymbol:
    """A name that runs over 1..size: `i = index("i", K)`."""
    return IndexSymbol(checked_name(name), _axis(over))


def indices(names: str, over: Axis) -> tuple[IndexSymbol, ...]:
    """Several indices over one size: `i, j, k = indices("i j k", K)`."""
    return tuple(index(n, over) for n in names_in(names))


def label(name: str, *sizes: SizeSymbol) -> Label:
    """An index chosen by data: with `c = label("c", N, K)`, `c[n]` is the class of sample n, one of 1..K."""
    *over, into = map(_axis, sizes)
    if not all(isinstance(s, SizeSymbol) for s in (*over, into)):
        raise LanguageError(f"label {name}: its sizes must be symbols, got {sizes}")
    return Label(checked_name(name), tuple(over), into)  # type: ignore[arg-type]


def real(name: str, *axes: Axis, domain: Domain | None = None, **kinds: Any) -> Real:
    """A real scalar `real("b")`, vector `real("z", K)`, matrix `real("X", N, d)`.

    A domain holds for each entry and becomes a hypothesis of every claim that mentions the name: `positive=True`,
    `nonnegative=True`, `nonzero=True`, `between=(0, 1)` (open), `within=(0, 1)` (closed), `one_of=(-1, 1)`.
    """
    return Real(checked_name(name), tuple(map(_axis, axes)), domain or read_domain(**kinds))


def reals(names: str, *axes: Axis, domain: Domain | None = None, **kinds: Any) -> Stack:
    """Several reals of one shape and domain: `z, y = reals("z y", K)`, `w1, w2, b = theta = reals("w1 w2 b")`.

    The result is itself an array (here `theta`, a vector of three scalars).
    """
    return Stack(tuple(real(n, *axes, domain=domain, **kinds) for n in names_in(names)))


def random(name: str, *axes: Axis, mean: Any, variance: Any, independent: bool = True) -> Real:
    """Random entries with a common mean and variance, independent unless said otherwise."""
    law = Law("moments", (coerce(mean), coerce(variance)), independent)
    return Real(checked_name(name), tuple(map(_axis, axes)), None, law)


def normal(name: str, *axes: Axis, mean: Any, variance: Any) -> Real:
    """Independent normal entries."""
    return Real(checked_name(name), tuple(map(_axis, axes)), None, Law("normal", (coerce(mean), coerce(variance))))


def bernoulli(name: str, *axes: Axis, p: Any) -> Real:
    """Independent entries that are 1 with probability p, else 0."""
    return Real(checked_name(name), tuple(map(_axis, axes)), None, Law("bernoulli", (coerce(p),)))


@dataclass(frozen=True, slots=True, repr=False)
class OpaqueFunction:
    """An arbitrary smooth real function. `g(e)`; `g.prime(e)` is g'(e), `g.prime.prime(e)` is g''(e)."""

    name: str
    orders: tuple[int, ...] = (0,)

    def __repr__(self) -> str:
        return self.name + (
            "'" * self.orders[0] if len(self.orders) == 1 else f"{list(self.orders)}" if any(self.orders) else ""
        )

    def __call__(self, *arguments: Any) -> Expr:
        if len(arguments) != len(self.orders):
            raise LanguageError(f"`{self}` takes {len(self.orders)} arguments, got {len(arguments)}")
        return Map(self.name, tuple(map(coerce, arguments)), self.orders)

    @property
    def prime(self) -> OpaqueFunction:
        """The derivative of a function of one argument."""
        if len(self.orders) != 1:
            raise LanguageError(
                f"`{self}` has {len(self.orders)} arguments: write d({self}(u, v), u) for a partial derivative"
            )
        return OpaqueFunction(self.name, (self.orders[0] + 1,))

    def partial(self, *orders: int) -> OpaqueFunction:
        """The partial derivative of the given orders, one per argument: `f.partial(1, 0)`."""
        if len(orders) != len(self.orders):
            raise LanguageError(f"`{self}` has {len(self.orders)} arguments, got {len(orders)} orders")
        return OpaqueFunction(self.name, tuple(a + b for a, b in zip(self.orders, orders, strict=True)))


def function(name: str, arity: int = 1) -> OpaqueFunction:
    """An arbitrary smooth function: `g = function("g")`, `f = function("f", 2)`."""
    return OpaqueFunction(checked_name(name), (0,) * arity)
