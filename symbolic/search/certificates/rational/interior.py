"""A point at which a linear matrix pencil is positive definite, by Newton's method on a barrier, in floating point."""

from __future__ import annotations

from symbolic.search.exact_matrices import Matrix

RADIUS = 1e4
STEPS = 60


def interior_point(start: list[Matrix], free: list[list[Matrix]]) -> list[float] | None:
    """y with start + sum y_k free_k - t I positive definite in every block, for a t > 0 that was driven up; or None."""
    import numpy as np

    count = len(free)
    base = [np.array(m, dtype=float) for m in start]
    slopes = [np.array([f[b] for f in free], dtype=float) for b in range(len(start))]
    y = np.zeros(count)
    t = min(float(np.linalg.eigvalsh(m)[0]) for m in base) - 1.0

    def pencil(y: np.ndarray, t: float) -> list[np.ndarray]:
        return [m + np.tensordot(y, s, 1) - t * np.eye(len(m)) for m, s in zip(base, slopes, strict=True)]

    def inside(y: np.ndarray, t: float) -> bool:
        return t < 1 and float(y @ y) < RADIUS**2 and all(np.linalg.eigvalsh(m)[0] > 0 for m in pencil(y, t))

    weight = 1.0
    for _ in range(STEPS):
        gradient, hessian = np.zeros(count + 1), np.zeros((count + 1, count + 1))
        gradient[count] = -weight + 1 / (1 - t)
        hessian[count, count] = 1 / (1 - t) ** 2
        slack = RADIUS**2 - float(y @ y)
        gradient[:count] += 2 * y / slack
        hessian[:count, :count] += 2 * np.eye(count) / slack + 4 * np.outer(y, y) / slack**2
        for m, s in zip(pencil(y, t), slopes, strict=True):
            inverse = np.linalg.inv(m)
            moved = np.concatenate([inverse @ s, -inverse[None]])
            gradient -= np.trace(moved, axis1=1, axis2=2)
            hessian += np.einsum("aij,bji->ab", moved, moved)
        step = -np.linalg.solve(hessian, gradient)
        length = 1.0
        while not inside(y + length * step[:count], t + length * step[count]):
            length /= 2
            if length < 1e-12:
                return None
        y, t = y + length * step[:count], t + length * float(step[count])
        if float(-gradient @ step) < 0.1:
            if t > 1e-3 or (t > 1e-9 and weight > 1e8):
                return [float(x) for x in y]
            if weight > 1e10:
                return None
            weight *= 10
    return [float(x) for x in y] if t > 1e-9 else None
