"""How a refuted right side differs from the derived one, when that is simple."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import Rational, Term
from symbolic.language.printing import text
from symbolic.search import textbook
from symbolic.search.rewriting import (
    exchanged_names,
    factors_apart,
    other_indices,
    replacements,
    terms_apart,
    under_the_sum,
)
from symbolic.search.rewriting.bound_names import named
from symbolic.search.rewriting.comparison import Comparison, Finding
from symbolic.search.rewriting.equality import UNFINISHED
from symbolic.search.rewriting.slopes import innermost
from symbolic.search.rewriting.tidy import tidy

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
)
"""The ways in which two formulas differ, simplest first."""


Names = Mapping[str, Sequence[str]]
Write = Callable[[Term, Names], str]
"""How a term is written, with the names to prefer for its bound indices."""


def explain(sequent: Sequent, names: Names, derived: Term | None = None, *, write: Write = text) -> str | None:
    """A sentence: a constant ratio, an extra term, a replaced part, a swapped index; None if nothing simple.

    What it says was checked: the repair that it names makes the two sides equal, by the kernel. `derived` is the
    textbook form of the left side, where it is known already.
    """
    if not isinstance(sequent.judgement, Equal):
        return None
    left, right = derived or textbook.derived(sequent), sequent.judgement.right
    if innermost(left) or (isinstance(left, Rational) and isinstance(right, Rational)):
        return None
    try:
        comparison = Comparison.of(sequent, left, _plain(right))
        found = next(_found(comparison), None)
    except UNFINISHED:
        return None
    return None if found is None else found.sentence(lambda term: write(named(term, sequent.context, names), names))


def _plain(term: Term) -> Term:
    return tidy(unfold(term)) if innermost(term) else term


def _found(comparison: Comparison) -> Iterator[Finding]:
    for way in WAYS:
        yield from (f for f in way(comparison) if f.corrected is None or comparison.confirms(f.corrected))
