"""A claim: a statement under named hypotheses, where conditions hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from symbolic.language.errors import LanguageError

if TYPE_CHECKING:
    from symbolic.language.indices import IndexSymbol
    from symbolic.language.relations import Condition, Relation
    from symbolic.language.tree import Expr


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Statement:
    """Base of what can be claimed. `given` adds hypotheses by name, `where` conditions on this claim's own indices."""

    def given(self, /, *unnamed: Condition, **named: Condition) -> Claim:
        """The claim under hypotheses. An index in a hypothesis is bound there: it holds for all its values."""
        return Claim(self).given(*unnamed, **named)

    def where(self, *conditions: Condition) -> Claim:
        """The claim at the indices, sizes and values at which the conditions hold."""
        return Claim(self).where(*conditions)

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return frozenset()

    def expressions(self) -> tuple[Expr, ...]:
        """The expressions that the statement is made of."""
        return ()

    def __repr__(self) -> str:
        from symbolic.language.printing import text

        return text(self)

    def _repr_latex_(self) -> str:
        from symbolic.language.printing import to_latex

        return f"${to_latex(self)}$"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Claim:
    """`statement` under `hypotheses` (name, relation), at the points where the `conditions` hold.

    `index_names` are names for indices over sizes that the claim may be told with, beside those that stand in it.
    """

    statement: Statement
    hypotheses: tuple[tuple[str, Relation], ...] = ()
    conditions: tuple[Relation, ...] = ()
    index_names: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def given(self, /, *unnamed: Condition, **named: Condition) -> Claim:
        """This claim under further hypotheses; a hypothesis without a name is named by its text."""
        from symbolic.language.relations import relations_of

        taken = {name for name, _ in self.hypotheses}
        if again := taken & set(named):
            raise LanguageError(f"the hypothesis `{again.pop()}` is there already, in `{self}`")
        added = [(str(r), r) for c in unnamed for r in relations_of(c)]
        added += [(name, r) for name, c in named.items() for r in relations_of(c)]
        for name, relation in added:
            if relation.is_between_indices:
                raise LanguageError(f"hypothesis `{name}`: {relation} relates indices; that belongs in .where(..)")
        return replace(self, hypotheses=(*self.hypotheses, *added))

    def where(self, *conditions: Condition) -> Claim:
        """This claim at the points at which further conditions hold."""
        from symbolic.language.relations import relations_of

        added = tuple(r for c in conditions for r in relations_of(c))
        return replace(self, conditions=self.conditions + added)

    def __repr__(self) -> str:
        from symbolic.language.printing import text

        return text(self)

    def _repr_latex_(self) -> str:
        from symbolic.language.printing import to_latex

        return f"${to_latex(self)}$"


def as_claim(statement: object) -> Claim:
    """`statement` as a claim without hypotheses, or the claim that it is.

    Raises LanguageError for anything else, e.g. the `False` that `a == b` became, or a `sympy.Eq`.
    """
    match statement:
        case Claim():
            return statement
        case Statement():
            return Claim(statement)
        case bool():
            raise LanguageError(f"{statement} is not a claim: write Equal(a, b), not a == b")
    if type(statement).__module__.partition(".")[0] == "sympy":
        raise LanguageError(
            f"{statement} is a SymPy object ({type(statement).__name__}): write Equal(a, b) or a < b; "
            f"a sympy.Eq evaluates itself away"
        )
    raise LanguageError(
        f"{statement!r} ({type(statement).__name__}) is not a claim: write Equal(a, b), a <= b, Convex(f, x)"
    )
