"""Certificates for signs and quadratic forms: sums of weighted squares that the kernel can check by an identity."""

from __future__ import annotations

from collections.abc import Callable

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.theorem import Rejected, Theorem

Prover = Callable[[Sequent], Theorem]


def signed(goal: Sequent, prove: Prover, reason: Rejected) -> Theorem:
    """A proof that a term has a sign, through an equal term whose sign can be read off."""
    raise reason


def definite(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that a quadratic form is positive off 0."""
    raise Rejected("no certificate was found")
