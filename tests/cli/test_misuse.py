"""Misuse is one message on standard error that says what was typed, what is wrong and what to do."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "hw8.q1a.gradeint"], ['"hw8.q1a.gradeint"', "did you mean hw8.q1a.gradient", '"derive list"']),
        (["check", "hw7"], ['"hw7"', '"derive list"']),
        (["check", ""], ['""', '"derive list"']),
        (["check", "answers"], ['file or folder is called "answers"', '"derive list"']),
        (["check", "hw8.q1", "answers/none"], ['"answers/none"']),
        (["show", "mine.claims"], ['"mine.claims" is no id', "derive check mine.claims"]),
        (["new", "--from", "answers/"], ['"answers/" is no id']),
        (["check", "a\x1b[31m"], [r"a\x1b[31m"]),
        (["show"], ['"show" needs', '"derive list"']),
        (["shwo"], ["shwo", '"derive --help"']),
        (["show", "hw8.q1", "--format", "pdf"], ["pdf", "markdown"]),
        (["check", "--frmat", "json"], ["--frmat", "--format"]),
    ],
)
def test_message(arguments, said, derive):
    status, out, err = derive(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("derive: ")
    assert "\x1b" not in err
    for words in said:
        assert words in err


def test_no_command_shows_the_help(derive):
    status, out, err = derive()
    assert (status, out) == (2, "")
    assert "check" in err


def test_help_is_no_misuse(derive):
    status, out, _ = derive("--help")
    assert status == 0
    assert "internal error" in out
