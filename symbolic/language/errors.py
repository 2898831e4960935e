"""What can go wrong when mathematics is written down."""

from __future__ import annotations


class LanguageError(Exception):
    """What was written is not a well-formed expression or claim. The message repeats it and says what to do."""


class ShapeError(LanguageError):
    """Two shapes, or an index and an axis, do not agree. The message prints both sides."""


class NotYetDecidable(Exception):
    """Well-formed mathematics that has no kernel form yet: to be reported as undecided, never as false."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def brief(written: object, most: int = 100) -> str:
    """What the user wrote, cut in the middle when it is long."""
    text = str(written)
    return text if len(text) <= most else f"{text[: most - 30]} ... {text[-25:]}"
