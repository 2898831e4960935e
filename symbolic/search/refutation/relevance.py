"""Hypotheses that a judgement is tied to, and the others, which a counterexample only has to be completed for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from symbolic.kernel.judgements import Context, Hypothesis, Sequent
from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.mentions import mentions
from symbolic.search.refutation.occurrences import terms_of, variables_of
from symbolic.search.refutation.points import draw
from symbolic.search.refutation.setting import prepare
from symbolic.search.refutation.settings import Frame, relevant_sizes, sizes_up_to

TRIES = 40


@dataclass(frozen=True, slots=True)
class Split:
    """The sequent with only the hypotheses that matter to its judgement, and the rest of them."""

    core: Sequent
    rest: tuple[Hypothesis, ...]


def names_in(term: Term) -> set[str]:
    """Arrays, functions and labels. A hypothesis without any (on sizes alone) is always relevant."""
    found = mentions(term)
    return found.arrays | found.functions.keys() | found.labels


def split(sequent: Sequent) -> Split:
    """Separate the hypotheses that share no name with the judgement, directly or through others."""
    matter = set(variables_of(sequent.judgement)).union(*(names_in(t) for t in terms_of(sequent)))
    hypotheses = [(h, names_in(h.term)) for h in sequent.context.hypotheses]
    while grown := [names for _, names in hypotheses if names & matter and not names <= matter]:
        matter.update(*grown)
    kept = tuple(h for h, names in hypotheses if not names or names & matter)
    rest = tuple(h for h in sequent.context.hypotheses if h not in kept)
    return Split(replace(sequent, context=replace(sequent.context, hypotheses=kept)), rest)


def narrowed(sequent: Sequent) -> Context:
    """The context with only those hypotheses that speak of nothing but what the judgement speaks of."""
    matter = set(variables_of(sequent.judgement)).union(*(names_in(t) for t in terms_of(sequent)))
    return sequent.context.with_hypotheses(h for h in sequent.context.hypotheses if names_in(h.term) <= matter)


def sizes_that_matter(sequent: Sequent) -> set[str]:
    """The sizes that the judgement speaks of, and the hypotheses that it is tied to."""
    core = split(sequent).core
    return relevant_sizes(core.context, terms_of(core))


def completions(parts: Split, case: Counterexample, work: Work) -> Iterator[Counterexample]:
    """The case with values for what only the other hypotheses speak of, so that those hold too."""
    if not parts.rest:
        yield case
        return
    context = replace(parts.core.context, hypotheses=parts.rest)
    own = relevant_sizes(parts.core.context, terms_of(parts.core))
    given = {name: n for name, n in case.assignment.sizes.items() if name in own}
    for number, sizes in enumerate(sizes_up_to(context, relevant_sizes(context, ()) - own, 2)):
        frame = Frame(tuple({**sizes, **given}.items()), tuple(case.assignment.indices.items()))
        setting = prepare(context, (), frame, work)
        stream = Random(f"rest {number}")
        for _ in range(TRIES if setting is not None else 0):
            found = draw(setting, (), stream, work) if setting is not None else None
            if found is not None:
                other = None if case.other is None else _joined(case.other, found)
                yield replace(case, assignment=_joined(case.assignment, found), other=other)


def _joined(point: Assignment, more: Assignment) -> Assignment:
    return Assignment(
        more.sizes,
        {**more.entries, **point.entries},
        point.indices,
        {**more.labels, **point.labels},
        {**more.functions, **point.functions},
    )
