"""The example of the language's description is read, and its verdicts come out."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from symbolic.chain import Chain
from symbolic.engine import prove
from symbolic.verdict import Proved, Refuted

EXAMPLE = """\
title  "Softmax cross-entropy"
size   K                                     # a positive integer, any
index  i, j, k in K
real   z[K], y[K]
assume simplex: sum[k](y[k]) == 1
let    p[k] = exp(z[k]) / sum[j](exp(z[j]))
let    L = -sum[k](y[k] * log(p[k]))

claim  gradient:  d(L, z[i]) == p[i] - y[i]
claim  hessian:   d(L, z[i], z[j]) == p[i] * ([i == j] - p[j])
claim  off_diagonal: d(p[k], z[i]) == -p[k] * p[i]  where i != k
claim  curvature: convex(L, z)
refute lost_sign: d(L, z[i]) == y[i] - p[i]

chain  by_hand:
    d(L, z[i])
    == -sum[k](y[k] * ([k == i] - p[i]))      by "derivative of log softmax"
    == p[i] * sum[k](y[k]) - y[i]
    == p[i] - y[i]                            by simplex
"""


def test_example_is_read() -> None:
    sheet = read(EXAMPLE, file="softmax.claims")
    assert (sheet.title, sheet.errors) == ("Softmax cross-entropy", ())
    assert [(c.kind, c.name, c.line) for c in sheet.claims] == [
        ("claim", "gradient", 9),
        ("claim", "hessian", 10),
        ("claim", "off_diagonal", 11),
        ("claim", "curvature", 12),
        ("refute", "lost_sign", 13),
        ("chain", "by_hand", 15),
    ]
    chain = sheet.claims[-1].claim
    assert isinstance(chain, Chain)
    assert [line.reason for line in chain.lines] == ["derivative of log softmax", "", "simplex"]


@pytest.mark.parametrize("position", range(6))
def test_example_is_decided(position: int) -> None:
    written = read(EXAMPLE, file="softmax.claims").claims[position]
    assert written.claim is not None
    assert isinstance(prove(written.claim), Refuted if written.kind == "refute" else Proved)
