"""What a terminal shows."""

from __future__ import annotations

from io import StringIO

import pytest

from derivations.catalog import Selection
from derivations.result import Result
from derivations.show.check_table import check
from derivations.show.console import console
from derivations.show.facts import mistake
from derivations.show.terminal import show


def shown(selection: Selection, width: int) -> str:
    file = StringIO()
    show(console(file, width=width), selection)
    return file.getvalue()


def checked(selection: Selection, width: int) -> str:
    file = StringIO()
    check(console(file, width=width), [selection])
    return file.getvalue()


@pytest.mark.parametrize("write", [shown, checked])
@pytest.mark.parametrize("width", [80, 120])
def test_fits_and_keeps_ids(write, width, selection):
    text = write(selection, width)
    assert max(map(len, text.splitlines())) <= width
    for item in selection.items:
        assert item.id in text


@pytest.mark.parametrize("write", [shown, checked])
def test_a_pipe_gets_no_escape_codes(write, selection):
    assert "\x1b" not in write(selection, 80)


def test_index_brackets_are_no_markup(selection):
    text = shown(selection, 120)
    assert "d(L, z[i]) == p[i] - y[i]" in text
    assert "no closed form [sic]" in text
    assert "Softmax [draft]" in text


def test_control_characters_are_written_out(selection):
    assert r"\x1b[31mred" in shown(selection, 120)


def test_steps_stand_with_their_rules(selection):
    lines = shown(selection, 80).splitlines()
    number = next(n for n, line in enumerate(lines) if "definition of L" in line)
    assert lines[number - 1].startswith("      d(L, z[i])")
    assert lines[number].startswith("    = p[i] - y[i]")
    assert lines[number].endswith("definition of L")
    alone = next(line for line in lines if line.strip().startswith("a rule whose name"))
    assert len(alone) == 80


def test_a_claim_is_written_with_the_names_of_its_question(selection):
    lines = shown(selection, 80).splitlines()
    assert lines[3].split() == ["p", "=", "softmax(z)", "(K)"]
    assert lines[4].strip() == "L = -sum[k](y[k]*log(p[k]))"
    assert "  claim       d(L, z[i]) == p[i] - y[i]" in lines
    assert "  given       simplex: sum[k](y[k]) == 1" in lines


def test_the_evidence_is_printed(selection):
    text = " ".join(shown(selection, 120).split())
    assert "✓ proved for all K >= 1 and all i" in text
    assert "needs simplex: without it false at K = 2, z = [0, 0], y = [1, 0]: left side -1/2, right side 1/2" in text
    assert "for example all hypotheses hold at K = 2, z = [0, 0], y = [1, 0]" in text
    assert "✗ refuted fails at K = 2, z = [0, 0], y = [1, 0] left side -1/2, right side 1/2" in text
    assert "difference the sign" in text
    assert "left out z[i] = 0" in text
    assert "✗ == y[i] a typo fails at K = 2" in text
    assert "first false p[i] == y[i]" in text


def test_a_check_prints_the_witness_of_an_erratum_under_its_row(selection):
    lines = checked(selection, 120).splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("hw9.q1a.lost-sign"))
    assert "✓ refuted, corrected" in lines[row]
    assert "fails at K = 2, z = [0, 0], y = [1, 0]" in lines[row + 1]


def test_a_check_says_what_was_not_expected(selection):
    text = " ".join(checked(selection, 120).split())
    assert "2 holds, 1 fails, 1 undecided, 1 vacuous, 1 not checked" in text
    assert "not as expected: hw9.q1b.undecided, hw9.q1b.chain" in text


def test_a_mistake_is_told_only_where_the_erratum_holds(selection, results):
    assert "  mistake     a minus sign" in shown(selection, 80).splitlines()
    erratum = results[1]
    assert mistake(erratum) == "a minus sign"
    assert mistake(Result(erratum.item, erratum.correction, erratum.correction)) == ""


def test_no_color_is_respected(selection, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[3" not in shown(selection, 80)


def test_a_pipe_is_as_wide_as_columns_says(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert console(StringIO()).width == 100
    monkeypatch.delenv("COLUMNS")
    assert console(StringIO()).width == 80


def test_the_entry_whose_steps_are_shown_is_not_called_the_first():
    from derivations.catalog import question

    asked = question("hw4.q1")
    (item,) = (item for item in asked if item.id == "hw4.q1.normal-equations")
    text = shown(Selection(asked, (item,)), 120)
    assert "one of the 3 entries, each of which is proved\n      d(q, b)" in text
