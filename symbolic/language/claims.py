"""What can be claimed besides relations: definiteness, convexity, extrema, monotony, limits, subgradients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symbolic.language.errors import LanguageError, ShapeError, brief
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Constant, Real
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, SizeSymbol, Stack, Take, coerce, shape_text


def _free(expressions: tuple[Expr, ...]) -> frozenset[IndexSymbol]:
    return frozenset().union(*(e.free for e in expressions))


def _scalar(value: Any, role: str) -> Expr:
    e = coerce(value)
    if e.shape:
        raise ShapeError(f"`{brief(e)}` has shape {shape_text(e.shape)}: {role} is a scalar")
    return e


def reals_of(variables: tuple[Any, ...]) -> tuple[Real, ...]:
    """The declared reals that variables stand for: a vector of scalar reals, or a tuple, stands for its items.

    Raises LanguageError for anything that is not a declared real.
    """
    found: list[Real] = []
    for variable in map(coerce, variables):
        match variable:
            case Real():
                found.append(variable)
            case Stack(items=items):
                found += reals_of(items)
            case _:
                raise LanguageError(
                    f"`{brief(variable)}` is not a declared real: name the reals that the function is of"
                )
    if not found:
        raise LanguageError("name the reals that the function is of")
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Semidefinite(Statement):
    """`matrix` is symmetric and v.Mv >= 0 for all v (> 0 for v != 0 if `strict`)."""

    matrix: Expr
    strict: bool = False

    def __post_init__(self) -> None:
        shape = self.matrix.shape
        if len(shape) != 2 or shape[0] != shape[1]:
            raise ShapeError(
                f"`{brief(self)}`: {brief(self.matrix)} has shape {shape_text(shape)}; a square matrix is needed"
            )

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.matrix.free

    def expressions(self) -> tuple[Expr, ...]:
        return (self.matrix,)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Convexity(Statement):
    """`body` is `kind` (convex, strictly_convex, concave, strictly_concave) jointly in `variables`."""

    kind: str
    body: Expr
    variables: tuple[Real, ...]

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.body.free

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, *self.variables)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NoDerivative(Statement):
    """`body` is not differentiable in `variables`, taken jointly, at any point of the hypotheses and conditions."""

    body: Expr
    variables: tuple[Real, ...]

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.body.free

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, *self.variables)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Extremum(Statement):
    """`point` is `kind` for `body`, jointly in its reals: stationary, minimizer, unique_minimizer, local_minimizer."""

    kind: str
    body: Expr
    point: tuple[tuple[Real, Expr], ...]

    def __post_init__(self) -> None:
        for variable, value in self.point:
            if value.shape not in ((), variable.shape):
                raise ShapeError(
                    f"`{brief(self)}`: {variable} has shape {shape_text(variable.shape)}, its value {brief(value)} has "
                    f"shape {shape_text(value.shape)}"
                )

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return _free(self.expressions())

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, *(e for pair in self.point for e in pair))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Monotone(Statement):
    """`body` is `kind` (increasing, decreasing: strictly; nondecreasing, nonincreasing) in a scalar real."""

    kind: str
    body: Expr
    variable: Real

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.body.free

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, self.variable)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LimitClaim(Statement):
    """The limit of `body` as `variable` (a real, an entry or a size) tends to `to` is `value`; both may be oo."""

    body: Expr
    variable: Expr
    to: Expr
    value: Expr

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return _free(self.expressions())

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, self.variable, self.to, self.value)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SubgradientClaim(Statement):
    """body(v) >= body(variable) + value . (v - variable) for all v and all values of the variable."""

    body: Expr
    variable: Real
    value: Expr

    def __post_init__(self) -> None:
        if self.value.shape not in ((), self.variable.shape):
            raise ShapeError(
                f"`{brief(self)}`: {self.variable} has shape {shape_text(self.variable.shape)} and "
                f"{brief(self.value)} has shape {shape_text(self.value.shape)}"
            )

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.body.free | self.value.free

    def expressions(self) -> tuple[Expr, ...]:
        return (self.body, self.variable, self.value)


def PositiveSemidefinite(matrix: Any) -> Semidefinite:
    """The matrix is symmetric and v.Mv >= 0 for every real v."""
    return Semidefinite(coerce(matrix))


def PositiveDefinite(matrix: Any) -> Semidefinite:
    """The matrix is symmetric and v.Mv > 0 for every real v != 0."""
    return Semidefinite(coerce(matrix), strict=True)


def _convexity(kind: str, f: Any, variables: tuple[Any, ...]) -> Convexity:
    return Convexity(kind, _scalar(f, f"a {kind.replace('_', ' ')} function"), reals_of(variables))


def Convex(f: Any, *variables: Any) -> Convexity:
    """f is convex, jointly in the variables, on the hypotheses' set."""
    return _convexity("convex", f, variables)


def StrictlyConvex(f: Any, *variables: Any) -> Convexity:
    """f is strictly convex, jointly in the variables."""
    return _convexity("strictly_convex", f, variables)


def Concave(f: Any, *variables: Any) -> Convexity:
    """f is concave, jointly in the variables."""
    return _convexity("concave", f, variables)


def NotDifferentiable(f: Any, *variables: Any) -> NoDerivative:
    """f has no derivative in the variables where the claim's conditions hold: `.where(Equal(z, 0))`."""
    return NoDerivative(_scalar(f, "a function with a derivative"), reals_of(variables))


def _extremum(kind: str, f: Any, point: Mapping[Any, Any]) -> Extremum:
    pairs = [(v, coerce(value)) for key, value in point.items() for v, value in _paired(key, value)]
    return Extremum(kind, _scalar(f, "a function with a minimum"), tuple(pairs))


def _paired(key: Any, value: Any) -> list[tuple[Real, Any]]:
    reals = reals_of((key,))
    if isinstance(key, Real):
        return [(key, value)]
    values = coerce(value)
    return [(r, values[n] if values.shape else values) for n, r in enumerate(reals)]


def Stationary(f: Any, point: Mapping[Any, Any]) -> Extremum:
    """The gradient of f by the reals of the point is 0 there: `Stationary(J, {w: 0, b: half})`."""
    return _extremum("stationary", f, point)


def Minimizer(f: Any, point: Mapping[Any, Any]) -> Extremum:
    """The point is a global minimiser of f, jointly in the reals it names."""
    return _extremum("minimizer", f, point)


def UniqueMinimizer(f: Any, point: Mapping[Any, Any]) -> Extremum:
    """The point is the only global minimiser of f."""
    return _extremum("unique_minimizer", f, point)


def LocalMinimizer(f: Any, point: Mapping[Any, Any]) -> Extremum:
    """The point is a strict local minimiser: near it, f is larger everywhere else."""
    return _extremum("local_minimizer", f, point)


def _monotone(kind: str, f: Any, variable: Any) -> Monotone:
    match coerce(variable):
        case Real(axes=()) as real:
            return Monotone(kind, _scalar(f, f"a function that is {kind}"), real)
        case other:
            raise LanguageError(f"`{kind}({brief(f)}, {brief(other)})`: {brief(other)} is not a declared scalar real")


def Increasing(f: Any, variable: Any) -> Monotone:
    """f is strictly increasing in a scalar real."""
    return _monotone("increasing", f, variable)


def Decreasing(f: Any, variable: Any) -> Monotone:
    """f is strictly decreasing in a scalar real."""
    return _monotone("decreasing", f, variable)


def Nondecreasing(f: Any, variable: Any) -> Monotone:
    """u <= v implies f(u) <= f(v)."""
    return _monotone("nondecreasing", f, variable)


def Nonincreasing(f: Any, variable: Any) -> Monotone:
    """u <= v implies f(u) >= f(v)."""
    return _monotone("nonincreasing", f, variable)


def Limit(f: Any, variable: Any, to: Any, value: Any) -> LimitClaim:
    """f tends to `value` as the variable (a real or a size) tends to `to`; `oo` and `-oo` are allowed."""
    by = coerce(variable)
    if not isinstance(by, Real | SizeSymbol | Take) or by.shape:
        raise LanguageError(f"`{by}` is not a declared scalar real or a size: a limit is in one of these")
    return LimitClaim(coerce(f), by, _scalar(to, "what a limit tends to"), _scalar(value, "a limit"))


def Subgradient(f: Any, variable: Any, value: Any) -> SubgradientClaim:
    """`value` is a subgradient of f at every value of the variable."""
    (real,) = reals_of((variable,))
    return SubgradientClaim(_scalar(f, "a function with a subgradient"), real, coerce(value))


oo = Constant("oo")
