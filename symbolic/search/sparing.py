"""The same proof from fewer hypotheses: its steps taken again without one of them."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import identity
from symbolic.kernel.theorem import Theorem
from symbolic.search.steps import by


def without(name: str, proof: Theorem) -> Theorem:
    """The proof with the hypothesis of that name dropped from every sequent. Raises Rejected if a step needs it."""
    return _without(name, proof, {})


def _without(name: str, proof: Theorem, done: dict[int, Theorem]) -> Theorem:
    """`done` holds what became of steps, which may be shared, by their identity."""
    if id(proof) not in done:
        done[id(proof)] = _again(name, proof, done)
    return done[id(proof)]


def _again(name: str, proof: Theorem, done: dict[int, Theorem]) -> Theorem:
    claim = Sequent(proof.claim.context.without(name), proof.claim.judgement)
    if claim == proof.claim:
        return proof  # whatever its premises call by that name is another hypothesis
    if proof.rule == "identity":
        found, _ = identity.windows(claim)
        return Theorem(claim, "identity", (), found)
    return by(proof.rule, claim, tuple(_without(name, premise, done) for premise in proof.premises), proof.certificate)
