"""Every item of the catalogue comes out as a reader would expect, and says why."""

from __future__ import annotations

import re
from io import StringIO

import pytest

from derivations.catalog import Selection, questions
from derivations.item import Erratum, Prose
from derivations.show.check_table import check
from derivations.show.console import console
from derivations.show.facts import mistake
from symbolic.kernel.check import check as replay
from symbolic.verdict import Proved, Refuted

QUESTIONS = {question.id: question for question in questions()}
RESULTS = {item.id: question.result for question in QUESTIONS.values() for item in question}
ERRATA = [item.id for question in QUESTIONS.values() for item in question if isinstance(item, Erratum)]


@pytest.mark.parametrize("id", RESULTS)
def test_an_item_comes_out_as_expected(id):
    result = RESULTS[id](id)
    assert result.as_expected, result


@pytest.mark.parametrize("id", ERRATA)
def test_an_erratum_has_a_witness(id):
    printed = RESULTS[id](id).printed
    assert printed is not None
    assert isinstance(printed.verdict, Refuted)
    assert printed.verdict.witness.left or printed.verdict.witness.note


@pytest.mark.parametrize("id", ERRATA)
def test_an_erratum_says_what_went_wrong(id):
    found = RESULTS[id](id).printed
    computed = found.difference or any(link.examination.difference for link in found.links)
    assert computed or mistake(RESULTS[id](id))


@pytest.mark.parametrize("id", RESULTS)
def test_a_proof_replays(id):
    for part in RESULTS[id](id).parts():
        if isinstance(part.examination.verdict, Proved):
            for theorem in part.examination.verdict.theorems:
                replay(theorem)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_check_prints_the_witness_of_an_erratum(question):
    file = StringIO()
    check(console(file, width=80), [Selection(question, question.items)])
    lines = file.getvalue().splitlines()
    for item in question:
        row = next(n for n, line in enumerate(lines) if line.split(" ")[0] == item.id)
        below = re.match(r" {4}.*fails at ", lines[row + 1] + lines[row + 2])
        assert bool(below) == isinstance(item, Erratum), item.id


def test_prose_is_never_counted_as_passed():
    prose = [RESULTS[item.id](item.id) for q in QUESTIONS.values() for item in q if isinstance(item, Prose)]
    assert {result.status for result in prose} == {"not checked"}
    assert all(not list(result.parts()) for result in prose)
