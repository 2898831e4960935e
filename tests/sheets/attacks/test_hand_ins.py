"""Hand-ins that would pass by narrowing, renaming or leading elsewhere, and honest ones that must pass."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read, read_hand_in
from derivations.sheets.sheet import Sheet
from symbolic.engine import prove
from symbolic.verdict import Proved

PROBLEM = """\
size K
index i, j, k in K
real z[K], y[K], x, u, s > 0
random r mean 0 variance s^2
assume simplex: sum[k](y[k]) == 1
let p[k] = exp(z[k]) / sum[j](exp(z[j]))
let L = -sum[k](y[k] * log(p[k]))
claim gradient: d(L, z[i]) == p[i] - y[i]
refute wrong: d(L, z[i]) == y[i] - p[i]
claim square: x*x == x
claim strict: x < x + s
claim least: minimizer((x - u)^2, x == u)
claim tail: limit(exp(-s), s, oo) == 0
claim cube: convex(x^3, x)
claim slope: d(abs(x), x) == 1
"""

CHEATS = [
    ("square", "claim square: x*x == x where x == 1"),
    ("square", "let h(x) = x\nclaim square: h(x)*h(1) == x"),
    ("square", "chain square:\n    x*x\n    == x*x"),
    ("square", "chain square:\n    x*x\n    <= x\n    >= x"),
    ("square", "chain square:\n    x*x\n    == x*x + 0*log(-1 - x^2)\n    == x + 0*log(-1 - x^2)\n    == x"),
    ("square", "claim square: x*x == x # for\n\n# all\n    where x == 1"),
    ("square", "claim square: x*x == x\n\twhere x == 1"),
    ("square", "claim square: x*x\r\n  == x where x == 1\r\n"),
    ("square", "\ufeffclaim square: x*x == x where x == 0"),
    ("square", "assume square_: x == 1\nclaim square: x*x == x"),
    ("square", "let x = 1\nclaim square: x*x == x"),
    ("square", "claim square: x*x == \u0445"),
    ("square", "claim square: x*x == x*x\nclaim square: x*x == x"),
    ("slope", "chain slope where x > 0:\n    d(abs(x), x)\n    == 1"),
    ("slope", "refute slope: d(abs(x), x) == 1"),
    ("slope", "chain slope:\n    d(abs(x), x)\n    == x/abs(x)\n    == 1 + 0*log(x)\n    == 1"),
    ("cube", "chain cube:\n    x\n    == x"),
    ("cube", "claim cube: convex(x^3, x) where x > 0"),
    ("least", "claim least: minimizer((x - u)^2, x == u) where x == u"),
    ("tail", "claim tail: limit(exp(-s), s, oo) == 0 where s > 1"),
    ("wrong", "claim wrong: d(L, z[i]) == y[i] - p[i]"),
    ("gradient", "claim gradient: d(L, z[i]) == p[i] - y[i] where i == j"),
    ("gradient", "claim gradient: sum[i](d(L, z[i])) == sum[i](p[i] - y[i])"),
]


def passes(name: str, text: str) -> bool:
    """Whether the claim of that name is answered, and its answer proved."""
    sheet: Sheet = read_hand_in(text, file="h.claims", problem=PROBLEM, problem_file="p.claims")
    (found,) = (c for c in sheet.claims[: len(read(PROBLEM, file="p.claims").claims)] if c.name == name)
    return found.claim is not None and isinstance(prove(found.claim), Proved)


@pytest.mark.parametrize(("name", "text"), CHEATS)
def test_no_cheat_passes(name: str, text: str) -> None:
    assert not passes(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gradient", "claim gradient: d(L, z[j]) == p[j] - y[j]"),
        ("gradient", "let q[i] = p[i]\r\nclaim gradient: d(L, z[i])\r\n\t== q[i] - y[i]\r\n"),
        ("gradient", "let w(L) = 0\nchain gradient:\n    d(L, z[i])\n    == d(0*L, z[i]) + p[i] - y[i]"),
        ("gradient", "\ufeffclaim gradient: d(L, z[i]) == # left out\n\n    p[i] - y[i]"),
        ("strict", "chain strict:\n    x\n    == x + 0*s\n    < x + 1*s"),
        ("strict", "chain strict:\n    x\n    <= x + s/2\n    < x + s"),
        ("least", "claim least: minimizer((x - u)^2, x == u)"),
    ],
)
def test_an_honest_answer_passes(name: str, text: str) -> None:
    assert passes(name, text)


def test_code_in_other_blocks_is_not_read() -> None:
    text = "~~~~\n```claims\nclaim hidden: 1 == 1\n```\n~~~~\n   ```claims\n   real x\n   claim shown: x == x\n   ```\n"
    assert [c.name for c in read(text, file="a.md").claims] == ["shown"]


def test_what_stands_around_a_claim_does_not_change_how_it_is_read() -> None:
    claims = [
        f"claim c{n}: {s}\n" for n, s in enumerate(["x*x == x", "x < x + s", "d(abs(x), x) == 1", "convex(x^3, x)"])
    ]
    head = "real x, s > 0\n"
    orders = (claims, claims[::-1], claims + [c.replace("claim c", "claim again") for c in claims])
    found = [{c.name: str(c.claim) for c in read(head + "".join(order), file="a.claims").claims} for order in orders]
    alone = {c.name: str(c.claim) for one in claims for c in read(head + one, file="a.claims").claims}
    assert all({n: f[n] for n in alone} == alone for f in found)
