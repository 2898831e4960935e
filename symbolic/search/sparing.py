"""Proofs from fewer hypotheses: from those that can help, without equations, or the same steps again without one."""

from __future__ import annotations

from dataclasses import dataclass, field

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.judgements import Context, Hypothesis, Sequent
from symbolic.kernel.rules import identity, weakening
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.prove import prove
from symbolic.search.refutation.relevance import split
from symbolic.search.steps import by, by_way_of


def without(name: str, proof: Theorem, instead: tuple[Hypothesis, ...] = ()) -> Theorem:
    """The proof with the hypothesis of that name dropped from every sequent. Raises Rejected if a step needs it.

    Those `instead` of it, which may be weaker, take its place: what a step adds to the hypotheses still comes last.
    """
    return _Replay(name, instead).of(proof)


def tied(goal: Sequent) -> Sequent:
    """The sequent with only the hypotheses that share names with its judgement: others do not help to prove it."""
    core = split(goal).core
    try:
        weakening.rule(goal, core)
    except (Rejected, Undefined, TooLarge, TypeError):
        return goal
    return core


def prove_without_equations(goal: Sequent) -> Theorem:
    """A proof without the equations among the hypotheses: what is rewritten by them may hide what else there is to see.

    Raises Rejected.
    """
    plain = goal.context.with_hypotheses(h for h in goal.context.hypotheses if h.relation != "==")
    if plain == goal.context:
        raise Rejected("there are no equations among the hypotheses")
    return by_way_of([Sequent(plain, goal.judgement)], prove, "weakening", goal)


@dataclass(frozen=True, slots=True)
class _Replay:
    name: str
    instead: tuple[Hypothesis, ...]
    done: dict[int, Theorem] = field(default_factory=dict)  # what became of steps, which may be shared, by identity

    def of(self, proof: Theorem) -> Theorem:
        if id(proof) not in self.done:
            self.done[id(proof)] = self._again(proof)
        return self.done[id(proof)]

    def _again(self, proof: Theorem) -> Theorem:
        claim = Sequent(self._without(proof.claim.context), proof.claim.judgement)
        if claim == proof.claim:
            return proof  # whatever its premises call by that name is another hypothesis
        if proof.rule == "identity":
            found, _ = identity.windows(claim)
            return Theorem(claim, "identity", (), found)
        short_first = sorted(proof.premises, key=length)  # if one fails, the others need not be taken again
        premises = {id(premise): self.of(premise) for premise in short_first}
        return by(proof.rule, claim, tuple(premises[id(premise)] for premise in proof.premises), proof.certificate)

    def _without(self, context: Context) -> Context:
        places = [n for n, h in enumerate(context.hypotheses) if h.name == self.name]
        if not places:
            return context
        before, after = context.hypotheses[: places[0]], context.hypotheses[places[0] + 1 :]
        new = (h for h in self.instead if h not in context.hypotheses)
        return context.with_hypotheses((*before, *new, *(h for h in after if h.name != self.name)))


def length(proof: Theorem) -> int:
    """The number of different steps."""
    steps, waiting = dict[int, Theorem](), [proof]
    while waiting:
        step = waiting.pop()
        if id(step) not in steps:
            steps[id(step)] = step
            waiting += step.premises
    return len(steps)
