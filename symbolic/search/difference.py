"""How a refuted right side differs from the derived one, when that is simple."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import ZERO, Rational, Term
from symbolic.kernel.theorem import Theorem
from symbolic.language.printing import text
from symbolic.search import definedness, textbook
from symbolic.search.rewriting import (
    exchanged_names,
    factors_apart,
    other_indices,
    replacements,
    terms_apart,
    transposed_factors,
    under_the_sum,
    wording,
)
from symbolic.search.rewriting.bound_names import Names, beside, named
from symbolic.search.rewriting.comparison import Comparison, Finding
from symbolic.search.rewriting.contraction import contracted
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.equality import UNFINISHED, equality
from symbolic.search.rewriting.readable import plain
from symbolic.search.rewriting.slopes import innermost
from symbolic.search.rewriting.tidy import tidy
from symbolic.verdict import Step

UNDER_A_SUM = (
    terms_apart.sign,
    terms_apart.missing_or_extra,
    exchanged_names.arguments,
    replacements.functions,
    factors_apart.missing,
    factors_apart.slope_missing,
    replacements.parts,
    replacements.one_factor,
)
"""The ways in which the bodies of two sums differ."""

WAYS = (
    factors_apart.constant,
    factors_apart.reciprocal,
    factors_apart.quotient_inverted,
    other_indices.sum_of_the_chain_rule,
    other_indices.one_case_only,
    terms_apart.sign,
    terms_apart.sign_on_the_left,
    factors_apart.of_one_term,
    terms_apart.missing_or_extra,
    factors_apart.missing_in_one_term,
    terms_apart.multiplied,
    other_indices.delta_dropped,
    other_indices.exchanged,
    other_indices.sum_dropped,
    other_indices.transposed,
    transposed_factors.factors,
    exchanged_names.arrays,
    exchanged_names.sizes,
    exchanged_names.arguments,
    exchanged_names.squares,
    replacements.functions,
    factors_apart.missing,
    factors_apart.slope_missing,
    other_indices.one_entry,
    replacements.parts,
    terms_apart.both_missing,
    partial(under_the_sum.bodies, ways=UNDER_A_SUM),
    terms_apart.remainder,
    replacements.one_factor,
    factors_apart.sign,
)
"""The ways in which two formulas differ, simplest first."""


Write = Callable[[Term, Names], str]
"""How a term is written, with the names to prefer for its bound indices."""

LONGER = 1.5
"""A repaired right side is not told where the derived one is shorter by this factor."""


UNDEFINED = "the right side is equal where it is defined, but the left side is defined at other points, too"


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence, and the step from the derived side to the repaired right side, if that reads as well."""

    sentence: str
    steps: tuple[Step, ...] = ()


def explain(sequent: Sequent, names: Names, derived: Term | None = None, *, write: Write = text) -> Difference | None:
    """A constant ratio, an extra term, a replaced part, a swapped index; None if nothing simple.

    What it says was checked: the repair that it names makes the two sides equal, by the kernel. `derived` is the
    textbook form of the left side, where it is known already.
    """
    if not isinstance(sequent.judgement, Equal):
        return None
    left, right = derived or textbook.derived(sequent), sequent.judgement.right
    if innermost(left) or (isinstance(left, Rational) and isinstance(right, Rational)):
        return None
    if _only_undefined(sequent, left):
        return Difference(UNDEFINED)
    try:
        comparison = Comparison.of(sequent, left, _plain(right))
        if innermost(right) and comparison.repaired(comparison.right) is not None:
            return None  # the formulas are equal: what differs is where there is a derivative
        found, repaired, theorem = next(_found(comparison), (None, None, None))
        if found is None and (apart := contracted(comparison.right)) is not comparison.right:
            comparison = Comparison.of(sequent, left, plain(apart))
            found, repaired, theorem = next(_found(comparison), (None, None, None))
    except UNFINISHED:
        return None
    if found is None:
        return None
    around = [t for t in (repaired, comparison.right, left) if t is not None]
    inner = beside(names, sequent.context)
    sentence = found.sentence(lambda term: write(plain(named(term, sequent.context, names, around)), inner))
    if repaired is None or cost(repaired) > LONGER * cost(left):
        return Difference(sentence)
    return Difference(sentence, (Step(repaired, wording.REPAIRED, theorem),))


def _only_undefined(sequent: Sequent, left: Term) -> bool:
    """Whether the right side is equal wherever it is defined, and that is not everywhere."""
    right = sequent.judgement.children()[1]
    where = definedness.defined(Sequent(sequent.context, Equal(right, left)))
    return bool(where) and equality(sequent.context.assuming(where), left, right) is not None


def _plain(term: Term) -> Term:
    return tidy(unfold(term)) if innermost(term) else term


def _found(comparison: Comparison) -> Iterator[tuple[Finding, Term | None, Theorem | None]]:
    for way in WAYS:
        for finding in way(comparison):
            if any(ZERO in (t, *t.children()) for t in finding.terms):
                continue  # 0 times what may be undefined: nothing can be told of it
            if finding.corrected is None:
                yield finding, None, None
            elif (repaired := comparison.repaired(finding.corrected)) is not None:
                yield finding, *repaired
