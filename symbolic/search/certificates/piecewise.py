"""Piecewise inequalities: the signs of what stands in brackets and under relu are told apart, then Farkas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge
from symbolic.kernel.gate import jumps, ramps
from symbolic.kernel.judgements import Hypothesis, Sequent, Sign
from symbolic.kernel.rules import cases
from symbolic.kernel.terms import ZERO, Entry, Term, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.bounds.farkas import MOST_HYPOTHESES, MOST_INSTANCES, contradictory, instances
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.contradictions import suspects
from symbolic.search.refutation.floats import Look
from symbolic.search.refutation.samples import samples_of
from symbolic.search.steps import by, contradiction

MOST_SPLITS, MOST_NODES = 5, 121
RELATIONS: dict[str, Callable[[int], bool]] = {">": lambda s: s > 0, ">=": lambda s: s >= 0, "!=": bool}
Leaf = Callable[[Sequent], Theorem]


def by_signs(goal: Sequent, prove: Leaf) -> Theorem:
    """A proof in every case of the signs; `prove` is asked where no bracket is left. Raises Rejected."""
    simpler = Sequent(
        goal.context.with_hypotheses(h for h in goal.context.hypotheses if not _is_bent_sum(h)), goal.judgement
    )
    found = _Splitting(prove, simpler).proved(simpler, MOST_SPLITS, tuple(_bent_instances(simpler)))
    return found if simpler == goal else by("weakening", goal, (found,))


def _is_bent_sum(h: Hypothesis) -> bool:
    """Whether brackets stand inside a sum, where no case decides them and all of them cost time in every case."""
    return any(s.free - h.term.free for s in (*ramps(h.term), *jumps(h.term)))


class _Splitting:
    """The cases of one claim. Points at which the hypotheses hold show which cases there are, and that it fails."""

    def __init__(self, prove: Leaf, goal: Sequent) -> None:
        self.prove, self.left = prove, count(MOST_NODES, -1)
        self.samples = samples_of(goal.context, goal.judgement.children())

    def proved(self, goal: Sequent, splits: int, first: Sequence[Term]) -> Theorem:
        """A proof in the cases of the terms `first`, of the brackets in the goal, and of those in its hypotheses."""
        if isinstance(goal.judgement, Sign) and any(self._fails(goal.judgement, look) for look in self.samples.each()):
            raise Rejected("it seems to be false at a point")
        return self._in_case(goal, splits, first, ZERO, self.samples.looks)

    def _fails(self, judgement: Sign, look: Look) -> bool:
        sign = self.samples.sign(judgement.term, look)
        return sign is not None and not RELATIONS[judgement.relation](sign)

    def _in_case(self, goal: Sequent, splits: int, first: Sequence[Term], told: Term, looks: Sequence[Look]) -> Theorem:
        """`told` is the term of which the sign was told last, `looks` are points at which the hypotheses hold."""
        if not looks:
            with suppress(Rejected):
                return _contradiction(goal, _arrays(told))
        decides = first[0] if first else switch(goal) or _deciding(goal, _bent(goal, _inequalities(goal)))
        if decides is None:
            return self.prove(goal)
        if not splits or next(self.left) <= 0:
            raise Rejected("there are too many cases")
        name = _new_name(goal, "sign")
        signs = [(self.samples.sign(decides, look), look) for look in looks]
        parts = (
            self._in_case(part, splits - (not first), first[1:], decides, [look for s, look in signs if s == sign])
            for part, sign in zip(cases.split(goal, decides, name), (1, 0, -1), strict=True)
        )
        return by("cases", goal, tuple(parts), (decides, name))


def switch(goal: Sequent) -> Term | None:
    """What decides of an innermost bracket that the hypotheses leave open."""
    return _deciding(goal, goal.judgement.children())


def _bent_instances(goal: Sequent) -> Iterator[Term]:
    """What is known for all values of an index, at indices of the goal, where brackets in it are to be decided.

    It has to be taken up before: a bracket that is decided at one index stays open for all others.
    """
    universal = (h for h in _inequalities(goal) if h.indices)
    yield from islice((t for t in _bent(goal, universal) if not t.free.isdisjoint(_free(goal))), MOST_INSTANCES)


def _inequalities(goal: Sequent) -> list[Hypothesis]:
    return [h for h in goal.context.hypotheses if h.relation in (">", ">=")]


def _arrays(term: Term) -> set[str]:
    return {t.array for t in walk(term) if isinstance(t, Entry)}


def _free(goal: Sequent) -> frozenset[str]:
    return frozenset().union(*(t.free for t in goal.judgement.children()))


def _bent(goal: Sequent, hypotheses: Iterable[Hypothesis]) -> list[Term]:
    """Instances of the hypotheses that speak of arrays of the goal and have brackets outside of sums."""
    arrays = set().union(*map(_arrays, goal.judgement.children()))
    found = []
    for t in (t for h in hypotheses for t in instances(goal.context, h)):
        inside = (*ramps(t), *jumps(t))
        if arrays & _arrays(t) and inside and not any(s.loose or s.free - t.free for s in inside):
            found.append(t)
    return found[:MOST_HYPOTHESES]


def _deciding(goal: Sequent, terms: Sequence[Term]) -> Term | None:
    algebra = Algebra(goal.context)
    try:
        sides = (_innermost(algebra, algebra.normal(t)) for t in terms)
        found = next((q for q in sides if q is not None), None)
    except (Undefined, TooLarge, TypeError) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
    return None if found is None else term_of(algebra, found)


def _contradiction(goal: Sequent, arrays: set[str]) -> Theorem:
    """A proof from hypotheses about the arrays that exclude each other.

    At once, or by a combination r >= 0 that is -h, where h > 0.
    """
    about = {h.name for h in goal.context.hypotheses if arrays & _arrays(h.term)}
    for name in (name for name in suspects(goal.context) if name in about):
        with suppress(Rejected):
            return by("absurd", goal, (), name)
    if not arrays:
        raise Rejected("nothing was told")
    try:
        found = contradictory(Algebra(goal.context), goal.context)
    except (Undefined, TooLarge, TypeError) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
    if found is None:
        raise Rejected("the hypotheses may hold together")
    name = _new_name(goal, "combination")
    return by("cases", goal, tuple(map(contradiction, cases.split(goal, found[1], name))), (found[1], name))


def _new_name(goal: Sequent, prefix: str) -> str:
    taken = {h.name for h in goal.context.hypotheses}
    return next(name for n in count(1) if (name := f"{prefix} {n}") not in taken)


def _innermost(algebra: Algebra, p: Polynomial) -> Polynomial | None:
    for g in sorted(p.generators()):
        head, indices = algebra.table[g]
        if head.kind in ("entry", "size", "delta", "sum"):
            continue
        bodies = algebra.opened(head, indices)
        inner = next((q for body in bodies if (q := _innermost(algebra, body)) is not None), None)
        if inner is not None:
            return inner
        if head.kind in (">", "=="):
            return bodies[0]
    return None
