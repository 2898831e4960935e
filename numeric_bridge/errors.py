"""What can go wrong when mathematics is turned into numbers."""

from __future__ import annotations


class BridgeError(Exception):
    """What was given cannot be compiled, or the arguments do not fit. The message shows both sides."""
