"""Nobody passes by redefining the loss, assuming the result, or claiming something else under the same name."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read_hand_in
from derivations.sheets.sheet import Sheet, SheetClaim
from symbolic.chain import Chain
from symbolic.engine import prove
from symbolic.language.statements import Claim
from symbolic.verdict import Proved, Refuted

PROBLEM = """\
title "Softmax"
size K, N
index i, j, k in K
index n in N
real z[K], y[K], x, s > 0
random r mean 0 variance s^2
function g
assume simplex: sum[k](y[k]) == 1
let p[k] = exp(z[k]) / sum[j](exp(z[j]))
let L = -sum[k](y[k] * log(p[k]))
let sq(u) = u^2
claim gradient: d(L, z[i]) == p[i] - y[i]
assume late: x > 0
claim off: d(p[k], z[i]) == -p[k]*p[i] where i != k
refute wrong: d(L, z[i]) == y[i] - p[i]
claim bound: sq(x) + 1 >= 2*x
chain steps:
    d(L, z[i])
    == p[i]*sum[k](y[k]) - y[i]
    == p[i] - y[i]
claim small: x < x + s
"""
REQUIRED = ["gradient", "off", "wrong", "bound", "steps", "small"]


def hand_in(text: str) -> Sheet:
    return read_hand_in(text, file="h.claims", problem=PROBLEM, problem_file="p.claims")


def answer(text: str, name: str) -> SheetClaim:
    return next(c for c in hand_in(text).claims if c.name == name)


def codes(text: str) -> list[str]:
    return [e.code for e in hand_in(text).errors]


def test_an_empty_hand_in_misses_everything() -> None:
    sheet = hand_in('title "mine"\n')
    assert [(c.name, c.missing, c.claim, c.line) for c in sheet.claims] == [(n, True, None, 0) for n in REQUIRED]
    assert sheet.title == "mine"


def test_the_problem_itself_is_a_hand_in() -> None:
    sheet = hand_in(PROBLEM)
    assert sheet.errors == ()
    assert [(c.name, c.missing) for c in sheet.claims] == [(n, False) for n in REQUIRED]


@pytest.mark.parametrize(
    "text",
    [
        "claim gradient: d(L, z[i]) == p[i] - y[i]",
        "claim gradient: d(L, z[j]) == p[j] - y[j]  # another index",
        "let q[k] = p[k]\nlet M = L\nclaim gradient: d(M, z[i]) == q[i] - y[i]",
        "claim gradient: d(-sum[j](y[j]*log(p[j])), z[i]) == p[i] - y[i]",
        "chain gradient:\n    d(L, z[i])\n    == p[i] - y[i]",
        "chain gradient:\n    d(L, z[j])\n    == p[j]*sum(y) - y[j]\n    == p[j] - y[j]",
    ],
)
def test_the_same_statement_is_an_answer(text: str) -> None:
    given = answer(text, "gradient")
    assert not given.missing
    assert given.claim is not None
    assert isinstance(prove(given.claim), Proved)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gradient", "claim gradient: p[i] - y[i] == p[i] - y[i]"),
        ("gradient", "claim gradient: d(L, z[i]) == y[i] - p[i]"),
        ("gradient", "claim gradient: d(L, z[i]) >= p[i] - y[i]"),
        ("gradient", "claim gradient: p[i] - y[i] == d(L, z[i])"),
        ("gradient", "claim gradient: d(L, z[i]) == p[i] - y[i] where K == 1"),
        ("gradient", "claim gradient: d(L, z[i]) == p[i] - y[i] where y[i] == p[i]"),
        ("gradient", "claim gradient: d(L, z[i]) == p[i] - y[i] where 1 == 0"),
        ("gradient", "claim gradient: d(L, z[i]) == p[j] - y[j]"),
        ("gradient", "claim gradient: d(L, z[i]) == sum[i](p[i] - y[i])"),
        ("gradient", "claim gradient: sum[i](d(L, z[i])) == sum[i](p[i] - y[i])"),
        ("gradient", "claim gradient: mean[n](d(L, z[i])) == p[i] - y[i]"),
        ("gradient", "let M = 0*z[i]\nclaim gradient: d(L, z[i]) == p[i]"),
        ("gradient", "refute gradient: d(L, z[i]) == p[i] - y[i]"),
        ("gradient", "chain gradient:\n    p[i] - y[i]\n    == p[i] - y[i]"),
        ("gradient", "chain gradient where i != j:\n    d(L, z[i])\n    == p[i] - y[i]"),
        ("gradient", "chain gradient:\n    d(L, z[i])\n    <= p[i] - y[i]"),
        ("off", "claim off: d(p[k], z[i]) == -p[k]*p[i] where j != k"),
        ("off", "claim off: d(p[k], z[i]) == -p[k]*p[i]"),
        ("off", "claim off: d(p[i], z[k]) == -p[k]*p[i] where i != k"),
        ("wrong", "claim wrong: d(L, z[i]) == y[i] - p[i]"),
        ("bound", "claim bound: sq(x) + 1 > 2*x"),
        ("bound", "chain bound:\n    sq(x) + 1\n    <= 2*x"),
        ("steps", "claim steps: d(L, z[i]) == p[i] - y[i]"),
        ("small", "claim small: x <= x + s"),
    ],
)
def test_another_statement_is_missing(name: str, text: str) -> None:
    given = answer(text, name)
    assert given.missing
    assert given.claim is None


def test_bound_and_conditions_in_other_words() -> None:
    text = "claim off: d(p[j], z[i]) == -p[j]*p[i] where j != i\nclaim bound: sq(x) + 1 >= 2*x\n"
    assert not answer(text, "off").missing
    assert not answer(text, "bound").missing


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("let L = 0", "problem-redeclared"),
        ("let p[k] = y[k]", "problem-redeclared"),
        ("let sq(u) = 0", "problem-redeclared"),
        ("let g(u) = 0", "problem-redeclared"),
        ("let z = y", "problem-redeclared"),
        ("let i = 1", "problem-redeclared"),
        ("assume easy: y[i] == p[i]", "hand-in-assumes"),
        ("assume simplex: y[i] == p[i]", "hand-in-assumes"),
        ("real s in (1, 2)", "hand-in-declares"),
        ("real t > 5", "hand-in-declares"),
        ("size K >= 2", "hand-in-declares"),
        ("index i in N", "hand-in-declares"),
        ("random r mean 1 variance 0", "hand-in-declares"),
        ("function g(u, v)", "hand-in-declares"),
    ],
)
def test_what_the_problem_gives_stays(line: str, code: str) -> None:
    text = line + "\nclaim gradient: d(L, z[i]) == p[i] - y[i]\nclaim mine: d(L, z[i]) == 0\n"
    sheet = hand_in(text)
    assert [e.code for e in sheet.errors] == [code]
    by_name = {c.name: c for c in sheet.claims}
    assert str(by_name["gradient"].claim) == str(answer("claim gradient: d(L, z[i]) == p[i] - y[i]", "gradient").claim)
    mine = by_name["mine"].claim
    assert isinstance(mine, Claim)
    assert isinstance(prove(mine), Refuted)


def test_lines_of_the_problem_may_be_repeated_word_for_word() -> None:
    assert codes("size K,  N\nassume simplex: sum[k](y[k]) == 1\nlet sq(u) = u^2\nclaim mine: sq(2) == 4\n") == []
    assert codes("assume simplex: sum[k](y[k]) == 2\nclaim mine: sq(2) == 4\n") == ["hand-in-assumes"]


def test_hypotheses_are_those_of_the_problem_at_that_claim() -> None:
    first = answer("claim gradient: d(L, z[i]) == p[i] - y[i]", "gradient").claim
    chained = answer("chain steps:\n    d(L, z[i])\n    == p[i] - y[i]", "steps").claim
    added = answer("claim mine: x > 0", "mine").claim
    assert isinstance(first, Claim)
    assert isinstance(chained, Chain)
    assert isinstance(added, Claim)
    assert [n for n, _ in first.hypotheses] == ["simplex"]
    assert [n for n, _ in chained.named] == ["simplex", "late"]
    assert [n for n, _ in added.hypotheses] == ["simplex", "late"]


def test_a_chain_that_ends_elsewhere_is_led_to_the_statement() -> None:
    text = "chain gradient:\n    d(L, z[i])\n    == p[i]*sum(y) - y[i]\n    == y[i] - p[i]\n"
    chain = answer(text, "gradient").claim
    assert isinstance(chain, Chain)
    assert [line.reason for line in chain.lines] == ["", "", "the problem's statement"]
    assert isinstance(prove(chain), Refuted)
    links = [type(prove(link)) for link in chain.claims()]
    assert links == [Proved, Refuted, Refuted]


def test_inequalities_by_chains() -> None:
    chain = answer("chain small:\n    x\n    <= x + s/2\n    < x + s\n", "small").claim
    assert isinstance(chain, Chain)
    assert [line.relation for line in chain.lines] == ["<=", "<"]
    weak = answer("chain small:\n    x\n    <= x + s\n", "small").claim
    assert isinstance(weak, Chain)
    assert isinstance(prove(weak), Refuted)


def test_an_unreadable_answer_is_not_missing() -> None:
    given = answer("claim gradient: d(L, z[i]) == q[i]", "gradient")
    assert (given.missing, given.claim, given.line) == (False, None, 1)


def test_a_problem_with_an_error() -> None:
    sheet = read_hand_in(
        "claim a: x == x", file="h.claims", problem="real x\nclaim a: y == 0\n", problem_file="p.claims"
    )
    assert [e.code for e in sheet.errors] == ["problem-unreadable"]
    assert "line 2" in sheet.errors[0].message
