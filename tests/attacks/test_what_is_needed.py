"""What is told of hypotheses: none without which the claim is false may be told to be idle.

A claim may be split: by the cases that it mentions, of which a hypothesis may exclude one, or into the links of a
chain, of which another one than the last may need a hypothesis.
"""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from symbolic.chain import Chain
from symbolic.engine import examine, examine_chain
from symbolic.verdict import Proved
from tests.attacks.in_a_sheet import stated

DECLARED = "size K\nindex i, j in K\nreal x, y, z, v[K], s in {-1, 1}\n"

NEEDED = (
    ("cases(log(x) if x > 0, 0) == 0", "x <= 0"),
    ("cases(log(x) if x > 0, 0) == log(x)", "x > 0"),
    ("cases(1/x if x != 0, 5) == 5", "x == 0"),
    ("cases(1/x if x != 0, 5)*x == 1", "x != 0"),
    ("cases(sqrt(x) if x > 0 and y > 0, 3) == 3", "y < 0"),
    ("cases(log(v[i]) if v[i] > 0, 0) == 0", "v[i] <= 0"),
    ("d(cases(log(x) if x > 0, y), x) == 1/x", "x > 0"),
    ("cases(1/z if z != 0, 7)*z == 1", "z*y == 1"),
    ("cases(1/z if z != 0, 7)*z == 1", "z^2 > 0"),
    ("cases(log(z) if z > 0, z) < z", "z^3 > 0"),
    ("cases(1/x if x != 0, 7)*x == 1", "x >= exp(y)"),
    ("sqrt(x^2) == x", "x >= 0"),
    ("d(abs(x), x) == 1", "x >= 0"),
    ("x == 0", "x^2 + y^2 == 0"),
    ("max(x, y) == x", "x >= y"),
    ("convex(y*x^2, x)", "y >= 0"),
    ("minimizer(y*x^2, x == 0)", "y >= 0"),
    ("y == x", "d(x^2, x) == 2*y"),
    ("x > 0", "d(log(x)*x^2, x) > d(x^2, x)*log(x)"),
)
"""Claims, and a condition without which each is false."""

IDLE = (
    ("x^2 >= 0", "x >= 1"),
    ("exp(x) >= 1 + x", "x > 0"),
    ("d(x^2, x) == 2*x", "x == 0"),
    ("cases(log(x) if x > 0, 0) <= x^2", "y > 0"),
    ("s^2 == 1", "y == 2"),
)
"""Claims, and a condition that makes no difference."""

CHAINS = (
    ("sqrt(x^2)", "== x", "== z", "<= z + y^2"),
    ("abs(x)", "== x", "<= x + y^2"),
    ("x", "== z", "== abs(z)", ">= -abs(y)"),
)
"""Chains of which a link before the last needs a hypothesis."""


@pytest.mark.parametrize(("statement", "condition"), NEEDED)
def test_what_a_claim_needs_is_not_told_to_be_idle(statement: str, condition: str) -> None:
    (use,) = _uses(statement, condition)
    assert use[1] is not False


@pytest.mark.parametrize(("statement", "condition"), IDLE)
def test_what_a_claim_does_not_need_is_not_told_to_be_needed(statement: str, condition: str) -> None:
    (use,) = _uses(statement, condition)
    assert use[1] is not True


@pytest.mark.parametrize("lines", CHAINS)
def test_a_chain_needs_what_one_of_its_links_needs(lines: tuple[str, ...]) -> None:
    text = "assume positive: x > 0\nassume equal: z == x\nchain it: " + "\n  ".join(lines)
    sheet = read(f"{DECLARED}{text}\n", file="it.claims")
    chain = sheet.claims[0].claim
    assert sheet.errors == ()
    assert isinstance(chain, Chain)
    whole = examine_chain(chain)
    assert isinstance(whole.verdict, Proved)
    needed = {h.name for link in whole.links for h in link.examination.hypotheses if h.needed}
    assert needed
    assert needed == {h.name for h in whole.hypotheses if h.needed}


def _uses(statement: str, condition: str) -> list[tuple[bool, bool | None]]:
    found = examine(stated(DECLARED, f"{statement} where {condition}"), steps=False)
    assert isinstance(found.verdict, Proved)
    return [(h.used, h.needed) for h in found.hypotheses if h.name == condition]


TIED = (
    ("cases(log(x) if x > 0, 7) == log(x)", "assume positive: y > 0\nassume tied: x == y", "tied"),
    ("cases(log(z) if z > 0, 7) == 7", "assume positive: x > 0\nassume tied: z == -x", "tied"),
    ("cases(1/z if z != x, 7) == 7", "assume tied: z == y\nassume same: x == y", "tied"),
)
"""Claims of which a case is excluded by an equation that rewrites another hypothesis."""


@pytest.mark.parametrize(("statement", "assumed", "name"), TIED)
def test_an_equation_that_excludes_a_case_is_used(statement: str, assumed: str, name: str) -> None:
    found = {use.name: use for use in examine(stated(f"{DECLARED}{assumed}\n", statement)).hypotheses}
    assert found[name].used
    assert found[name].needed is not False
    assert not any(use.startswith("case") for use in found)
