"""Refute a sequent, in the way that fits what it states."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.check import check
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import jumps, ramps
from symbolic.kernel.judgements import Convex, Equal, Limit, LocalMinimizer, NotDifferentiable, Sequent, Sign
from symbolic.kernel.rules import nearby, second_order, stationary
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.theorem import Rejected
from symbolic.search import corners, limits, meeting_kinks
from symbolic.search.definedness import extended
from symbolic.search.effort import limited_to
from symbolic.search.kinks import derivative_of, formulas
from symbolic.search.prove import prove
from symbolic.search.refutation.flat import flat_chord
from symbolic.search.refutation.witness import refute
from symbolic.verdict import Witness

MOST_PROOF_STEPS = 150

STEPS = 5_000
"""From how many steps on a counterexample is also looked for where kinks cancel."""


def refuted(sequent: Sequent, steps: int) -> Witness | None:
    """A certified witness against the sequent, or None if none is found in so many steps."""
    match sequent.judgement:
        case Limit():
            return limits.refuted(extended(sequent), prove)
        case NotDifferentiable():
            return corners.refuted(sequent)
        case LocalMinimizer():
            return _not_a_local_minimiser(sequent, steps)
        case Convex(strict=True):
            return flat_chord(extended(sequent)) or refute(sequent, budget_steps=steps)
        case Equal() | Sign() if (witness := _by_the_inner_formula(sequent, steps)) is not None:
            return witness
    return refute(sequent, budget_steps=steps) or (meeting_kinks.refuted(sequent) if steps >= STEPS else None)


def _by_the_inner_formula(sequent: Sequent, steps: int) -> Witness | None:
    """A witness against a second derivative with kinks: the first one exists nearby, and has a formula there."""
    node = derivative_of(sequent)
    if node is None or not has_derivative(node.body) or not any((*jumps(unfold(node.body)), *ramps(unfold(node.body)))):
        return None
    for other in formulas(sequent, node):
        with suppress(Rejected, Undefined, TooLarge), limited_to(MOST_PROOF_STEPS):
            _, outer = nearby.premises_for(sequent, node, other)
            check(prove(Sequent(nearby.near(sequent.context, node.array), Equal(other, node.body))))
            return refute(outer, budget_steps=steps)
    return None


def _not_a_local_minimiser(sequent: Sequent, steps: int) -> Witness | None:
    """A point at which a smooth function has a gradient, or falls along a direction."""
    if any((*jumps(unfold(t)), *ramps(unfold(t))) for t in sequent.judgement.children()):
        return None
    flat, definite = second_order.premises_for(sequent, "direction_")
    falls = Sequent(definite.context, Sign(">=", definite.judgement.children()[0]))
    for necessary, note in (
        *((s, "the derivative there") for s in stationary.premises_for(flat)),
        (falls, "the second derivative there along the direction"),
    ):
        witness = refute(necessary, budget_steps=steps)
        if witness is not None:
            return replace(witness, note=note)
    return None
