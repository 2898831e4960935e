"""A catalogue of its own for the command line, with verdicts made by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from derivations import cli
from derivations.catalog import Catalog
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import ONE
from symbolic.kernel.theorem import Theorem
from symbolic.language.statements import Claim
from symbolic.verdict import Examination, Proved, Refuted, Undecided, Vacuous, Verdict, Witness

VERDICTS: dict[str, Verdict] = {
    "true": Proved((Theorem(Sequent(Context(), Equal(ONE, ONE)), "reflexivity"),), "by hand"),
    "false": Refuted(Witness((("K", 2),), (("x[1]", "0"),), "0", "1")),
    "undecided": Undecided("no rule decides it"),
    "empty": Vacuous("there is no such pair"),
}

SOURCE = """
from derivations.question import Question
from symbolic.language.declare import real
from symbolic.language.relations import Equal

true, false, undecided, empty, crash = (Equal(real(name), 0) for name in "true false undecided empty crash".split())
question = Question("hw8.q{number}", "Question {number}", sheet="hw8_test")
{lines}
"""

QUESTIONS = {
    1: """question.claim("a.gradient", true, says="dL/dx[i] = 0")
question.erratum("a.sign", printed=false, correct=true)
question.vacuous("a.none", empty)
question.prose("b.", "words", reason="an opinion")""",
    2: 'question.claim("wrong", false)',
    3: 'question.claim("open", undecided)',
    4: 'question.claim("crash", crash)',
    10: 'question.claim("last", true)',
}


def examination(claim: Claim, write: object) -> Examination:
    """The verdict that the claim names: `true == 0` is proved."""
    name = claim.statement.left.name
    return Examination(f"{name} == 0", VERDICTS[name])


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalog]:
    """A package `homework_under_test` with the questions above; its claims name their verdicts."""
    folder = tmp_path / "homework_under_test" / "hw8_test"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").touch()
    for number, lines in QUESTIONS.items():
        (folder / f"q{number}.py").write_text(SOURCE.format(number=number, lines=lines))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("derivations.result._examine", examination)
    yield Catalog("homework_under_test")
    for module in [name for name in sys.modules if name.startswith("homework_under_test")]:
        del sys.modules[module]


@pytest.fixture
def derive(catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `derive` on the catalogue above: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments, catalog=catalog)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run
