"""What the kernel can be asked to believe: a statement about terms, in a context of declarations and hypotheses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from symbolic.kernel.terms import Term

Axis: TypeAlias = str | int
"""The length of an array's axis: a symbolic size by name, or a number."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`term relation 0` for every value of `indices`; `relation` is one of `== != > >=`."""

    name: str
    relation: str
    term: Term
    indices: tuple[tuple[str, str], ...] = ()  # (index, size): universally quantified


@dataclass(frozen=True, slots=True)
class Context:
    """The declarations under which terms are read, and what is assumed of them.

    Everything declared is universally quantified: sizes over the integers from their lower bound (to their upper bound,
    if there is one), indices over their size, scalars and entries over the reals.
    """

    sizes: tuple[tuple[str, int, int | None], ...] = ()  # (name, at least, at most)
    arrays: tuple[tuple[str, tuple[Axis, ...]], ...] = ()  # a scalar has no axes
    indices: tuple[tuple[str, str], ...] = ()  # (free index, size)
    labels: tuple[tuple[str, tuple[str, ...], str], ...] = ()  # (name, sizes of its arguments, size it points into)
    distinct: frozenset[frozenset[str]] = frozenset()  # pairs of free indices that differ
    hypotheses: tuple[Hypothesis, ...] = ()

    def without(self, name: str) -> Context:
        """This context with the hypothesis `name` dropped."""
        return replace(self, hypotheses=tuple(h for h in self.hypotheses if h.name != name))

    def with_hypotheses(self, hypotheses: Iterable[Hypothesis]) -> Context:
        return replace(self, hypotheses=tuple(hypotheses))

    def bare(self) -> Context:
        return self.with_hypotheses(())

    def assuming(self, hypotheses: Iterable[Hypothesis]) -> Context:
        return replace(self, hypotheses=(*self.hypotheses, *hypotheses))

    def declaring(
        self, arrays: Iterable[tuple[str, tuple[Axis, ...]]] = (), indices: Iterable[tuple[str, str]] = ()
    ) -> Context:
        return replace(self, arrays=(*self.arrays, *arrays), indices=(*self.indices, *indices))


@dataclass(frozen=True, slots=True)
class Equal:
    """`left = right` at every point where `left` is defined; `right` is defined there too."""

    left: Term
    right: Term

    def children(self) -> tuple[Term, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Sign:
    """`term relation 0`, with `relation` one of `> >= !=`, at every point where `term` is defined."""

    relation: str
    term: Term

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


@dataclass(frozen=True, slots=True)
class PositiveForm:
    """`form`, quadratic in the arrays `directions`, is > 0 unless every entry of every direction is 0."""

    form: Term
    directions: tuple[str, ...]

    def children(self) -> tuple[Term, ...]:
        return (self.form,)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square matrix: over one symbolic size (`entry` at the free indices `row`, `column`), or entry by entry."""

    entry: Term | tuple[tuple[Term, ...], ...]
    row: str = ""
    column: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Semidefinite:
    """`matrix` is symmetric and v.Mv >= 0 for every real v (> 0 for v != 0 if `strict`)."""

    matrix: Matrix
    strict: bool = False

    def children(self) -> tuple[Term, ...]:
        entry = self.matrix.entry
        return (entry,) if isinstance(entry, Term) else tuple(e for row in entry for e in row)


@dataclass(frozen=True, slots=True)
class Convex:
    """`term` is a convex function of the named scalars and arrays, jointly, on the (convex) set of the hypotheses."""

    term: Term
    variables: tuple[str, ...]
    strict: bool = False

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


Point: TypeAlias = tuple[tuple[str, tuple[str, ...], Term], ...]
"""Values of scalars and arrays: (array, names of the indices of its axes, value at them)."""


@dataclass(frozen=True, slots=True)
class Stationary:
    """The gradient of `term` by the arrays of `point` exists and is 0 at `point`."""

    term: Term
    point: Point

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


@dataclass(frozen=True, slots=True)
class Minimizer:
    """`point` is a global minimiser of `term`, jointly in its arrays (the only one if `unique`)."""

    term: Term
    point: Point
    unique: bool = False

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


@dataclass(frozen=True, slots=True)
class LocalMinimizer:
    """`point` is a strict local minimiser of `term`: near it, all other points of the arrays have larger values."""

    term: Term
    point: Point

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


@dataclass(frozen=True, slots=True)
class NotDifferentiable:
    """`term` has no (total) derivative in the named scalars and arrays, at any point of the context."""

    term: Term
    variables: tuple[str, ...]

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


UP, DOWN = "oo", "-oo"


@dataclass(frozen=True, slots=True)
class Limit:
    """`term` tends to `value` as the scalar or size `variable` tends to `to`; both may be UP or DOWN."""

    term: Term
    variable: str
    to: Term | str
    value: Term | str

    def children(self) -> tuple[Term, ...]:
        return (self.term,)


Judgement: TypeAlias = (
    Equal
    | Sign
    | PositiveForm
    | Semidefinite
    | Convex
    | Stationary
    | Minimizer
    | LocalMinimizer
    | NotDifferentiable
    | Limit
)


def ranging(judgement: Judgement) -> tuple[str, ...]:
    """The scalars, arrays and sizes of which a judgement takes all values at once, not one point of the context."""
    match judgement:
        case Convex(variables=variables):
            return variables
        case Stationary(point=point) | Minimizer(point=point) | LocalMinimizer(point=point):
            return tuple(array for array, _, _ in point)
        case Limit(variable=variable):
            return (variable,)
    return ()


@dataclass(frozen=True, slots=True)
class Sequent:
    """`judgement` holds at every point of `context`."""

    context: Context
    judgement: Judgement
