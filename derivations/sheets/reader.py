"""Sheets read: from text to claims as typed trees, and everything that cannot be read, with its place.

Each statement is read by itself, so that a line with an error leaves its neighbours alone. Reading never evaluates
anything, and never raises: whatever the bytes, there is a Sheet.
"""

from __future__ import annotations

from dataclasses import replace

from derivations.sheets.reading import hand_in
from derivations.sheets.reading.session import Session
from derivations.sheets.sheet import Diagnostic, Sheet

MARKDOWN = (".md", ".markdown")


def read(text: str | bytes, *, file: str) -> Sheet:
    """The sheet in a text; of a Markdown file, in its ```` ```claims ```` blocks."""
    return _session(text, file).sheet()


def _session(text: str | bytes, file: str) -> Session:
    session = Session(file)
    session.take(text, markdown=_is_markdown(file))
    return session


def _is_markdown(file: str) -> bool:
    return file.lower().endswith(MARKDOWN)


def read_hand_in(text: str | bytes, *, file: str, problem: str | bytes, problem_file: str) -> Sheet:
    """What a hand-in says to each claim of a problem, in the problem's order, and then whatever else it claims.

    The names, definitions and hypotheses are the problem's. A claim of the problem that the hand-in does not make, or
    states differently, is marked `missing`.
    """
    asked = _session(problem, problem_file)
    if asked.errors:
        first = asked.sheet().errors[0]
        found = f"the problem {problem_file} cannot be read: line {first.line}, {first.message}"
        return Sheet(file, asked.title, (), (Diagnostic("problem-unreadable", 1, 1, found, "mend the problem first"),))
    session = hand_in.begin(asked, file)
    session.take(text, markdown=_is_markdown(file))
    sheet = session.sheet()
    return replace(sheet, title=sheet.title or asked.title, claims=hand_in.answers(asked, session))
