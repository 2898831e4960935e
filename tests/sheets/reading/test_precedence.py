"""How operators bind, as a table: what is typed, and the same with every parenthesis."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from derivations.sheets.reading.sameness import same
from symbolic.language.statements import Claim

HEAD = "size K\nindex i in K\nreal a, b, c, x, z[K], A[K, K], B[K, K]\nfunction g\n"
TABLE = [
    ("-x^2", "-(x^2)"),
    ("2^3^2", "2^(3^2)"),
    ("x^-2", "x^(-2)"),
    ("2^-x^2", "2^(-(x^2))"),
    ("x**2", "x^2"),
    ("a*b^2", "a*(b^2)"),
    ("a/b*c", "(a/b)*c"),
    ("a/b/c", "(a/b)/c"),
    ("a*b/c", "(a*b)/c"),
    ("a - b - c", "(a - b) - c"),
    ("a - b + c", "(a - b) + c"),
    ("a + b*c", "a + (b*c)"),
    ("-a*b", "(-a)*b"),
    ("a*-b", "a*(-b)"),
    ("-a + b", "(-a) + b"),
    ("--a", "-(-a)"),
    ("+a", "a"),
    ("g'(x)^2", "(g'(x))^2"),
    ("g''(x)", "(g''(x))"),
    ("z[i]^2", "(z[i])^2"),
    ("(A @ B.T)[i, i]", "(A @ (B.T))[i, i]"),
    ("(2*A @ B)[i, i]", "((2*A) @ B)[i, i]"),
    ("(A @ B*2)[i, i]", "((A @ B)*2)[i, i]"),
    ("exp(x)^2", "(exp(x))^2"),
    ("0.5*x", "(1/2)*x"),
    ("1e-2*x", "(0.01)*x"),
]


def claim_of(text: str) -> Claim:
    (written,) = read(HEAD + f"claim c: {text} == 0\n", file="s.claims").claims
    assert isinstance(written.claim, Claim), text
    return written.claim


def value_of(text: str) -> object:
    """What kernel arithmetic makes of the left side: for n-ary and binary sums and products alike."""
    from symbolic.language.claim_lowering import lower

    return lower(claim_of(text)).sequents


@pytest.mark.parametrize(("typed", "meant"), TABLE)
def test_operators_bind_as_written_out(typed: str, meant: str) -> None:
    assert value_of(typed) == value_of(meant)


@pytest.mark.parametrize(("typed", "other"), [("-x^2", "(-x)^2"), ("a - b + c", "a - (b + c)"), ("a/b*c", "a/(b*c)")])
def test_binding_makes_a_difference(typed: str, other: str) -> None:
    assert value_of(typed) != value_of(other)
    assert not same((claim_of(typed).statement,), (), (claim_of(other).statement,), ())


def test_conjunction_binds_least() -> None:
    (written,) = read(HEAD + "claim c: x == x where a + b > c and a < 0\n", file="s.claims").claims
    assert isinstance(written.claim, Claim)
    assert [str(c) for c in written.claim.conditions] == ["a + b > c", "a < 0"]
