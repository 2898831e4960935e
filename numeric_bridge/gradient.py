"""A claim read as "the gradient of a scalar loss by one array": what a backward pass is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace

from numeric_bridge.errors import BridgeError
from symbolic.kernel.judgements import Axis, Context, Equal, Sequent
from symbolic.kernel.terms import Derivative, Label, Term, walk
from symbolic.language.claim_lowering import lower
from symbolic.language.statements import Claim, Statement


@dataclass(frozen=True, slots=True)
class Gradient:
    """`loss` by every entry of `array`, as `claim` states it; `context` declares what they mention.

    `free` names the array's axes as indices of `right`, the stated entry; it is None where it is stated in parts.
    """

    claim: Claim | Statement
    array: str
    axes: tuple[Axis, ...]
    loss: Term
    context: Context
    right: Term | None
    free: tuple[str, ...] = ()

    def entry(self, at: tuple[int, ...]) -> Derivative:
        """The derivative by the entry at a position, from 1."""
        return Derivative(self.loss, self.array, at)

    def sequent(self, *, on_kinks: bool = False) -> Sequent:
        """For drawing points; those on kinks need not satisfy hypotheses that keep away from them."""
        kept = tuple(h for h in self.context.hypotheses if not (on_kinks and h.relation == "!="))
        stated = self.right if self.right is not None else self.loss
        return Sequent(replace(self.context, hypotheses=kept), Equal(self.loss, stated))


def gradient_of(claim: Claim | Statement) -> Gradient:
    """Raises BridgeError for what is not `d(loss, x) == ..` with a scalar loss and for all entries of x."""
    sequents = lower(claim).sequents
    lefts = [s.judgement.left for s in sequents if isinstance(s.judgement, Equal)]
    if not lefts or len(lefts) < len(sequents) or not isinstance(lefts[0], Derivative):
        raise BridgeError(f"`{claim}` does not state a gradient: its left side is not d(loss, x) or grad(loss, x)")
    first, context = lefts[0], sequents[0].context
    same = all(isinstance(t, Derivative) and (t.body, t.array) == (first.body, first.array) for t in lefts)
    if not same or first.body.free:
        raise BridgeError(f"`{claim}` states derivatives of more than one number: a backward pass needs one loss")
    if any(isinstance(t, Derivative) for t in walk(first.body)):
        raise BridgeError(f"`{claim}` states a second derivative")
    names = tuple(i for i in first.indices if isinstance(i, str))
    if context.distinct or any(isinstance(i, Label) for i in first.indices) or len(set(names)) < len(names):
        raise BridgeError(f"`{claim}` speaks of some entries of {first.array} only")
    right = sequents[0].judgement
    whole = len(sequents) == 1 and len(names) == len(first.indices) and isinstance(right, Equal)
    axes = dict(context.arrays)[first.array]
    context = replace(context, indices=tuple((n, s) for n, s in context.indices if n in names))
    stated = right.right if whole and isinstance(right, Equal) else None
    return Gradient(claim, first.array, axes, first.body, context, stated, names if whole else ())
