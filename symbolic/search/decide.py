"""The verdict on one sequent: a proof that replays, or a certified counterexample, or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.signs import NULL
from symbolic.kernel.check import check
from symbolic.kernel.judgements import (
    Context,
    Convex,
    Equal,
    Hypothesis,
    Limit,
    LocalMinimizer,
    NotDifferentiable,
    Sequent,
    Sign,
)
from symbolic.kernel.rules import absurd, kink
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.terms import ONE, ZERO, Term, add
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language.printing import text
from symbolic.search import lemmas
from symbolic.search.contradictions import can_differ, suspects
from symbolic.search.definedness import defined, shown
from symbolic.search.effort import limited_to
from symbolic.search.kinks import arguments, derivative_of
from symbolic.search.method import method_of
from symbolic.search.prove import prove
from symbolic.search.refutation.describe import UNDEFINED, describe_point
from symbolic.search.refutation.points import satisfying_point
from symbolic.search.refutation.relevance import narrowed, sizes_that_matter
from symbolic.search.refutation.samples import Samples
from symbolic.search.refutation.witness import refute
from symbolic.search.refuted import refuted
from symbolic.search.sparing import prove_without_equations, tied, without
from symbolic.search.steps import by
from symbolic.search.through_parts import prove_through_parts
from symbolic.verdict import Proved, Refuted, Undecided, Vacuous, Verdict, Witness

STEPS, STEPS_AT_FIRST, STEPS_OF_A_GLANCE = 20_000, 5_000, 200
MOST_PROOF_STEPS = 300
"""Steps of a search for a proof."""

NO_POINT = "it follows from the hypotheses, but no point was found at which they hold together"
NO_POINT_HELP = "check that they do not contradict each other"
NO_DERIVATIVE = "there is no derivative at any of the points that the claim speaks of"


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
        spoken_of = {
            *sizes_that_matter(self.sequent),
            *(name for name, low, high in context.sizes if (low, high) != (1, None)),
        }
        sizes = [_size(*bounds) for bounds in context.sizes if bounds[0] in spoken_of and bounds[0] != tending]
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
        met = set[int]()
        while stack:
            step = stack.pop()
            stack += step.premises if id(step) not in met else ()
            met.add(id(step))
            match step:
                case Theorem(rule="edge", certificate=(radicand, "none" | "end")):
                    found.append(f"no derivative where {text(radicand)} == 0")
                case Theorem(rule="kink" | "switch"):
                    places = _corners(step, self.extended)
                    found += [f"where {shown(s)} == 0 and there is no derivative" for s in places]
        return tuple(dict.fromkeys(found))


def _corners(step: Theorem, whole: Sequent) -> tuple[Term, ...]:
    """The kinks at which the left side may have no derivative; none if its one-sided slopes agree everywhere."""
    own, node = step.claim.context, derivative_of(step.claim)
    context = own.assuming(h for h in whole.context.hypotheses if h not in own.hypotheses)
    exists = [h.term for h in step.premises[0].claim.context.hypotheses if h.name == kink.NAME]
    with suppress(Rejected):
        for term in exists if contradiction(context) is None else ():
            attempt(Sequent(context, Equal(term, ZERO)))
        return ()
    algebra = Algebra(context)
    kinks = [s for s in arguments(node) if algebra.sign(algebra.normal(s)) & NULL] if node else []
    opposite = [s for n, s in enumerate(kinks) if any(not algebra.normal(add(s, t)) for t in kinks[:n])]
    return tuple(s for s in kinks if s not in opposite)


def _size(name: str, low: int, high: int | None) -> str:
    if high is None:
        return f"{name} >= {low}"
    return f"{name} = {low}" if low == high else f"{low} <= {name} <= {high}"


def decide(sequent: Sequent, *, sparing: bool = True) -> Decision:
    """Proved, refuted, vacuous, or undecided with a reason; if `sparing`, from as few hypotheses as possible."""
    if not can_differ(sequent.context):
        return Decision(sequent, Vacuous("there are not enough index values for the indices that are to differ"))
    extra = defined(sequent)
    if (witness := _at_a_glance(sequent)) is not None:
        return Decision(sequent, Refuted(witness), extra)
    try:
        theorem, used = _smallest_proof(sequent, extra, sparing)
    except Rejected as reason:
        return _without_proof(sequent, extra, reason.told(text), sparing)
    return _proved(sequent, extra, theorem, used)


def _at_a_glance(sequent: Sequent) -> Witness | None:
    """A witness, if a few points seem to refute it: a search for a proof of what is false is long."""
    match sequent.judgement:
        case Equal(left=left, right=right):
            if Samples(narrowed(sequent), (left, right), draws=1, generic=True).seem_equal(left, right):
                return None
        case Limit() | NotDifferentiable() | LocalMinimizer():
            return None
        case _:
            witness = refute(sequent, budget_steps=STEPS_OF_A_GLANCE)
            if witness is None or (_is_usual(sequent) and UNDEFINED not in (witness.left, witness.right)):
                return witness
    return refuted(sequent, STEPS_AT_FIRST)


def _is_usual(sequent: Sequent) -> bool:
    """Whether `refuted` has no better way for it than `refute`."""
    match sequent.judgement:
        case Convex(strict=strict):
            return not strict
        case Sign(term=term):
            return not has_derivative(term)
    return True


def _proved(sequent: Sequent, extra: tuple[Hypothesis, ...], theorem: Theorem, used: frozenset[str]) -> Decision:
    """Proved, unless the hypotheses may exclude each other."""
    context = sequent.context.assuming(extra)
    point = satisfying_point(context)
    if point is None and context.hypotheses:
        empty = contradiction(context)
        return Decision(sequent, Undecided(NO_POINT, NO_POINT_HELP) if empty is None else empty, extra)
    exists = _existence(theorem)
    if exists and contradiction(context.assuming(exists)) is not None:
        return Decision(sequent, Vacuous(NO_DERIVATIVE), extra)
    shown = None if point is None else describe_point(context, point)
    decision = Decision(sequent, Proved((theorem,), method_of(theorem), shown), extra, used)
    return replace(decision, verdict=Proved((theorem,), method_of(theorem), shown, decision.scope()))


def _existence(theorem: Theorem) -> tuple[Hypothesis, ...]:
    """What the proof takes for granted: that the derivatives of which the claim speaks exist."""
    if theorem.rule in ("weakening", "alone", "nearby"):
        return tuple(h for premise in theorem.premises for h in _existence(premise))
    known = theorem.premises[0].claim.context.hypotheses if theorem.rule in ("kink", "switch") else ()
    return tuple(h for h in known if h.name == kink.NAME)


def _without_proof(sequent: Sequent, extra: tuple[Hypothesis, ...], reason: str, sparing: bool) -> Decision:
    witness = refuted(sequent, STEPS_AT_FIRST)
    if witness is not None:
        return Decision(sequent, Refuted(witness), extra)
    for way in (prove_through_parts, prove_without_equations):
        with suppress(Rejected):
            return _proved(sequent, extra, *_smallest_proof(sequent, extra, sparing, way))
    witness = refuted(sequent, STEPS)
    if witness is not None:
        return Decision(sequent, Refuted(witness), extra)
    empty = contradiction(sequent.context.assuming(extra))
    return Decision(sequent, Undecided(reason) if empty is None else empty, extra)


def attempt(sequent: Sequent, prove: Callable[[Sequent], Theorem] = prove) -> Theorem:
    """A proof of the sequent that the kernel has replayed. Raises Rejected."""
    theorem = _found(sequent, prove)
    check(theorem)
    return theorem


def _found(sequent: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
    try:
        with limited_to(MOST_PROOF_STEPS):
            return lemmas.proved(sequent, prove)
    except (Undefined, TooLarge) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped


def _smallest_proof(
    sequent: Sequent, extra: tuple[Hypothesis, ...], sparing: bool, prove: Callable[[Sequent], Theorem] = prove
) -> tuple[Theorem, frozenset[str]]:
    """A proof from as few of the hypotheses as it takes, weakened to all of them; and the names of those."""
    whole = Sequent(sequent.context.assuming(extra), sequent.judgement)
    proof = _found(tied(whole), prove)
    theorem = proof if proof.claim == whole else by("weakening", whole, (proof,))
    for name in dict.fromkeys(h.name for h in proof.claim.context.hypotheses if sparing and h not in extra):
        with suppress(Rejected):
            sparer = without(name, proof)
            theorem, proof = by("weakening", whole, (sparer,)), sparer
    check(theorem)
    return theorem, frozenset(h.name for h in proof.claim.context.hypotheses)


def contradiction(context: Context) -> Vacuous | None:
    """That the hypotheses exclude each other, if the kernel can see it."""
    false = Sequent(context, Equal(ZERO, ONE))
    suspected = set(suspects(context))
    for name in dict.fromkeys(h.name for h in context.hypotheses if h.name in suspected):
        try:
            absurd.rule(false, certificate=name)
        except (Rejected, Undefined, TooLarge, TypeError):
            continue
        return Vacuous(f"the hypotheses cannot hold together: {name!r} contradicts the others")
    return None


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
