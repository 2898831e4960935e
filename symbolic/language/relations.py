"""Relations between expressions or between indices: claims, hypotheses, and conditions of brackets and cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from symbolic.language.errors import LanguageError, ShapeError, brief
from symbolic.language.indices import IndexSymbol, LabelAt
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, Shape, coerce, common_shape

Side: TypeAlias = Expr | IndexSymbol | LabelAt


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Relation(Statement):
    """`left relation right`, one of `== != < <= > >=`: of two indices (`==`, `!=`), or entry by entry."""

    relation: str
    left: Side
    right: Side

    def __post_init__(self) -> None:
        match self.left, self.right:
            case Expr() as left, Expr() as right:
                common_shape(self, (left, right))
            case ((IndexSymbol() | LabelAt() as left), (IndexSymbol() | LabelAt() as right)):
                if left.size != right.size:
                    raise ShapeError(f"`{self}`: {left} runs over {left.size}, {right} runs over {right.size}")
            case _:
                raise LanguageError(f"`{self}` relates an index to a number: an index is related to an index only")

    @property
    def is_between_indices(self) -> bool:
        return not isinstance(self.left, Expr)

    @property
    def shape(self) -> Shape:
        return common_shape(self, self.expressions())

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return self.left.free | self.right.free

    def expressions(self) -> tuple[Expr, ...]:
        return tuple(s for s in (self.left, self.right) if isinstance(s, Expr))

    def __and__(self, other: Relation | And) -> And:
        return conjunction(self, other)

    def __bool__(self) -> NoReturn:
        raise LanguageError(
            f"`{brief(self)}` is a statement, neither true nor false in Python: prove it, or join two with `&`"
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class And:
    """All of the relations hold."""

    parts: tuple[Relation, ...]

    def __repr__(self) -> str:
        return " and ".join(map(str, self.parts))

    @property
    def shape(self) -> Shape:
        return common_shape(self, self.expressions())

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return frozenset().union(*(p.free for p in self.parts))

    def expressions(self) -> tuple[Expr, ...]:
        return tuple(e for p in self.parts for e in p.expressions())

    def __and__(self, other: Relation | And) -> And:
        return conjunction(self, other)

    def __bool__(self) -> NoReturn:
        raise LanguageError(
            f"`{brief(self)}` is a statement, neither true nor false in Python: join statements with `&`"
        )


Condition: TypeAlias = Relation | And


def relations_of(condition: object) -> tuple[Relation, ...]:
    """The relations that a condition is made of.

    Raises LanguageError for what is not a condition, e.g. the `False` that `a == b` became.
    """
    match condition:
        case Relation():
            return (condition,)
        case And(parts=parts):
            return parts
        case _:
            raise LanguageError(
                f"{condition!r} is not a condition: write Equal(a, b), Unequal(a, b), a < b, joined by &"
                f" (a == b is Python's own comparison)"
            )


def conjunction(*conditions: Condition) -> And:
    """The conditions, joined by `and`."""
    return And(tuple(r for c in conditions for r in relations_of(c)))


def _side(value: Any) -> Side:
    return value if isinstance(value, IndexSymbol | LabelAt) else coerce(value)


def Equal(left: Any, right: Any) -> Relation:
    """`left == right`: at every point, arrays entry by entry; or of two indices."""
    return Relation("==", _side(left), _side(right))


def Unequal(left: Any, right: Any) -> Relation:
    """`left != right`: different at every point; or of two indices."""
    return Relation("!=", _side(left), _side(right))
