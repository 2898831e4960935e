"""Status and expectation, case by case."""

from __future__ import annotations

import pytest

from derivations.item import Asserted, Erratum, Prose
from derivations.status import as_expected, status
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import ONE
from symbolic.kernel.theorem import Theorem
from symbolic.verdict import Proved, Refuted, Undecided, Vacuous, Witness

PROVED = Proved((Theorem(Sequent(Context(), Equal(ONE, ONE)), "reflexivity"),), "by hand")
REFUTED = Refuted(Witness((), (), "0", "1"))
UNDECIDED = Undecided("?")
VACUOUS = Vacuous("none")

CLAIM = Asserted("hw8.q1", "claim")
EMPTY = Asserted("hw8.q1", "claim", vacuous=True)
ERRATUM = Erratum("hw8.q1", "printed", "correct")
PROSE = Prose("hw8.q1", "words", "an opinion")


@pytest.mark.parametrize(
    ("item", "printed", "correction", "found", "expected"),
    [
        (CLAIM, PROVED, None, "holds", True),
        (CLAIM, REFUTED, None, "fails", False),
        (CLAIM, UNDECIDED, None, "undecided", False),
        (CLAIM, VACUOUS, None, "vacuous", False),
        (EMPTY, VACUOUS, None, "vacuous", True),
        (EMPTY, PROVED, None, "fails", False),
        (EMPTY, REFUTED, None, "fails", False),
        (EMPTY, UNDECIDED, None, "undecided", False),
        (ERRATUM, REFUTED, PROVED, "holds", True),
        (ERRATUM, PROVED, PROVED, "fails", False),
        (ERRATUM, PROVED, REFUTED, "fails", False),
        (ERRATUM, PROVED, UNDECIDED, "fails", False),
        (ERRATUM, REFUTED, REFUTED, "fails", False),
        (ERRATUM, UNDECIDED, REFUTED, "fails", False),
        (ERRATUM, REFUTED, UNDECIDED, "undecided", False),
        (ERRATUM, UNDECIDED, PROVED, "undecided", False),
        (ERRATUM, VACUOUS, PROVED, "undecided", False),
        (ERRATUM, REFUTED, VACUOUS, "undecided", False),
        (PROSE, None, None, "not checked", True),
    ],
)
def test_status(item, printed, correction, found, expected):
    assert status(item, printed, correction) == found
    assert as_expected(item, found) is expected
