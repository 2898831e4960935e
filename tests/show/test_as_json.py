"""The document for programs has the shape that was promised."""

from __future__ import annotations

import json

from derivations.show.as_json import document

VERDICT = {
    "verdict",
    "read_as",
    "scope",
    "method",
    "hypotheses",
    "witness",
    "derived",
    "difference",
    "seconds",
    "message",
}


def test_shape(results):
    found = json.loads(json.dumps(document(results)))
    assert set(found) == {"schema", "claims", "sheets"}
    assert (found["schema"], found["sheets"]) == (1, [])
    assert [c["kind"] for c in found["claims"]] == ["claim", "erratum", "claim", "claim", "claim", "prose"]
    statuses = ["holds", "holds", "undecided", "vacuous", "fails", "not checked"]
    assert [c["status"] for c in found["claims"]] == statuses
    for claim in found["claims"]:
        assert set(claim) == {"id", "kind", "status", "printed", "correction"}
        for verdict in filter(None, (claim["printed"], claim["correction"])):
            assert set(verdict) == VERDICT
    assert found["claims"][5]["printed"] is None


def test_witness_and_hypotheses(results):
    erratum = document(results)["claims"][1]
    assert erratum["printed"]["witness"] == {
        "sizes": {"K": 2},
        "values": {"z[1]": "0", "z[2]": "0", "y[1]": "1", "y[2]": "0"},
        "left": "-1/2",
        "right": "1/2",
    }
    assert erratum["correction"]["hypotheses"] == [
        {"name": "simplex", "used": True, "needed": True},
        {"name": "0 <= y[k]", "used": False, "needed": None},
    ]


def test_the_first_false_link_is_named(results):
    assert "first false link: p[i] == y[i]" in document(results)["claims"][4]["printed"]["message"]
