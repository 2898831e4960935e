"""Finding questions."""

from __future__ import annotations

import re

import pytest

from derivations.catalog import UnknownId
from derivations.question import Question
from symbolic.language.errors import LanguageError
from symbolic.verdict import Proved


def test_a_question_by_id_has_claims_and_verdicts(catalog):
    question = catalog.question("hw8.q1")
    assert list(question.claims) == ["hw8.q1a.gradient", "hw8.q1a.sign", "hw8.q1a.none"]
    assert question.claims["hw8.q1a.sign"] is question["a.sign"].correct
    assert isinstance(question.verdicts["hw8.q1a.sign"], Proved)
    assert "hw8.q1a.gradient" in repr(question)
    assert question["a.sign"] is question["hw8.q1a.sign"] is catalog.item("hw8.q1a.sign")


def test_a_verdict_is_computed_once(catalog):
    question = catalog.question("hw8.q1")
    assert question.result("a.sign") is question.result("hw8.q1a.sign")


def test_an_unknown_question_is_an_error_that_helps(catalog):
    with pytest.raises(UnknownId, match=re.escape('"hw8.q11"; did you mean hw8.q1')):
        catalog.question("hw8.q11")


def test_an_id_names_one_claim(catalog, tmp_path):
    (tmp_path / "homework_under_test" / "hw8_test" / "q5.py").write_text(
        "from derivations.question import Question\n"
        "question = Question('hw8.q1a', 'again', sheet='hw8_test')\n"
        "question.prose('gradient', 'words', reason='an opinion')\n"
    )
    with pytest.raises(ValueError, match=re.escape("both state hw8.q1a.gradient")):
        catalog.questions()


def test_a_name_is_given_once():
    question = Question("hw8.q1", "Twice", sheet="hw8_test")
    question.prose("", "words", reason="an opinion")
    with pytest.raises(ValueError, match=re.escape("hw8.q1 is stated twice")):
        question.prose("", "more words", reason="an opinion")


def test_what_is_no_claim_is_an_error_where_it_stands():
    question = Question("hw8.q1", "No claim", sheet="hw8_test")
    with pytest.raises(LanguageError, match=re.escape("hw8.q1a.gradient: False is not a claim")):
        question.claim("a.gradient", False)
