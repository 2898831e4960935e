"""The same proof from fewer hypotheses: its steps taken again without one of them."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import identity
from symbolic.kernel.theorem import Theorem
from symbolic.search.steps import by


def without(name: str, proof: Theorem) -> Theorem:
    """The proof with the hypothesis of that name dropped from every sequent. Raises Rejected if a step needs it."""
    claim = Sequent(proof.claim.context.without(name), proof.claim.judgement)
    if claim == proof.claim:
        return proof  # whatever its premises call by that name is another hypothesis
    if proof.rule == "identity":
        found, _ = identity.windows(claim)
        return Theorem(claim, "identity", (), found)
    return by(proof.rule, claim, tuple(without(name, premise) for premise in proof.premises), proof.certificate)
