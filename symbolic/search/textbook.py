"""The textbook form of a derived result, and the steps to it, each checked by the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from symbolic.kernel.gate import first_undefined
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import Apply, Derivative, Entry, Power, Rational, Sum, Term, subtract, walk
from symbolic.search.rewriting import wording
from symbolic.search.rewriting.contraction import contracted
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.equality import UNFINISHED, equality
from symbolic.search.rewriting.from_polynomial import forms
from symbolic.search.rewriting.logarithms import split_logarithms
from symbolic.search.rewriting.order import unordered
from symbolic.search.rewriting.readable import plain
from symbolic.search.rewriting.reading import Reading
from symbolic.search.rewriting.slopes import differentiated, innermost, replaced, words
from symbolic.search.rewriting.tidy import tidy
from symbolic.verdict import Step

LONG, REWRITTEN = 40.0, 0.8
"""A term of more than this cost keeps what it takes functions of, unless it becomes shorter by this factor."""

LONGER = 2.0
"""What a sum may cost more once it is taken apart to contract a delta: its parts may have names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A proposed line of a derivation, not yet checked."""

    term: Term
    rule: str


def derivation(sequent: Sequent, *, steps: bool = True, refuted: bool = False) -> tuple[Step, ...]:
    """The steps from the left side of an equality to its textbook form, or to the right side where that is equal.

    Without `steps`, from the left side at once; a right side that is `refuted` is not equal.
    """
    match sequent.judgement:
        case Equal(left=left, right=right):
            found = (_checked if steps else _at_once)(sequent.context, left, lines(sequent.context, left))
            return found if refuted else _to_claimed(sequent.context, found, right)
    return ()


def derived(sequent: Sequent) -> Term:
    """The textbook form of the left side, whatever the right side says."""
    left = sequent.judgement.children()[0]
    return _at_once(sequent.context, left, lines(sequent.context, left))[-1].term


def lines(context: Context, term: Term) -> Iterator[Line]:
    """How a person would go on from `term`."""
    start = term
    while nodes := innermost(term):
        split = {n: split_logarithms(n.body) for n in nodes}
        if any(word for _, word in split.values()):
            term = replaced(term, {n: Derivative(b, n.array, n.indices) for n, (b, _) in split.items()})
            yield Line(term, ", ".join(dict.fromkeys(word for _, word in split.values() if word)))
            nodes = innermost(term)
        term = replaced(term, {n: differentiated(n) for n in nodes})
        term = tidy(term) if not innermost(term) else term
        yield Line(term, words(nodes))
        for line in _below(context, term, start):
            term = line.term
            yield line
    if term is start:
        term, word = split_logarithms(term)
        yield Line(term, word)
    yield from _simplified(context, term, start)


def _below(context: Context, term: Term, start: Term) -> Iterator[Line]:
    """What is to be differentiated once more, simplified first; not by equations that move with the variable."""
    match innermost(term):
        case (node,) if not node.body.loose:
            still = [h for h in context.hypotheses if h.relation != "==" or not _mentions(h.term, node.array)]
            for line in _simplified(context.with_hypotheses(still), node.body, start):
                inner = Derivative(line.term, node.array, node.indices)
                yield Line(replaced(term, {node: inner}), line.rule)


def _mentions(term: Term, array: str) -> bool:
    return any(isinstance(t, Entry) and t.array == array for t in walk(term))


def _simplified(context: Context, term: Term, start: Term) -> Iterator[Line]:
    """The most readable form; where equations among the hypotheses matter, first without them, then with them."""
    equations = {h.name for h in context.hypotheses if h.relation == "=="}
    best = _best(context, term, start)
    if not best.used & equations:
        yield best.line
        return
    bare = _best(context.with_hypotheses(h for h in context.hypotheses if h.relation != "=="), term, start)
    named = "by " + wording.listed(_needed(context, term, best))
    if bare.term is not best.term and not isinstance(best.term, Rational) and cost(bare.term) < cost(term):
        yield bare.line
    yield Line(best.term, named)


def _needed(context: Context, term: Term, best: Form) -> list[str]:
    """The equations without which the step is not seen, or all that were used if each could be spared."""
    names = list(dict.fromkeys(h.name for h in context.hypotheses if h.relation == "=="))
    difference = subtract(term, best.term)
    needed = [name for name in names if Reading(context.without(name)).normal(difference)] if len(names) > 1 else names
    return needed or [name for name in names if name in best.used]


@dataclass(frozen=True, slots=True)
class Form:
    """A readable form of a term, the words for how it is reached, and the names of the hypotheses used."""

    term: Term
    word: str
    used: frozenset[str]

    @property
    def line(self) -> Line:
        return Line(self.term, self.word)


def _best(context: Context, term: Term, start: Term) -> Form:
    """The most readable form of `term`: itself, unless another one is shorter or hypotheses change it."""
    algebra = Reading(context, start)
    found = list(forms(algebra, algebra.normal(term)))
    used, equations = frozenset(algebra.used), {h.name for h in context.hypotheses if h.relation == "=="}
    if not used & equations:
        found.append((tidy(term), wording.SIMPLIFY))
        if cost(term) > LONG:
            found.append((_sum_by_sum(algebra, term), ""))
            limit, known = REWRITTEN * min(cost(t) for t, _ in found[-2:]), _arguments(term)
            found = [f for f in found if cost(f[0]) < limit or _arguments(f[0]) <= known] or [(term, "")]
    best, form = min(found, key=lambda pair: cost(pair[0]))
    if not used & equations and (cost(term) <= cost(best) or unordered(term) == unordered(best)):
        best, form = term, ""
    if (apart := contracted(best)) is not best and cost(apart := plain(apart)) < LONGER * cost(best):
        best, form = apart, wording.SIMPLIFY
    if best is term:
        return Form(term, "", frozenset())
    word = wording.between(term, best, form)
    if wording.uses_signs(term, best) and used - equations:
        word = "by " + wording.listed(sorted(used - equations))
    return Form(best, word, used)


def _arguments(term: Term) -> set[object]:
    """The functions and roots in `term`, with what they are taken of."""
    fractional = (t for t in walk(term) if isinstance(t, Power) and t.exponent.denominator > 1)
    functions = (t for t in walk(term) if isinstance(t, Apply) and not t.loose)
    return {unordered(t.base) for t in fractional} | set(map(unordered, functions))


def _sum_by_sum(algebra: Reading, term: Term) -> Term:
    """`term` with each of its sums in its most readable form, and everything else as it stands."""
    found: dict[Term, Term] = {}
    for t in walk(term):
        if isinstance(t, Sum) and not t.loose and t is not term:
            best = min((form for form, _ in forms(algebra, algebra.normal(t))), key=cost)
            if cost(best) < cost(t):
                found[t] = best
    return tidy(replaced(term, found)) if found else term


def _checked(context: Context, start: Term, proposed: Iterator[Line]) -> tuple[Step, ...]:
    """The lines that the kernel confirms; a rule whose line fails is named with the next one."""
    steps, waiting = [Step(start, "")], []
    try:
        for line in proposed:
            if line.term is steps[-1].term:
                continue
            waiting.append(line.rule)
            theorem = equality(context, steps[-1].term, line.term)
            if theorem is not None:
                steps.append(Step(line.term, "; ".join(dict.fromkeys(filter(None, waiting))), theorem))
                waiting = []
    except UNFINISHED:
        pass
    return tuple(steps)


def _at_once(context: Context, start: Term, proposed: Iterator[Line]) -> tuple[Step, ...]:
    """The last line, if the kernel confirms it without those between."""
    found: list[Line] = []
    with suppress(*UNFINISHED):
        for line in proposed:
            found.append(line)  # noqa: PERF402 - some come before it is given up
    with suppress(*UNFINISHED):
        if len(found) > 1 and first_undefined(context, found[-1].term) is None:
            theorem = equality(context, start, found[-1].term)
            if theorem is not None:
                return Step(start, ""), Step(found[-1].term, found[-1].rule, theorem)
    return _checked(context, start, iter(found))


def without_deltas(context: Context, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps, and one more where a delta is left in a sum: the kernel does not see every shorter form."""
    last = steps[-1].term
    if innermost(last) or (apart := contracted(last)) is last:
        return steps
    apart = plain(apart)
    theorem = equality(context, last, apart) if cost(apart) < LONGER * cost(last) else None
    return steps if theorem is None else (*steps, Step(apart, wording.CONTRACT, theorem))


def _to_claimed(context: Context, steps: tuple[Step, ...], right: Term) -> tuple[Step, ...]:
    """The steps up to the one that reads like the right side, or one more that ends there, if it is equal."""
    if innermost(right):
        theorem = equality(context, steps[-1].term, right) if len(steps) > 1 else None
        return steps if theorem is None else (*steps, Step(right, wording.SAME_RIGHT, theorem))
    wanted = unordered(right)
    for n, step in enumerate(steps):
        if step.term is right:
            return steps[: n + 1]
        if unordered(step.term) == wanted:
            theorem = equality(context, steps[max(n - 1, 0)].term, right)
            if theorem is not None:
                return (*steps[: max(n, 1)], Step(right, step.rule or "in another order", theorem))
    theorem = equality(context, steps[-1].term, right)
    return (*steps, Step(right, wording.CLAIMED, theorem)) if theorem is not None else steps


def ending(context: Context, steps: tuple[Step, ...], end: Step) -> tuple[Step, ...]:
    """The steps, and one more to another form; where a line reads like that one already, it ends there."""
    wanted = unordered(end.term)
    for n, step in enumerate(steps):
        if step.term is end.term:
            return steps[: n + 1]
        if n and unordered(step.term) == wanted:
            theorem = equality(context, steps[n - 1].term, end.term)
            if theorem is not None:
                return (*steps[:n], Step(end.term, step.rule, theorem))
    return (*steps, end)
