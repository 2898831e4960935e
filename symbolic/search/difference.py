"""How a refuted right side differs from the derived one, when that is simple."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import Term
from symbolic.language.printing import text
from symbolic.search import textbook
from symbolic.search.rewriting import factors_apart, other_indices, replacements, terms_apart
from symbolic.search.rewriting.bound_names import named
from symbolic.search.rewriting.comparison import Comparison, Finding
from symbolic.search.rewriting.equality import UNFINISHED
from symbolic.search.rewriting.slopes import innermost
from symbolic.search.rewriting.tidy import tidy

WAYS = (
    factors_apart.constant,
    terms_apart.sign,
    terms_apart.sign_on_the_left,
    terms_apart.missing_or_extra,
    factors_apart.of_one_term,
    terms_apart.multiplied,
    other_indices.delta_dropped,
    other_indices.exchanged,
    other_indices.sum_dropped,
    other_indices.sum_of_the_chain_rule,
    other_indices.transposed,
    replacements.functions,
    factors_apart.missing,
    other_indices.one_entry,
    replacements.parts,
    terms_apart.remainder,
)
"""The ways in which two formulas differ, simplest first."""


def explain(sequent: Sequent, names: Mapping[str, Sequence[str]], derived: Term | None = None) -> str | None:
    """A sentence: a constant ratio, an extra term, a replaced part, a swapped index; None if nothing simple.

    `derived` is the textbook form of the left side, where it is known already.
    """
    if not isinstance(sequent.judgement, Equal):
        return None
    left, right = derived or textbook.derived(sequent), sequent.judgement.right
    if innermost(left):
        return None
    try:
        comparison = Comparison.of(sequent, left, _plain(right))
        found = next(_found(comparison), None)
    except UNFINISHED:
        return None
    return None if found is None else found.sentence(lambda term: text(named(term, sequent.context, names), names))


def _plain(term: Term) -> Term:
    return tidy(unfold(term)) if innermost(term) else term


def _found(comparison: Comparison) -> Iterator[Finding]:
    for way in WAYS:
        yield from (f for f in way(comparison) if f.corrected is None or comparison.confirms(f.corrected))
