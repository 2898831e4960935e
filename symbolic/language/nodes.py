"""Further nodes: declared reals, binders, whole-array functions, brackets, cases, derivatives, expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError, ShapeError, brief
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Condition
from symbolic.language.tree import Expr, Shape, Stack, Take, common_shape, shape_text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Law:
    """The law of a random variable, entry by entry: `normal(mean, variance)`, `bernoulli(p)`, or by its moments."""

    kind: str  # "moments", "normal", "bernoulli"
    parameters: tuple[Expr, ...]
    independent: bool = True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Real(Expr):
    """A declared real scalar or array; its domain holds for each entry. `law` makes it random."""

    name: str
    axes: Shape = ()
    domain: Domain | None = None
    law: Law | None = None

    def find_shape(self) -> Shape:
        return self.axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Constant(Expr):
    """`pi`, or the end `oo`, `-oo` of a limit."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table(Expr):
    """The array whose entry at `indices` is `body`: `p[k] = exp(z[k])/Z` as a whole array."""

    body: Expr
    indices: tuple[IndexSymbol, ...]

    def children(self) -> tuple[Expr, ...]:
        return (self.body,)

    def find_shape(self) -> Shape:
        if len(set(self.indices)) < len(self.indices):
            raise LanguageError(f"`{self}`: the axes need different indices")
        return tuple(i.size for i in self.indices) + self.body.shape

    def find_free(self) -> frozenset[IndexSymbol]:
        return self.body.free - frozenset(self.indices)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Binder(Expr):
    """`kind` (sum, mean, prod, max, min) of `body` over one index, which it binds."""

    kind: str
    body: Expr
    index: IndexSymbol

    def children(self) -> tuple[Expr, ...]:
        return (self.body,)

    def find_shape(self) -> Shape:
        return self.body.shape

    def find_free(self) -> frozenset[IndexSymbol]:
        return self.body.free - {self.index}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Total(Expr):
    """`kind` (sum, mean, prod, max, min) of all entries of an array."""

    kind: str
    array: Expr

    def children(self) -> tuple[Expr, ...]:
        return (self.array,)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ArrayFunction(Expr):
    """A function of whole arrays: softmax, diag, outer, dot, trace, norm."""

    head: str
    arguments: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        return self.arguments

    def find_shape(self) -> Shape:
        shapes = tuple(a.shape for a in self.arguments)
        match self.head, shapes:
            case "softmax", (((_, *_) as shape),):
                return tuple(shape)
            case "diag", ((n,),):
                return (n, n)
            case "outer", ((m,), (n,)):
                return (m, n)
            case "dot", ((m,), (n,)) if m == n:
                return ()
            case "trace", ((m, n),) if m == n:
                return ()
            case "norm", (_,):
                return ()
        given = ", ".join(f"{brief(a)} has shape {shape_text(a.shape)}" for a in self.arguments)
        raise ShapeError(f"`{brief(self)}`: {given}; {self.head} takes {TAKES[self.head]}")


TAKES = {
    "softmax": "an array (it acts on the last axis)",
    "diag": "a vector",
    "outer": "two vectors",
    "dot": "two vectors of one size",
    "trace": "a square matrix",
    "norm": "an array",
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Eye(Expr):
    """The identity matrix of a size."""

    axes: Shape

    def find_shape(self) -> Shape:
        return self.axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ones(Expr):
    """The array of ones of a shape."""

    axes: Shape

    def find_shape(self) -> Shape:
        return self.axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Iverson(Expr):
    """`[condition]`: 1 where it holds, 0 where it does not, entry by entry."""

    condition: Condition

    def children(self) -> tuple[Expr, ...]:
        return self.condition.expressions()

    def find_shape(self) -> Shape:
        return self.condition.shape

    def find_free(self) -> frozenset[IndexSymbol]:
        return self.condition.free


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cases(Expr):
    """The expression of the first condition that holds, else `otherwise`."""

    branches: tuple[tuple[Expr, Condition], ...]
    otherwise: Expr

    def children(self) -> tuple[Expr, ...]:
        parts = [p for e, c in self.branches for p in (e, *c.expressions())]
        return (*parts, self.otherwise)

    def conditions(self) -> tuple[Expr, ...]:
        """The expressions that decide which branch is taken."""
        return tuple(side for _, c in self.branches for side in c.expressions())

    def find_shape(self) -> Shape:
        return common_shape(self, self.children())

    def find_free(self) -> frozenset[IndexSymbol]:
        return self.otherwise.free.union(*(e.free | c.free for e, c in self.branches))


Variable: TypeAlias = Expr
"""What a derivative is by: a declared real, an entry of one, a whole array, or a written-out array of these."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Partial(Expr):
    """The partial derivatives of `body` by `variable`: the shape of the body, then that of the variable."""

    body: Expr
    variable: Variable

    def children(self) -> tuple[Expr, ...]:
        return (self.body, self.variable)

    def find_shape(self) -> Shape:
        check_variable(self.variable)
        return self.body.shape + self.variable.shape


def check_variable(variable: Expr) -> None:
    """Refuse a derivative by anything but declared reals."""
    match variable:
        case Real() | Take(array=Real()):
            return
        case Stack(items=items):
            for item in items:
                check_variable(item)
        case _:
            raise LanguageError(
                f"`{brief(variable)}` is not a declared real or an entry of one, so there is no derivative by it: "
                f"declare it, or differentiate a function of a declared real"
            )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Expectation(Expr):
    """`E(body)` over the declared random variables."""

    body: Expr

    def children(self) -> tuple[Expr, ...]:
        return (self.body,)

    def find_shape(self) -> Shape:
        return self.body.shape
