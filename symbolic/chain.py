"""A derivation on paper: an expression, and what it is said to be equal to, line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symbolic.language.statements import Claim

RELATIONS = ("==", "<=", "<", ">=", ">")


@dataclass(frozen=True, slots=True)
class Line:
    """`relation expression`, as it follows the line above; the writer's `reason` never changes a verdict."""

    relation: str
    expression: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """`start`, then the lines. Every link is a claim of its own, under the same hypotheses and conditions.

    >>> Chain.of("a", ("==", "b", "by definition"), ("<=", "c")).links()[1]
    ('b', Line(relation='<=', expression='c', reason=''))
    """

    start: Any
    lines: tuple[Line, ...]
    unnamed: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()
    conditions: tuple[Any, ...] = ()
    index_names: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError(f"a chain needs at least one line after {self.start}")
        for line in self.lines:
            if line.relation not in RELATIONS:
                raise ValueError(f"a line of a chain starts with one of {' '.join(RELATIONS)}, not {line.relation!r}")

    @classmethod
    def of(cls, start: Any, *lines: tuple[str, Any] | tuple[str, Any, str]) -> Chain:
        return cls(start, tuple(Line(*line) for line in lines))

    def given(self, /, *unnamed: Any, **named: Any) -> Chain:
        """The chain under hypotheses, which every link may use."""
        return replace(self, unnamed=(*self.unnamed, *unnamed), named=(*self.named, *named.items()))

    def where(self, *conditions: Any) -> Chain:
        """The chain at the indices, sizes and values at which the conditions hold."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def links(self) -> tuple[tuple[Any, Line], ...]:
        """Each line, after the expression above it."""
        above = (self.start, *(line.expression for line in self.lines))
        return tuple(zip(above, self.lines, strict=False))

    def claims(self) -> tuple[Claim, ...]:
        """What each link claims."""
        from symbolic.language.relations import Relation
        from symbolic.language.tree import coerce

        relations = (Relation(line.relation, coerce(above), coerce(line.expression)) for above, line in self.links())
        claims = (r.given(*self.unnamed, **dict(self.named)).where(*self.conditions) for r in relations)
        return tuple(replace(claim, index_names=self.index_names) for claim in claims)

    def __str__(self) -> str:
        return " ".join([str(self.start), *(f"{line.relation} {line.expression}" for line in self.lines)])

    def _repr_latex_(self) -> str:
        from symbolic.language.printing import to_latex

        signs = {"==": "=", "<=": r"\le", ">=": r"\ge"}
        lines = [f"{signs.get(line.relation, line.relation)} {to_latex(line.expression)}" for line in self.lines]
        return f"${' '.join([to_latex(self.start), *lines])}$"
