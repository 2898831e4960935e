"""Semidefinite: a matrix by its quadratic form."""

from __future__ import annotations

from symbolic.kernel.judgements import Context, Equal, Matrix, PositiveForm, Semidefinite, Sequent, Sign
from symbolic.kernel.rules.differentiation import check_smooth
from symbolic.kernel.terms import Entry, Term, add, multiply, substitute, sum_over
from symbolic.kernel.theorem import Rejected

DIRECTION = "v"


def quadratic_form(matrix: Matrix, direction: str) -> Term:
    """The sum over i, j of v[i] M[i, j] v[j]."""
    if isinstance(matrix.entry, Term):
        product = multiply(Entry(direction, (matrix.row,)), matrix.entry, Entry(direction, (matrix.column,)))
        return sum_over(matrix.row, matrix.size, sum_over(matrix.column, matrix.size, product))
    v = [Entry(direction, (n,)) for n in range(1, len(matrix.entry) + 1)]
    return add(*(multiply(v[i], m, v[j]) for i, row in enumerate(matrix.entry) for j, m in enumerate(row)))


def premises_for(claim: Sequent, direction: str) -> tuple[Sequent, ...]:
    """M is symmetric, and its form in a fresh real array is >= 0 (definite, if strict)."""
    if not isinstance(claim.judgement, Semidefinite):
        raise Rejected("this rule proves that a matrix is semidefinite")
    matrix, strict, context = claim.judgement.matrix, claim.judgement.strict, claim.context
    symmetric: list[Sequent] = []
    if isinstance(matrix.entry, Term):
        inside = context.declaring(indices=[(matrix.row, matrix.size), (matrix.column, matrix.size)])
        swapped = substitute(matrix.entry, {matrix.row: matrix.column, matrix.column: matrix.row})
        symmetric = [Sequent(inside, Equal(matrix.entry, swapped))]
        axis: str | int = matrix.size
    else:
        axis = len(matrix.entry)
        pairs = [(i, j) for i in range(axis) for j in range(i)]
        symmetric = [Sequent(context, Equal(matrix.entry[i][j], matrix.entry[j][i])) for i, j in pairs]
    form, wide = quadratic_form(matrix, direction), context.declaring([(direction, (axis,))])
    return (*symmetric, Sequent(wide, PositiveForm(form, (direction,)) if strict else Sign(">=", form)))


def fresh(context: Context, names: tuple[str, ...]) -> bool:
    taken = {name for name, _ in (*context.arrays, *context.indices)} | {name for name, *_ in context.labels}
    return taken.isdisjoint(names) and len(set(names)) == len(names)


def rule(claim: Sequent, *premises: Sequent, certificate: str = DIRECTION) -> None:
    r"""M = M^\top, \; v^\top M v \ge 0 \;\forall v \in \mathbb{R}^K \vdash M \succeq 0.

    Rejects when the direction is not a fresh array, so that something is known of it, or a premise is missing.
    """
    matrix = claim.judgement.matrix if isinstance(claim.judgement, Semidefinite) else None
    if matrix is None or not fresh(claim.context, (certificate, *filter(None, (matrix.row, matrix.column)))):
        raise Rejected(f"the direction {certificate!r} and the matrix's indices must be new names")
    indices = [(i, matrix.size) for i in (matrix.row, matrix.column) if i]
    check_smooth(claim.context.declaring(indices=indices), *claim.judgement.children())
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the symmetry and the form of the matrix")
