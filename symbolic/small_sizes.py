"""Counterexamples at small sizes, for claims whose general form could not be decided."""

from __future__ import annotations

from dataclasses import replace

from symbolic.language.claim_lowering import lower
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.instances import instances, needs_names
from symbolic.language.statements import Claim, Statement, as_claim
from symbolic.search.refutation.witness import refute
from symbolic.verdict import Refuted

STEPS = 10_000
MOST_SEQUENTS = 12
"""How many sequents an instance may have to be looked at: an array over 3 has 3 entries, a matrix 9."""


def refuted_at_small_sizes(claim: Claim | Statement) -> Refuted | None:
    """A refutation of an instance of the claim at sizes 1 to 3, in which its products, extremes and cases are terms."""
    claim = as_claim(claim)
    if not needs_names(claim):
        return None
    for sizes, instance in instances(claim):
        try:
            lowered = lower(instance)
        except (NotYetDecidable, LanguageError):
            continue
        for sequent in lowered.sequents[:MOST_SEQUENTS] if lowered.exact else ():
            witness = refute(sequent, budget_steps=STEPS)
            if witness is not None:
                return Refuted(replace(witness, sizes=(*sizes.items(), *witness.sizes)))
    return None
