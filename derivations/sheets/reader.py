"""Sheets read: from text to claims as typed trees, and everything that cannot be read, with its place.

Each statement is read by itself, so that a line with an error leaves its neighbours alone. Reading never evaluates
anything, and never raises: whatever the bytes, there is a Sheet.
"""

from __future__ import annotations

from derivations.sheets.reading.session import Session
from derivations.sheets.sheet import Sheet

MARKDOWN = (".md", ".markdown")


def read(text: str | bytes, *, file: str) -> Sheet:
    """The sheet in a text; of a Markdown file, in its ```` ```claims ```` blocks."""
    session = Session(file)
    session.take(text, markdown=file.lower().endswith(MARKDOWN))
    return session.sheet()
