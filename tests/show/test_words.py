"""What a reader sees has no name in it that only the program knows, and no empty line."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from derivations.catalog import Catalog, Selection
from derivations.show.definitions import Vocabulary
from derivations.show.facts import facts
from derivations.show.latex import latex
from derivations.show.markdown import markdown
from derivations.show.terminal import show
from derivations.show.written import written

INTERNAL = re.compile(
    r"summand_|parameter_\d|direction_|#|@\d|\?\d|\[[^]()]*\w'[],]|\b(\w+)_other\b(?! is another \1\b)"
)
"""Names of opened sums and patterns, positions of bound indices, a second point that is not explained."""

QUESTIONS = [Catalog().question(id) for id in ("hw1.q1", "hw2.q3", "hw2.q6", "hw4.q2", "hw5.p1")]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_names_are_those_of_the_question(question):
    text = io.StringIO()
    selection = Selection(question, question.items)
    show(Console(file=text, width=10_000, no_color=True), selection)
    lines = [line for line in text.getvalue().splitlines() if not line.startswith(("  sheet", "  mistake"))]
    explained = re.sub(r"\b(\w+)_other\b(?=.* where \1_other is another \1\b)", "", "\n".join(lines))
    assert [found.group() for found in INTERNAL.finditer(explained)] == []
    for document in (markdown(selection), latex(selection)):
        assert not re.search(r"summand_|parameter_\d|direction_", document)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_nothing_is_empty(question):
    vocabulary = Vocabulary.of(question.where)
    for result in question.results:
        for part in result.parts():
            claim = written(part, vocabulary)
            assert all(fact.text for fact in facts(part.examination, claim)), result.item.id
            assert all(rule for _, rule in claim.steps[1:]), result.item.id
