"""Linear algebra over Q."""

from __future__ import annotations

from fractions import Fraction

Vector = list[Fraction]
Matrix = list[Vector]


def reduced(rows: Matrix) -> tuple[Matrix, list[int]]:
    """The reduced row echelon form without zero rows, and the pivot columns."""
    rows, pivots = [list(r) for r in rows], list[int]()
    for column in range(len(rows[0]) if rows else 0):
        n = len(pivots)
        found = next((r for r in range(n, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[n], rows[found] = rows[found], rows[n]
        lead = rows[n][column]
        rows[n] = [x / lead for x in rows[n]]
        for r, row in enumerate(rows):
            if r != n and row[column]:
                factor = row[column]
                rows[r] = [x - factor * y for x, y in zip(row, rows[n], strict=True)]
        pivots.append(column)
    return rows[: len(pivots)], pivots


def null_space(rows: Matrix, width: int) -> Matrix:
    """A basis of the x with rows x = 0."""
    echelon, pivots = reduced(rows)
    basis = []
    for free in (c for c in range(width) if c not in pivots):
        x = [Fraction(int(c == free)) for c in range(width)]
        for row, pivot in zip(echelon, pivots, strict=True):
            x[pivot] = -row[free]
        basis.append(x)
    return basis


def solution_space(matrix: Matrix, right: Vector) -> tuple[Vector, Matrix] | None:
    """One solution of matrix x = right and a basis of the differences; None if there is no solution."""
    width = len(matrix[0]) if matrix else 0
    echelon, pivots = reduced([[*row, b] for row, b in zip(matrix, right, strict=True)])
    if width in pivots or not width:
        return None
    start = [Fraction(0)] * width
    for row, pivot in zip(echelon, pivots, strict=True):
        start[pivot] = row[width]
    return start, null_space([row[:width] for row in echelon], width)


def completed_squares(matrix: Matrix) -> list[tuple[Fraction, Vector]] | None:
    """(d, l) with matrix = sum d l l^T and d > 0, or None if it is not positive semidefinite."""
    size, rest, found = len(matrix), [list(row) for row in matrix], []
    for a in range(size):
        pivot = rest[a][a]
        if pivot < 0 or (pivot == 0 and any(rest[a])):
            return None
        if pivot == 0:
            continue
        row = [x / pivot for x in rest[a]]
        found.append((pivot, row))
        for i in range(size):
            for j in range(size):
                rest[i][j] -= pivot * row[i] * row[j]
    return found
