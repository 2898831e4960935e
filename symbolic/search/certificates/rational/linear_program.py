"""Linear programs over Q: x >= 0 with matrix x = right, by the simplex method with Bland's rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symbolic.search.exact_matrices import Matrix, Vector

MOST_PIVOTS = 300


def nonnegative_solution(matrix: Matrix, right: Vector, favoured: Sequence[int] = ()) -> Vector | None:
    """Some x >= 0 with matrix x = right, the sum of the favoured x as large as is found; None if there is none."""
    width, height = len(matrix[0]) if matrix else 0, len(matrix)
    rows = [_turned([*row, b]) for row, b in zip(matrix, right, strict=True)]
    table = [[*row[:-1], *(Fraction(int(r == n)) for n in range(height)), row[-1]] for r, row in enumerate(rows)]
    basis = [width + r for r in range(height)]
    costs = [Fraction(0)] * width + [Fraction(1)] * height
    if not _descended(table, basis, costs, width + height):
        return None
    if any(b >= width and row[-1] for b, row in zip(basis, table, strict=True)):
        return None
    if favoured:
        gains = [Fraction(-int(n in favoured)) for n in range(width)] + [Fraction(0)] * height
        _without_artificial(table, basis, width)
        _descended(table, basis, gains, width)
    solution = [Fraction(0)] * (width + height)
    for b, row in zip(basis, table, strict=True):
        solution[b] = row[-1]
    return solution[:width]


def _turned(row: Vector) -> Vector:
    return [-x for x in row] if row[-1] < 0 else row


def _without_artificial(table: Matrix, basis: list[int], width: int) -> None:
    """Take the artificial variables out of the basis, and the rows that only they are in."""
    for r in reversed(range(len(table))):
        if basis[r] < width:
            continue
        column = next((c for c in range(width) if table[r][c]), None)
        if column is None:
            del table[r], basis[r]
        else:
            _pivot(table, basis, r, column)


def _descended(table: Matrix, basis: list[int], costs: Vector, width: int) -> bool:
    """Pivot until no cost can be lowered, or one falls without bound; False when that takes too long."""
    for _ in range(MOST_PIVOTS):
        column = next((c for c in range(width) if c not in basis and _reduced_cost(table, basis, costs, c) < 0), None)
        if column is None:
            return True
        ratios = [(row[-1] / row[column], basis[r], r) for r, row in enumerate(table) if row[column] > 0]
        if not ratios:
            for row in table:  # one step along the ray
                row[-1] -= row[column]
            table.append([Fraction(int(c == column)) for c in range(len(costs))] + [Fraction(1)])
            basis.append(column)
            return True
        _pivot(table, basis, min(ratios)[2], column)
    return False


def _reduced_cost(table: Matrix, basis: list[int], costs: Vector, column: int) -> Fraction:
    return costs[column] - sum(
        (costs[b] * row[column] for b, row in zip(basis, table, strict=True) if costs[b] and row[column]), Fraction(0)
    )


def _pivot(table: Matrix, basis: list[int], r: int, column: int) -> None:
    lead = table[r][column]
    table[r] = [x / lead for x in table[r]]
    for n, row in enumerate(table):
        if n != r and row[column]:
            factor = row[column]
            table[n] = [x - factor * y if y else x for x, y in zip(row, table[r], strict=True)]
    basis[r] = column
