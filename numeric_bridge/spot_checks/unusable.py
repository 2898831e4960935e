"""Why a term has no value at a point."""

from __future__ import annotations


class Unusable(Exception):
    """The term has no value here, or not one that can be told."""


class Undefined(Unusable):
    """A logarithm, a root or a quotient has no value."""


class Kink(Unusable):
    """The point is at a kink or a jump, or too close to one."""
