"""The textbook form of a derived result, and the steps to it, each checked by the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import Derivative, Term, walk
from symbolic.search.rewriting import wording
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.equality import UNFINISHED, equality
from symbolic.search.rewriting.from_polynomial import forms
from symbolic.search.rewriting.logarithms import split_logarithms
from symbolic.search.rewriting.order import unordered
from symbolic.search.rewriting.reading import Reading
from symbolic.search.rewriting.slopes import differentiated, innermost, replaced, words
from symbolic.search.rewriting.tidy import tidy
from symbolic.verdict import Step


@dataclass(frozen=True, slots=True)
class Line:
    """A proposed line of a derivation, not yet checked."""

    term: Term
    rule: str


def derivation(sequent: Sequent) -> tuple[Step, ...]:
    """The steps from the left side of an equality to its textbook form, or to the right side where that is equal."""
    match sequent.judgement:
        case Equal(left=left, right=right):
            steps = _checked(sequent.context, left, lines(sequent.context, left))
            return _to_claimed(sequent.context, steps, right)
    return ()


def derived(sequent: Sequent) -> Term:
    """The textbook form of the left side, whatever the right side says."""
    left = sequent.judgement.children()[0]
    return _checked(sequent.context, left, lines(sequent.context, left))[-1].term


def lines(context: Context, term: Term) -> Iterator[Line]:
    """How a person would go on from `term`."""
    while nodes := innermost(term):
        split = {n: split_logarithms(n.body) for n in nodes}
        if any(word for _, word in split.values()):
            term = replaced(term, {n: Derivative(b, n.array, n.indices) for n, (b, _) in split.items()})
            yield Line(term, ", ".join(dict.fromkeys(word for _, word in split.values() if word)))
            nodes = innermost(term)
        term = replaced(term, {n: differentiated(n) for n in nodes})
        term = tidy(term) if not innermost(term) else term
        yield Line(term, words(nodes))
    yield from _simplified(context, term)


def _simplified(context: Context, term: Term) -> Iterator[Line]:
    """The most readable form; where equations among the hypotheses matter, first without them, then with them."""
    equations = {h.name for h in context.hypotheses if h.relation == "=="}
    best = _best(context, term)
    if not best.used & equations:
        yield best.line
        return
    bare = _best(context.with_hypotheses(h for h in context.hypotheses if h.relation != "=="), term)
    named = "by " + " and ".join(
        h for h in dict.fromkeys(h.name for h in context.hypotheses) if h in best.used & equations
    )
    if bare.term is not best.term and cost(bare.term) < 1.5 * cost(term):
        yield bare.line
        yield Line(best.term, named)
    else:
        yield Line(best.term, f"{best.word}, {named}")


@dataclass(frozen=True, slots=True)
class Form:
    """A readable form of a term, the words for how it is reached, and the names of the hypotheses used."""

    term: Term
    word: str
    used: frozenset[str]

    @property
    def line(self) -> Line:
        return Line(self.term, self.word)


def _best(context: Context, term: Term) -> Form:
    """The most readable form of `term`: itself, unless another one is shorter or hypotheses change it."""
    algebra = Reading(context)
    best, form = min(forms(algebra, algebra.normal(term)), key=lambda pair: cost(pair[0]))
    used = frozenset(algebra.used)
    equations = {h.name for h in context.hypotheses if h.relation == "=="}
    if not used & equations and cost(term) <= cost(best):
        return Form(term, "", frozenset())
    word = wording.between(term, best, form)
    if wording.uses_signs(term, best):
        word = "by " + " and ".join(sorted(used - equations))
    return Form(best, word, used)


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


def _to_claimed(context: Context, steps: tuple[Step, ...], right: Term) -> tuple[Step, ...]:
    """The steps up to the one that reads like the right side, or one more that ends there, if it is equal."""
    if any(isinstance(t, Derivative) for t in walk(right)):
        return steps
    wanted = unordered(right)
    for n, step in enumerate(steps):
        if step.term is right:
            return steps[: n + 1]
        if n and unordered(step.term) == wanted:
            theorem = equality(context, steps[n - 1].term, right)
            if theorem is not None:
                return (*steps[:n], Step(right, step.rule, theorem))
    theorem = equality(context, steps[-1].term, right)
    return (*steps, Step(right, "which is the claimed form", theorem)) if theorem is not None else steps
