"""Find the proof of a derivative at kinks, switches and edges: by one-sided slopes, by summands, and by signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice, product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.derivative import derivative, right_derivative, towards, unfold
from symbolic.kernel.gate import jumps, moves, opened, ramps
from symbolic.kernel.judgements import Convex, Sequent, Sign
from symbolic.kernel.rules import alone, convex_sum, differentiation, edge, kink, nearby, switch
from symbolic.kernel.rules.differentiation import has_derivative, live_kinks
from symbolic.kernel.terms import (
    ONE,
    Add,
    Apply,
    Bracket,
    Delta,
    Derivative,
    Mul,
    Sum,
    Term,
    add,
    instantiate,
    multiply,
    power,
    rebuild,
    substitute,
    walk,
)
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.effort import limited_to
from symbolic.search.signs import in_each_case, is_null
from symbolic.search.steps import by, by_way_of

EDGES = ("end", "none", "flat")
MOST_STEPS = 80
"""Of a proof at kinks that stand under sums."""
MOST_SLOPES = 4
"""How many slopes of summands are tried."""


class Kinks:
    """Proofs at kinks; `prove` proves what has none, `in_cases` also by the signs of what stands in brackets."""

    def __init__(self, prove: Callable[[Sequent], Theorem], in_cases: Callable[[Sequent, int], Theorem]) -> None:
        self.prove, self.in_cases = prove, in_cases

    def proved(self, goal: Sequent, reason: Rejected) -> Theorem:
        """A proof by what is known of the first derivative in the goal. Raises `reason` if it is of another form."""
        node = derivative_of(goal)
        if node is None:
            raise reason
        if has_derivative(node.body):
            return self._inside(goal, node, reason)
        if any(moves(s, (node.array,)) for s in jumps(node.body)) or node is goal.judgement.children()[-1]:
            return self._switched(goal, node)
        if node is goal.judgement.children()[0]:
            return self._kinked(goal, node, reason)
        raise reason

    def _kinked(self, goal: Sequent, node: Derivative, reason: Rejected) -> Theorem:
        """A proof by the one-sided slopes at the kinks of the left side, or off its one edge and on it."""
        kinks = live_kinks(goal.context, node)
        if any(s.free - _indices(goal) for s in kinks):
            with limited_to(MOST_STEPS):
                return self._many_kinked(goal, node, kinks)
        if kinks:
            return by_way_of([kink.premise_for(goal)], lambda p: self.in_cases(p, 2), "kink", goal)
        for s, how in product(edge.radicands(goal)[:1], EDGES):
            with suppress(Rejected):
                premises = edge.split(goal, s, how)
                here = tuple(by("sign", p) if isinstance(p.judgement, Sign) else self.prove(p) for p in premises[1:])
                return by("edge", goal, (self.prove(premises[0]), *here), (s, how))
        raise reason

    def _many_kinked(self, goal: Sequent, node: Derivative, kinks: tuple[Term, ...]) -> Theorem:
        """A proof where kinks stand under sums, together or one summand after the other."""
        with suppress(Rejected):
            return by_way_of([kink.premise_for(goal)], lambda p: self._by_signs(p, node, kinks), "kink", goal)
        with suppress(Rejected):
            return self._alone(goal, node, kinks)
        return self._by_summands(goal, node)

    def _by_signs(self, goal: Sequent, node: Derivative, kinks: tuple[Term, ...]) -> Theorem:
        """A proof at once, or in each case of the signs of the speeds at the kinks."""
        speeds = list(_common_speeds(goal, node, kinks))
        return in_each_case(goal, lambda _: speeds, self.prove)

    def _inside(self, goal: Sequent, node: Derivative, reason: Rejected) -> Theorem:
        """A proof for the derivative of the inner derivative's formula, which is the inner derivative nearby."""
        for other in formulas(goal, node):
            with suppress(Rejected):
                certificate = (node, other)
                return by_way_of(nearby.premises_for(goal, *certificate), self.prove, "nearby", goal, certificate)
        raise reason

    def _switched(self, goal: Sequent, node: Derivative) -> Theorem:
        with suppress(Rejected):
            return self._alone(goal, node)
        if any(s.free - _indices(goal) for s in arguments(node)):
            return self._by_summands(goal, node)
        return in_each_case(
            goal, lambda known: (*arguments(node), *_speeds(known, node)), lambda part: self._by_sides(part, node)
        )

    def _alone(self, goal: Sequent, node: Derivative, kinks: tuple[Term, ...] = ()) -> Theorem:
        """A proof for the one term of a sum that mentions the variable; if all `kinks` are left, by summands."""
        premise = alone.premise_for(goal, node)
        inner = derivative_of(premise)
        if inner is None or inner == node:
            raise Rejected("no sum can be left")
        same = kinks and frozenset(live_kinks(premise.context, inner)) == frozenset(kinks)
        proof = self._by_summands(premise, inner) if same else self.prove(premise)
        return by("alone", goal, (proof,), node)

    def _by_sides(self, goal: Sequent, node: Derivative) -> Theorem:
        """A proof by the table off all switches, else by the one-sided slopes."""
        with suppress(Rejected):
            differentiation.check_existence(goal)
            return by("differentiation", goal, (self.in_cases(differentiation.unfolded(goal), 2),))
        return by_way_of(switch.premises_for(goal, node), lambda p: self.in_cases(p, 2), "switch", goal, node)

    def _by_summands(self, goal: Sequent, node: Derivative) -> Theorem:
        """A proof for each summand, where those with kinks are convex, and those with brackets have a derivative."""
        reason = Rejected("no slopes of the summands add up to the right side")
        for slopes in _slopes(goal, node):
            try:
                return self._by_slopes(goal, slopes)
            except Rejected as failed:
                reason = failed
        raise reason

    def _by_slopes(self, goal: Sequent, slopes: tuple[Term, ...]) -> Theorem:
        premises = convex_sum.premises_for(goal, slopes)
        curved = {p: self.prove(p) for p in premises if isinstance(p.judgement, Convex)}  # these proofs are short
        return by_way_of(premises, lambda p: curved.get(p) or self.prove(p), "convex_sum", goal, slopes)


def derivative_of(goal: Sequent) -> Derivative | None:
    """The first derivative in the left side, which is not inside another; or the right side, if it is one."""
    left, *right = goal.judgement.children()
    stack, names = [left], _indices(goal)
    while stack:
        t = stack.pop()
        if isinstance(t, Derivative):
            return t if not t.loose and t.free <= names else None
        stack += reversed(t.children())
    return next((t for t in right if isinstance(t, Derivative)), None)


def _indices(goal: Sequent) -> frozenset[str]:
    return frozenset(i for i, _ in goal.context.indices)


def arguments(node: Derivative) -> list[Term]:
    """What stands in brackets and relu of the body and changes, the innermost first."""
    found = (s for s in (*ramps(node.body), *jumps(node.body)) if moves(s, (node.array,)))
    return sorted(dict.fromkeys(found), key=lambda s: len(list(walk(s))))


def _speeds(algebra: Algebra, node: Derivative) -> Iterator[Term]:
    """How fast arguments change that are 0."""
    for s in arguments(node):
        with suppress(Undefined):
            if is_null(algebra, algebra.normal(s)):
                slope = right_derivative(s, towards(node.array, node.indices))
                yield term_of(algebra, algebra.normal(slope))


def _common_speeds(goal: Sequent, node: Derivative, kinks: tuple[Term, ...]) -> Iterator[Term]:
    """How fast the arguments of kinks under sums change at the indices of the claim, and what decides it."""
    algebra, own = Algebra(goal.context), goal.context.indices
    for t, ranges in opened(node.body, Apply):
        if t.function != "relu" or t.arguments[0] not in kinks:
            continue
        slope = derivative(t.arguments[0], node.array, node.indices)
        for chosen in product(*([i for i, axis in own if axis == size] for _, size in ranges)):
            at = substitute(slope, {name: i for (name, _), i in zip(ranges, chosen, strict=True)})
            speed = term_of(algebra, algebra.normal(at))
            yield from (*jumps(speed), *ramps(speed))
            yield from (f for f in (speed.factors if isinstance(speed, Mul) else (speed,)) if not isinstance(f, Delta))


def formulas(goal: Sequent, node: Derivative) -> Iterator[Term]:
    """What the body may be without its derivatives: as the table has it, and written out as a polynomial."""
    plain = _bracketed(unfold(node.body))
    yield plain
    written = plain
    with suppress(Undefined, TooLarge):
        algebra = Algebra(nearby.near(goal.context, node.array))
        written = term_of(algebra, algebra.normal(plain))
    if written is not plain:
        yield written


def _bracketed(term: Term) -> Term:
    """With [s > 0] for the slope of relu."""
    match rebuild(term, _bracketed):
        case Apply(function="step", arguments=(s,)):
            return Bracket(">", s)
        case other:
            return other


def _slopes(goal: Sequent, node: Derivative) -> Iterator[tuple[Term, ...]]:
    """The derivatives of the summands: as the right side has them, by the table, and with 1 for relu's slope at 0."""
    parts = convex_sum.summands(node.body, (node.array,))
    table = [unfold(Derivative(part.term, node.array, node.indices)) for part in parts]
    right = goal.judgement.children()[-1]
    terms = right.terms if isinstance(right, Add) else (right,)
    claimed = [
        [s for t in terms if (s := _summand_of(t, part)) is not None] if jumps(part.term) else [slope]
        for part, slope in zip(parts, table, strict=True)
    ]
    yield from islice(product(*claimed), MOST_SLOPES)
    yield tuple(table)
    yield tuple(map(_right_at_kinks, table))


def _summand_of(term: Term, part: convex_sum.Summand) -> Term | None:
    """f_k, where the term is the coefficient of the summand times a sum of f_k over its ranges."""
    still: list[Term] = [power(part.coefficient, -1)] if part.coefficient is not ONE else []
    for name, size in part.ranges:
        factors = term.factors if isinstance(term, Mul) else (term,)
        sums = [f for f in factors if isinstance(f, Sum) and f.size == size]
        if not sums:
            return None
        still += [f for f in factors if f is not sums[0]]
        term = instantiate(sums[0].body, name)
    if part.coefficient in still:
        still = [f for f in still[1:] if f is not part.coefficient]
    return multiply(term, *still)


def _right_at_kinks(slope: Term) -> Term:
    """With 1 for the slope of relu at 0: it does not matter where there is no derivative."""
    match slope:
        case Apply(function="step", arguments=(s,)):
            return add(slope, Bracket("==", s))
    return rebuild(slope, _right_at_kinks)
