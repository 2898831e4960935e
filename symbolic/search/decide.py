"""The verdict on one sequent: a proof that replays, or a certified counterexample, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.check import check
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import conditions, holds, jumps, ramps
from symbolic.kernel.judgements import (
    Context,
    Convex,
    Equal,
    Hypothesis,
    Limit,
    LocalMinimizer,
    Minimizer,
    NotDifferentiable,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.rules import absurd, kink, second_order, stationary
from symbolic.kernel.rules.differentiation import live_kinks
from symbolic.kernel.terms import ONE, ZERO, Derivative, Term, add, substitute
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language.printing import text
from symbolic.search import corners, limits
from symbolic.search.effort import left, limited_to
from symbolic.search.method import method_of
from symbolic.search.prove import prove, prove_by_cases, prove_plainly
from symbolic.search.refutation.describe import describe_point
from symbolic.search.refutation.flat import flat_chord
from symbolic.search.refutation.points import satisfying_point
from symbolic.search.refutation.witness import refute
from symbolic.search.steps import by
from symbolic.verdict import HypothesisUse, Proved, Refuted, Undecided, Vacuous, Verdict, Witness

STEPS, STEPS_AT_FIRST, STEPS_OF_AN_AUDIT = 40_000, 15_000, 10_000
MOST_PROOF_STEPS, MOST_STEPS_ANEW, LEAST_STEPS_ANEW = 300, 150, 20
"""Steps of a search for a proof, and of one from fewer hypotheses when there is a proof from all of them."""

NO_POINT = "it follows from the hypotheses, but no point was found at which they hold together"
NO_POINT_HELP = "check that they do not contradict each other"


@dataclass(frozen=True, slots=True)
class Decision:
    """A sequent, its verdict, the conditions under which its left side is defined, and the hypotheses of the proof."""

    sequent: Sequent
    verdict: Verdict
    defined: tuple[Hypothesis, ...] = ()
    used: frozenset[str] = field(default=frozenset())

    @property
    def extended(self) -> Sequent:
        return Sequent(self.sequent.context.assuming(self.defined), self.sequent.judgement)

    def scope(self) -> str:
        """What the claim is quantified over, e.g. "for all K >= 1 and all i, j in K with i != j"."""
        context = self.sequent.context
        tending = self.sequent.judgement.variable if isinstance(self.sequent.judgement, Limit) else None
        sizes = [_size(*bounds) for bounds in context.sizes if bounds[0] != tending]
        groups: dict[str, list[str]] = {}
        for index, size in (pair for pair in context.indices if pair[1] != tending):
            groups.setdefault(size, []).append(index)
        indices = [f"{', '.join(names)} in {size}" for size, names in groups.items()]
        apart = sorted(" != ".join(sorted(pair)) for pair in context.distinct)
        parts = [f"for all {', '.join(sizes)}"] if sizes else []
        parts += [f"{'' if parts else 'for '}all {', '.join(indices)}"] if indices else []
        scope = " and ".join(parts) + (f" with {', '.join(apart)}" if apart else "")
        where = " and ".join(h.name.removeprefix("defined: ") for h in self.defined)
        return (scope or "for all real values") + (f" where {where}" if where else "")

    def left_out(self) -> tuple[str, ...]:
        """Of which points the claim does not speak: where the left side is undefined, or has no derivative."""
        found = [h.name for h in self.defined]
        stack = list(self.verdict.theorems) if isinstance(self.verdict, Proved) else []
        while stack:
            step = stack.pop()
            stack += step.premises
            match step:
                case Theorem(rule="edge", certificate=(radicand, "none" | "end")):
                    found.append(f"no derivative where {text(radicand)} == 0")
                case Theorem(rule="kink", claim=claim):
                    found += [f"where {_named(s)} == 0 and there is no derivative" for s in _corners(claim)]
        return tuple(dict.fromkeys(found))


def _corners(claim: Sequent) -> tuple[Term, ...]:
    """The kinks at which the left side may have no derivative; none if its one-sided slopes agree everywhere."""
    node, exists = claim.judgement.children()[0], kink.premise_for(claim).context.hypotheses[-1]
    with suppress(Rejected):
        attempt(Sequent(claim.context, Equal(exists.term, ZERO)))
        return ()
    kinks = live_kinks(claim.context, node) if isinstance(node, Derivative) else ()
    algebra = Algebra(claim.context)
    opposite = [s for n, s in enumerate(kinks) if any(not algebra.normal(add(s, t)) for t in kinks[:n])]
    return tuple(s for s in kinks if s not in opposite)


def _named(term: Term) -> str:
    """A term whose bound indices were opened, as it is read."""
    opened = sorted(i for i in term.free if i.endswith("'") or i.startswith("summand_"))
    letters = [letter for letter in ("k", "n", "m", "l") if letter not in term.free]
    return text(substitute(term, dict(zip(opened, letters, strict=False))))


def _size(name: str, low: int, high: int | None) -> str:
    if high is None:
        return f"{name} >= {low}"
    return f"{name} = {low}" if low == high else f"{low} <= {name} <= {high}"


def claimed(sequent: Sequent) -> Term | None:
    """The part of the judgement whose definedness decides of which points it speaks."""
    match sequent.judgement:
        case Equal(left=left):
            return left
        case Sign(term=term) | Limit(term=term) | Convex(term=term) | NotDifferentiable(term=term):
            return term
        case Stationary(term=term) | Minimizer(term=term) | LocalMinimizer(term=term):
            return term
    return None


def defined(sequent: Sequent) -> tuple[Hypothesis, ...]:
    """The conditions under which the left side is defined and which the hypotheses do not grant, as hypotheses."""
    term = claimed(sequent)
    if term is None:
        return ()
    found: list[Hypothesis] = []
    algebra: Algebra | None = None
    for c in conditions(term):
        try:
            algebra = algebra or Algebra(sequent.context.assuming(found))
            granted = holds(algebra, c.relation, unfold(c.term))
        except (Undefined, TooLarge, TypeError):
            granted = False
        if not granted:
            found.append(Hypothesis(f"defined: {_named(c.term)} {c.relation} 0", c.relation, c.term, c.indices))
            algebra = None  # it has to know the new hypothesis
    return tuple(found)


def decide(sequent: Sequent, *, sparing: bool = True) -> Decision:
    """Proved, refuted, vacuous, or undecided with a reason; if `sparing`, from as few hypotheses as possible."""
    if not any(_colourings(sequent.context)):
        return Decision(sequent, Vacuous("there are not enough index values for the indices that are to differ"))
    extra = defined(sequent)
    try:
        theorem, used = _smallest_proof(sequent, extra, sparing)
    except Rejected as reason:
        return _without_proof(sequent, extra, reason.told(text))
    return _proved(sequent, extra, theorem, used)


def _proved(
    sequent: Sequent, extra: tuple[Hypothesis, ...], theorem: Theorem, used: frozenset[str] | None = None
) -> Decision:
    """Proved, unless the hypotheses may exclude each other."""
    used = frozenset(h.name for h in sequent.context.hypotheses) if used is None else used
    context = sequent.context.assuming(extra)
    point = satisfying_point(context)
    if point is None and context.hypotheses:
        empty = contradiction(context)
        return Decision(sequent, Undecided(NO_POINT, NO_POINT_HELP) if empty is None else empty, extra)
    shown = None if point is None else describe_point(context, point)
    decision = Decision(sequent, Proved((theorem,), method_of(theorem), shown), extra, used)
    return replace(decision, verdict=Proved((theorem,), method_of(theorem), shown, decision.scope()))


def _without_proof(sequent: Sequent, extra: tuple[Hypothesis, ...], reason: str) -> Decision:
    witness = _refutation(sequent, STEPS_AT_FIRST)
    if witness is not None:
        return Decision(sequent, Refuted(witness), extra)
    with suppress(Rejected):
        return _proved(
            sequent, extra, attempt(Sequent(sequent.context.assuming(extra), sequent.judgement), prove_by_cases)
        )
    witness = _refutation(sequent, STEPS)
    if witness is not None:
        return Decision(sequent, Refuted(witness), extra)
    empty = contradiction(sequent.context.assuming(extra))
    return Decision(sequent, Undecided(reason) if empty is None else empty, extra)


def _refutation(sequent: Sequent, steps: int) -> Witness | None:
    match sequent.judgement:
        case Limit():
            return limits.refuted(_extended(sequent), prove)
        case NotDifferentiable():
            return corners.refuted(sequent)
        case LocalMinimizer():
            return _not_a_local_minimiser(sequent, steps)
        case Convex(strict=True):
            return flat_chord(_extended(sequent)) or refute(sequent, budget_steps=steps)
    return refute(sequent, budget_steps=steps)


def _extended(sequent: Sequent) -> Sequent:
    return Sequent(sequent.context.assuming(defined(sequent)), sequent.judgement)


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


def attempt(sequent: Sequent, prove: Callable[[Sequent], Theorem] = prove) -> Theorem:
    """A proof of the sequent that the kernel has replayed. Raises Rejected."""
    theorem = _found(sequent, prove)
    check(theorem)
    return theorem


def _found(sequent: Sequent, prove: Callable[[Sequent], Theorem], most: int = MOST_PROOF_STEPS) -> Theorem:
    try:
        with limited_to(most):
            return prove(sequent)
    except (Undefined, TooLarge) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped


def _smallest_proof(sequent: Sequent, extra: tuple[Hypothesis, ...], sparing: bool) -> tuple[Theorem, frozenset[str]]:
    """A proof from as few of the hypotheses as dropping one after the other leaves, weakened to all of them."""
    whole = Sequent(sequent.context.assuming(extra), sequent.judgement)
    with limited_to(MOST_PROOF_STEPS):
        theorem, context = _found(whole, prove), whole.context
        most = min(MOST_STEPS_ANEW, LEAST_STEPS_ANEW + 3 * (MOST_PROOF_STEPS - left()))
    for name in dict.fromkeys(h.name for h in sequent.context.hypotheses if sparing):
        with suppress(Rejected):
            sparer = _found(Sequent(context.without(name), sequent.judgement), prove_plainly, most)
            by("weakening", whole, (sparer,))
            theorem, context = sparer, context.without(name)
    if context != whole.context:
        theorem = by("weakening", whole, (theorem,))
    check(theorem)
    return theorem, frozenset(h.name for h in context.hypotheses)


def contradiction(context: Context) -> Vacuous | None:
    """That the hypotheses exclude each other, if the kernel can see it."""
    false = Sequent(context, Equal(ZERO, ONE))
    for name in dict.fromkeys(h.name for h in context.hypotheses):
        try:
            absurd.rule(false, certificate=name)
        except (Rejected, Undefined, TooLarge, TypeError):
            continue
        return Vacuous(f"the hypotheses cannot hold together: {name!r} contradicts the others")
    return None


def _colourings(context: Context) -> Iterator[bool]:
    """Whether indices that are to differ can differ: one True for every way to give the bounded ones values."""
    limit = {name: high for name, _, high in context.sizes if high is not None}
    bounded = [(index, limit[size]) for index, size in context.indices if size in limit]
    for values in product(*(range(min(high, len(bounded))) for _, high in bounded)):
        value = dict(zip((index for index, _ in bounded), values, strict=True))
        if not any(len({value.get(i, i) for i in pair}) < len(pair) for pair in context.distinct):
            yield True


def together(decisions: Sequence[Decision]) -> tuple[Verdict, Decision]:
    """The verdict on a conjunction, and the case that tells most about it."""
    for kind in (Refuted, Undecided):
        for decision in decisions:
            if isinstance(decision.verdict, kind):
                return decision.verdict, decision
    proofs = [(d, d.verdict) for d in decisions if isinstance(d.verdict, Proved)]
    if not proofs:
        return decisions[0].verdict, decisions[0]
    telling, first = proofs[-1]
    return replace(first, theorems=tuple(t for _, v in proofs for t in v.theorems)), telling


def audited(decisions: Sequence[Decision], names: dict[str, tuple[str, ...]]) -> tuple[HypothesisUse, ...]:
    """For each hypothesis: used? and does the claim fail without it?"""
    found: list[HypothesisUse] = []
    every = dict.fromkeys(h.name for d in decisions for h in d.sequent.context.hypotheses)
    for name in every:
        statement = next(_stated(h, names) for d in decisions for h in d.sequent.context.hypotheses if h.name == name)
        used = any(name in d.used for d in decisions)
        needed: bool | None = None
        witness = None
        if all(isinstance(d.verdict, Proved) for d in decisions):
            if not used:
                needed = False
            else:
                needed, witness = _without(name, decisions)
        found.append(HypothesisUse(name, statement, used, needed, witness))
    return tuple(found)


def _without(name: str, decisions: Sequence[Decision]) -> tuple[bool | None, Witness | None]:
    """Whether the claim fails when one hypothesis is dropped: yes with a witness, no with a proof, or unknown."""
    proved_anew = True
    for decision in decisions:
        sequent = Sequent(decision.sequent.context.without(name), decision.sequent.judgement)
        extra = defined(sequent)
        differs, pointwise = extra != decision.defined, isinstance(sequent.judgement, Equal | Sign)
        if differs and pointwise and _holds_where_defined(sequent, extra):
            continue  # there is nothing to search for: such a claim is false at one point, and none is left
        witness = _refutation(sequent, STEPS_OF_AN_AUDIT)
        if witness is not None:
            return True, witness
        proved_anew = proved_anew and differs and not pointwise and _holds_where_defined(sequent, extra)
    return (False if proved_anew else None), None


def _holds_where_defined(sequent: Sequent, extra: tuple[Hypothesis, ...]) -> bool:
    try:
        with limited_to(MOST_STEPS_ANEW):
            attempt(Sequent(sequent.context.assuming(extra), sequent.judgement))
    except Rejected:
        return False
    return True


def _stated(h: Hypothesis, names: dict[str, tuple[str, ...]]) -> str:
    return text(h, names)
