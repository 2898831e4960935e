"""What is in order and perhaps not what was meant is noted, and changes nothing."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read

HEAD = "size K, N\nindex i, j, k in K\nindex n in N\nreal x > 0, b[K], y[K], A[K, K], B[K, K], X[N, K]\n"


def hints(text: str) -> tuple[str, ...]:
    sheet = read(HEAD + text + "\n", file="s.claims")
    assert sheet.errors == ()
    return sheet.claims[-1].hints


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("claim a: x^1/2 == sqrt(x)", "`x^1/2` is (x^1)/2; the other is written x^(1/2)"),
        ("claim a: (x + 1)^1/3 == x", "`(x + 1)^1/3` is ((x + 1)^1)/3; the other is written (x + 1)^(1/3)"),
        ("claim a: x^-1/2 == 1/sqrt(x)", "`x^-1/2` is (x^-1)/2; the other is written x^(-1/2)"),
        ("claim a: x^3/2 == x*sqrt(x)", "`x^3/2` is (x^3)/2; the other is written x^(3/2)"),
        ("claim a: x^1/N == x", "`x^1/N` is (x^1)/N; the other is written x^(1/N)"),
        (
            "claim a: A^-1 @ A == eye(K)",
            "`A^-1` is taken entry by entry; there is no inverse: declare it, real B[K, K], and assume A @ B == eye(K)",
        ),
        ("claim a: A^2 == A", "`A^2` is taken entry by entry; the matrix product is A @ A"),
        ("claim a: (A * B).T == B.T @ A.T", "`A * B` is taken entry by entry; the matrix product is A @ B"),
        ("let r = x^1/2\nclaim a: r == x", "`x^1/2` is (x^1)/2; the other is written x^(1/2)"),
        ("let f(u) = u^1/2\nlet r = f(x)\nclaim a: r == x", "`u^1/2` is (u^1)/2; the other is written u^(1/2)"),
    ],
)
def test_what_is_noted(line: str, said: str) -> None:
    assert hints(line) == (said,)


@pytest.mark.parametrize(
    "line",
    [
        "claim a: x^2/2 + x^3/3 + x^2/4 == x",
        "claim a: x^(1/2) == sqrt(x)",
        "claim a: 1/2*x^1 == x",
        "claim a: X * X == X",
        "claim a: b^2 == b",
        "claim a: b == 0",
        "claim a: A @ A == A",
        "claim a: X[n] == x",
        "claim a: b == y[k]*[k == k] - y",
        "let r = x^1/2\nclaim a: x == x",
    ],
)
def test_what_is_not(line: str) -> None:
    assert hints(line) == ()


def test_a_few_are_enough() -> None:
    assert len(hints("claim a: " + " + ".join(f"{n}^1/2" for n in range(2, 2000)) + " == 0")) == 3
