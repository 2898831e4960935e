"""Expressions, claims and kernel terms as plain text and as LaTeX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from symbolic.kernel.judgements import (
    Convex,
    Equal,
    Hypothesis,
    Judgement,
    Limit,
    LocalMinimizer,
    Minimizer,
    NotDifferentiable,
    PositiveForm,
    Semidefinite,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import ZERO, Term
from symbolic.language import latex as latex_writer
from symbolic.language import notation as look
from symbolic.language import notation_of_terms, notation_of_tree, plain_text
from symbolic.language.notation import Notation
from symbolic.language.relations import And, Relation
from symbolic.language.statements import Claim, Statement
from symbolic.language.tree import Expr

Printable: TypeAlias = Term | Expr | Relation | And | Statement | Claim | Judgement | Hypothesis
Names: TypeAlias = Mapping[str, Sequence[str]]
"""For each size, the names to prefer for bound indices over it, e.g. `{"K": ("k", "j")}`."""


EXTREMA = {Stationary: "stationary", Minimizer: "minimizer", LocalMinimizer: "local_minimizer"}


def notation(thing: Printable, names: Names | None = None) -> Notation:
    """What `thing` looks like on paper, before it is set as text or LaTeX."""
    match thing:
        case Term():
            return notation_of_terms.of_term(thing, names)
        case Equal(left=left, right=right):
            return look.Comparison("==", notation(left, names), notation(right, names))
        case Sign(relation=relation, term=term) | Hypothesis(relation=relation, term=term):
            return look.Comparison(relation, notation(term, names), notation(ZERO))
        case PositiveForm() | Semidefinite() | Convex() | NotDifferentiable() | Limit():
            return _judgement(thing, names)
        case Stationary() | Minimizer() | LocalMinimizer():
            return _judgement(thing, names)
        case _:
            return notation_of_tree.of(thing)


def _judgement(judgement: Judgement, names: Names | None) -> Notation:
    match judgement:
        case PositiveForm(form=form, directions=directions):
            return look.Call("positive_form", (notation(form, names), *map(look.Name, directions)))
        case Semidefinite(matrix=matrix, strict=strict):
            if isinstance(matrix.entry, Term):
                axes = ((matrix.row, matrix.size), (matrix.column, matrix.size))
                shown: Notation = look.Bound("array", axes, notation(matrix.entry, names))
            else:
                shown = look.Listed(tuple(look.Listed(tuple(notation(e, names) for e in row)) for row in matrix.entry))
            return look.Call("pd" if strict else "psd", (shown,))
        case Convex(term=term, variables=variables, strict=strict):
            return look.Call(
                "strictly_convex" if strict else "convex", (notation(term, names), *map(look.Name, variables))
            )
        case NotDifferentiable(term=term, variables=variables):
            return look.Call("not_differentiable", (notation(term, names), *map(look.Name, variables)))
        case Limit(term=term, variable=variable, to=to, value=value):
            ends = [look.Name(e) if isinstance(e, str) else notation(e, names) for e in (to, value)]
            found = look.Call("limit", (notation(term, names), look.Name(variable), ends[0]))
            return look.Comparison("==", found, ends[1])
        case (
            Stationary(term=term, point=point)
            | Minimizer(term=term, point=point)
            | LocalMinimizer(term=term, point=point)
        ):
            kind = EXTREMA[type(judgement)]
            if isinstance(judgement, Minimizer) and judgement.unique:
                kind = "unique_minimizer"
            values = []
            for array, names_of_axes, value in point:
                at = tuple(map(look.Name, names_of_axes))
                left = look.Subscripted(look.Name(array), at) if at else look.Name(array)
                values.append(look.Comparison("==", left, notation(value, names)))
            return look.Call(kind, (notation(term, names), *values))
    raise TypeError(type(judgement).__name__)


def text(thing: Printable, names: Names | None = None) -> str:
    """`thing` as plain mathematics, in the syntax of claim sheets: `sum[k](y[k]*log(p[k]))`, `[i == j]`, `d(L, z[i])`.

    Positions count from 1. An expression of more than a few thousand nodes is cut short with `...`.
    """
    return plain_text.plain(notation(thing, names))


def to_latex(thing: Printable, names: Names | None = None) -> str:
    """`thing` as LaTeX, without dollar signs."""
    return latex_writer.latex(notation(thing, names))
