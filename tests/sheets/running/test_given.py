"""`--given`: a hand-in answers for the claims of its problem, under the declarations and hypotheses of the problem."""

from __future__ import annotations

import csv
import io
import json

import pytest

PROBLEM = """title "Least squares"
size n
index i in n
real x[n], y[n], w
let L = sum[i]((w*x[i] - y[i])^2)
claim gradient: d(L, w) == 2*sum[i](x[i]*(w*x[i] - y[i]))
claim convex: convex(L, w)
"""
RIGHT = """claim gradient: d(L, w) == 2*sum[i](x[i]*(w*x[i] - y[i]))
claim convex: convex(L, w)
"""
STEPS = """chain gradient:
    d(L, w)
    == sum[i](2*(w*x[i] - y[i])*x[i])
    == sum[i]((w*x[i] - y[i])*x[i])
    == sum[i](w*x[i]^2 - x[i]*y[i])
claim convex: convex(L, w)
"""


@pytest.fixture
def hand_in(derive, sheet):
    problem = sheet(PROBLEM, "problem.claims")

    def check(*texts: str, form: str = "json"):
        paths = [sheet(text, f"hand-in-{n}.claims") for n, text in enumerate(texts)]
        return derive("check", "--given", problem, *paths, "--format", form)

    return check


def test_a_right_hand_in(hand_in):
    status, out, _ = hand_in(RIGHT)
    assert status == 0
    (found,) = json.loads(out)["sheets"]
    assert found["title"] == "Least squares"
    assert [(claim["name"], claim["verdict"]) for claim in found["claims"]] == [
        ("gradient", "proved"),
        ("convex", "proved"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RIGHT.replace("claim convex: convex(L, w)\n", ""), "convex"),
        (RIGHT.replace("claim gradient: d(L, w)", "claim gradient: d(w^2, w)"), "gradient"),
        (RIGHT.replace("convex(L, w)", "convex(w^2, w)"), "convex"),
    ],
    ids=["left out", "another loss", "another function"],
)
def test_a_claim_that_is_missing_or_restated(text, name, hand_in):
    status, out, _ = hand_in(text)
    claims = {claim["name"]: claim["verdict"] for claim in json.loads(out)["sheets"][0]["claims"]}
    assert status in (1, 2)
    assert claims[name] == "missing"
    assert "the problem" in hand_in(text, form="github")[1]


@pytest.mark.parametrize(
    "cheat",
    [
        "assume done: d(L, w) == 0\n",
        "let L = w\n",
        "real L\n",
        "size n >= 2\n",
        "let d = w\nlet x = w\n",
        "real w > 0\n",
    ],
)
def test_a_hand_in_cannot_change_the_problem(cheat, hand_in):
    status, out, _ = hand_in(cheat + RIGHT)
    assert status == 2
    assert json.loads(out)["sheets"][0]["errors"]


def test_the_first_false_line_and_what_is_right_after_it(hand_in):
    status, out, _ = hand_in(RIGHT, STEPS, form="csv")
    rows = {(row["file"].rpartition("/")[2], row["name"]): row for row in csv.DictReader(io.StringIO(out))}
    assert status == 1
    assert len(rows) == 4
    wrong = rows["hand-in-1.claims", "gradient"]
    assert (wrong["kind"], wrong["verdict"]) == ("chain", "refuted")
    assert wrong["links"].split()[:3] == ["proved", "refuted", "proved"]
    assert wrong["first_false"].endswith("== sum[i]((w*x[i] - y[i])*x[i])")
    assert "2" in wrong["difference"]


def test_the_table_has_a_row_a_hand_in_and_claim(hand_in, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    out = hand_in(RIGHT, STEPS, form="text")[1]
    table = " ".join(out[out.rindex("hand-in-0.claims\n") :].split())
    assert table.startswith("hand-in-0.claims gradient ✓ proved convex ✓ proved")
    assert "gradient ✗ refuted link 2 of " in table
    assert "; after it " in table


def test_a_problem_that_cannot_be_read(derive, sheet):
    problem, own = sheet("claim a: x == 1\n", "problem.claims"), sheet(RIGHT)
    status, out, _ = derive("check", "--given", problem, own)
    assert status == 2
    assert "problem-unreadable" in out


@pytest.mark.parametrize(
    ("content", "said"),
    [('title "h\u00e9"\n'.encode("latin-1") + RIGHT.encode(), "not-utf8"), (b"# nothing\n", "no-claims")],
)
def test_why_nothing_of_a_hand_in_was_read(content, said, derive, sheet):
    path = sheet("", "own.claims")
    path.write_bytes(content)
    status, out, _ = derive("check", "--given", sheet(PROBLEM, "problem.claims"), path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 2
    assert [(row["name"], row["verdict"]) for row in rows[:2]] == [("gradient", "missing"), ("convex", "missing")]
    assert [row["message"].partition(":")[0] for row in rows[2:]] == [said]
