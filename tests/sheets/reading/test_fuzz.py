"""Any bytes, any soup of tokens, any sheet with a few signs changed: there is always a Sheet."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivations.sheets.codes import CODES
from derivations.sheets.reader import read, read_hand_in
from derivations.sheets.sheet import Sheet

SHEET = """\
title "t"
size K, N >= 2
index i, j, k in K
index n in N
real x, s > 0, z[K] in (0, 1), X[N, K], y in {-1, 1}
function g, f(u, v)
random r[n] mean 1 variance s^2 independent
random e[n] normal(x, s^2)
assume simplex: sum[k](z[k]) == 1
let p[k] = exp(z[k]) / sum[j](exp(z[j]))
let L = -sum[k](z[k]*log(p[k]))
let bce(u) = -log(u)*y
claim a: d(L, z[i]) == p[i]*[i == j] - mean[n](X[n, j]) where i != j and x > 0
claim b: cases(g'(x) if x > 0, f(x, s)) == E(r[n]*e[n])
refute c: psd(X.T @ X + diag(z) - outer(z, z)/2)
claim e: minimizer(bce(s)^2, s == 1/2, z == 0)
claim h: limit(tanh(x), x, oo) == max(1, s)
chain t where i != j:
    d(bce(sigmoid(x)), x)
    <= X[n, i]^-0.5   by "text"
    == softmax(z)[i]  by simplex
"""
TOKENS = sorted(
    {*SHEET.replace("\n", " ").split(), *"()[]{}=<>+-*/^@'\".,:#_&%;~\n", "\n    ", "\nclaim q: ", "é", "−"}
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_well_formed(sheet: Sheet) -> None:
    assert len(sheet.errors) <= 20
    assert sheet.claims or sheet.errors
    for e in sheet.errors:
        assert e.code in CODES
        assert min(e.line, e.column, e.width) >= 1
        assert e.message
        assert e.help
    if not sheet.errors:
        assert all(c.claim is not None for c in sheet.claims)


@quick
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    is_well_formed(read(data, file="s.claims"))


@quick
@given(st.text(max_size=200))
def test_any_text(data: str) -> None:
    is_well_formed(read(data, file="s.md"))
    is_well_formed(read(data, file="s.claims"))


@quick
@given(st.lists(st.sampled_from(TOKENS), max_size=80), st.sampled_from(["", " "]))
def test_any_soup_of_tokens(tokens: list[str], between: str) -> None:
    is_well_formed(read(SHEET + "claim q: " + between.join(tokens), file="s.claims"))
    is_well_formed(read(between.join(tokens), file="s.claims"))


@quick
@given(st.data())
def test_any_sheet_with_signs_changed(data: st.DataObject) -> None:
    text = SHEET
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(st.sampled_from(["", *TOKENS])) + text[at + gone :]
    is_well_formed(read(text, file="s.claims"))
    hand_in = read_hand_in(text, file="h.claims", problem=SHEET, problem_file="p.claims")
    assert {c.name for c in hand_in.claims} >= {"a", "b", "c", "e", "h", "t"}


def test_the_sheet_itself_reads_clean() -> None:
    assert read(SHEET, file="s.claims").errors == ()
