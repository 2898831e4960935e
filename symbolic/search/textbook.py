"""The textbook form of a derived result, and the steps to it, each checked by the kernel."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent
from symbolic.verdict import Step


def derivation(sequent: Sequent) -> tuple[Step, ...]:
    """The steps from the left side of an equality to its textbook form."""
    return ()
