"""A printed line whose shapes do not fit is an error that shows both, and not a claim."""

from __future__ import annotations

import pytest

from symbolic.language import Equal, ShapeError, dot, grad, real, sizes


def test_the_printed_gradient_of_least_squares_is_ill_shaped():
    n, D = sizes("n D")
    X, w, y = real("X", D, n), real("w", D), real("y", n)
    f = dot(X.T @ w - y, X.T @ w - y) / 2
    with pytest.raises(ShapeError, match=r"\(D, n\).*\(D\)"):
        Equal(grad(f, w), 1 / n * (X @ (X @ w - y)))
