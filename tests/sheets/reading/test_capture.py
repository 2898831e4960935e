"""Definitions put in place never capture, binders hide, and what is printed reads as it is meant."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved

HEAD = """\
size K, N
index i, j, k in K
index n in N
real x, z[K], y[K], X[N, K]
let q[k] = sum[j](z[j]*z[k])
let M[i, j] = z[i]*y[j]
let h(u) = sum[k](z[k]*u)
let rows[n] = sum[k](X[n, k])
let P[n, k] = X[n, k]*rows[n]
"""
SAME = [
    ("sum[j](q[j])", "sum(z)*sum(z)"),
    ("q[j]", "z[j]*sum(z)"),
    ("sum[j](y[j]*q[j])", "sum(z)*dot(y, z)"),
    ("M[j, i]", "z[j]*y[i]"),
    ("M[k, k]", "z[k]*y[k]"),
    ("sum[i](M[j, i])", "z[j]*sum(y)"),
    ("sum[j](sum[i](M[i, j]*M[j, i]))", "sum[i, j](z[i]*y[j]*z[j]*y[i])"),
    ("h(z[k])", "z[k]*sum(z)"),
    ("sum[k](h(z[k]))", "sum(z)^2"),
    ("h(h(z[k]))", "z[k]*sum(z)^2"),
    ("sum(h(z))", "sum(z)^2"),
    ("sum[k](z[k]*sum[k](z[k]))", "sum(z)^2"),
    ("z[k]*sum[k](z[k])", "q[k]"),
    ("sum[k](y[k]*q[k]) - q[k]", "dot(y, z)*sum(z) - z[k]*sum(z)"),
    ("sum[n](rows[n])", "sum(X)"),
    ("P[n, j]", "X[n, j]*sum[k](X[n, k])"),
    ("dot(P[n], z)", "sum[j](X[n, j]*z[j])*sum[k](X[n, k])"),
    ("d(q[k], z[j])", "[j == k]*sum(z) + z[k]"),
    ("sum[j](d(q[j], z[j]))", "(K + 1)*sum(z)"),
]


@pytest.mark.parametrize(("written", "meant"), SAME)
def test_no_index_is_captured(written: str, meant: str) -> None:
    (found,) = read(HEAD + f"claim c: {written} == {meant}\n", file="s.claims").claims
    assert found.claim is not None
    assert isinstance(prove(found.claim), Proved)


@pytest.mark.parametrize(("written", "meant"), SAME)
def test_what_is_printed_is_read_as_the_same(written: str, meant: str) -> None:
    (found,) = read(HEAD + f"claim c: {written} == {meant}\n", file="s.claims").claims
    shown = str(found.claim)
    if "array[" in shown:
        return  # a whole array given by its entries, which sheets write with `let`
    (again,) = read(HEAD + f"claim c: {shown}\n", file="s.claims").claims
    assert isinstance(again.claim, Claim)
    assert str(again.claim) == shown
    assert isinstance(prove(again.claim), Proved)


def test_renamed_indices_differ_from_all_names() -> None:
    text = "size K\nindex j, k in K\nreal z[K], j1\nlet q[k] = sum[j](z[j]*z[k])*j1\nclaim c: q[j] == 0\n"
    (found,) = read(text, file="s.claims").claims
    assert str(found.claim) == "sum[k](z[k]*z[j])*j1 == 0"
    text = "size K\nindex j in K\nreal z[K], j1\nlet q[j] = z[j]\nlet h(u) = sum[j](z[j]*u)\nclaim c: h(q[j]) == j1\n"
    (found,) = read(text, file="s.claims").claims
    assert str(found.claim) == "sum[j2](z[j2]*z[j]) == j1"


LOOSE = """\
size K
index c, i, j in K
real z[K], y[K]
let L = -log(z[c])
let a = z[i]
let h(u) = u*z[c]
let M[j] = z[j]*a
"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("L", "-log(z[c])"),
        ("d(L, z[i])", "d(-log(z[c]), z[i])"),
        ("sum[i](a)", "sum[c](z[i])"),
        ("sum[c](L*z[c])", "sum[i](-log(z[c])*z[i])"),
        ("sum[c](L*z[i])", "sum[j](-log(z[c])*z[i])"),
        ("sum[c](L*z[i]*z[j])", "sum[c1](-log(z[c])*z[i]*z[j])"),
        ("sum[c](h(z[c]))", "sum[i](z[i]*z[c])"),
        ("M[j]", "z[j]*z[i]"),
        ("M[c]", "z[c]*z[i]"),
        ("sum[i](M[i])", "sum[c](z[c]*z[i])"),
        ("sum[i](sum[i](a*z[i]))", "sum[c](sum[c](z[i]*z[c]))"),
        ("sum[i](y[i]*sum[i](z[i]))", "sum[i](y[i]*sum[i](z[i]))"),
    ],
)
def test_a_definition_keeps_the_indices_it_was_written_with(written: str, shown: str) -> None:
    (found,) = read(LOOSE + f"claim c: {written} == 0\n", file="s.claims").claims
    assert str(found.claim) == f"{shown} == 0"


@pytest.mark.parametrize(
    "text", ["sum[i](a) == K*z[i]", "sum[c](h(z[c])) == z[c]*sum(z)", "sum[i](M[i]) == z[i]*sum(z)"]
)
def test_a_definition_is_not_captured_where_it_is_summed(text: str) -> None:
    (found,) = read(LOOSE + f"claim c: {text}\n", file="s.claims").claims
    assert found.claim is not None
    assert isinstance(prove(found.claim), Proved)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("let m(u) = d(x*u, x)\nclaim c: m(x) == 2*x\n", "argument-moves"),
        ("let m(u) = d(x*u, x)\nlet y2 = x^2\nclaim c: m(1 + y2) == 2*x\n", "argument-moves"),
        ("let m(u) = d(z[i]*u, z[i])\nclaim c: m(z[j]) == 0\n", "argument-moves"),
        ("let m(u) = grad(sum(z)*u, z)[i]\nlet k2(v) = m(v)\nclaim c: k2(sum(z)) == 0\n", "argument-moves"),
        ("random r mean 0 variance 1\nlet m(u) = E(u*r)\nclaim c: m(r) == 1\n", "argument-moves"),
        ("claim c: minimizer((x - 1)^2, x == 2 - x)\n", "point-moves"),
        ("real w\nclaim c: stationary(x*w, x == w, w == 0)\n", "point-moves"),
        ("claim c: minimizer(sum(z^2), z[j] == z[j])\n", "point-moves"),
    ],
)
def test_no_real_is_captured(text: str, code: str) -> None:
    sheet = read(HEAD + text, file="s.claims")
    assert [e.code for e in sheet.errors] == [code]


def test_functions_that_differentiate_are_used_elsewhere() -> None:
    text = "real v\nlet m(u) = d(x^2*u, x)\nlet f(u) = u^2\nclaim a: m(v) == 2*x*v\nclaim c: d(f(x), x) == 2*x\n"
    sheet = read(HEAD + text, file="s.claims")
    assert sheet.errors == ()
    assert all(c.claim is not None and isinstance(prove(c.claim), Proved) for c in sheet.claims)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("sq(z - y)", "(z - y)^2"),
        ("both(z, x)", "z*x + [z > 0]"),
        ("one(z)", "array[i](1)"),
        ("both(x, x)", "x*x + [x > 0]"),
        ("first(x, z)", "array[i](x)"),
        ("total(z)", "array[i](sum[k](y[k]*z[i]))"),
        ("sq([1, x])", "[1, x]^2"),
    ],
)
def test_functions_of_arrays_work_entry_by_entry(written: str, shown: str) -> None:
    head = HEAD + (
        "let sq(u) = u^2\nlet both(u, v) = u*v + [u > 0]\nlet one(u) = 1\nlet first(u, v) = u\n"
        "let total(u) = sum[k](y[k]*u)\n"
    )
    sheet = read(f"{head}claim c: {written} == {written}\n", file="s.claims")
    assert (sheet.errors, str(sheet.claims[0].claim)) == ((), f"{shown} == {shown}")
