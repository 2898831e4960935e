"""No difference is told that the kernel has not confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from symbolic.kernel.check import check
from symbolic.kernel.judgements import Equal
from symbolic.kernel.terms import ONE, Term
from symbolic.language import as_claim
from symbolic.search import difference, textbook
from symbolic.search.rewriting.bound_names import named
from symbolic.search.rewriting.comparison import Comparison, Finding
from symbolic.search.rewriting.equality import equality
from tests.textbook.test_derivation import sequent_of
from tests.textbook.test_difference import WRONG, sentence

PROVES_ITSELF = ("the left side", "on the left", "this is the case")


def guess(c: Comparison) -> Iterator[Finding]:
    """A way that is always wrong."""
    yield Finding("1 belongs here", (), ONE)


@pytest.mark.parametrize("name", ["sign", "transposed", "chain rule"])
def test_a_wrong_guess_is_not_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    claim, expected = WRONG[name]
    monkeypatch.setattr(difference, "WAYS", (guess, *difference.WAYS))
    assert sentence(claim) == expected
    monkeypatch.setattr(difference, "WAYS", (guess,))
    assert sentence(claim) is None


@pytest.mark.parametrize("name", WRONG)
def test_the_repair_makes_the_sides_equal(name: str) -> None:
    sequent, _ = sequent_of(as_claim(WRONG[name][0]))
    assert isinstance(sequent.judgement, Equal)
    left = textbook.derived(sequent)
    found, repaired, theorem = next(
        difference._found(Comparison.of(sequent, left, difference._plain(sequent.judgement.right)))
    )
    if found.corrected is None:
        assert found.words.startswith(PROVES_ITSELF)
    else:
        assert repaired is not None
        assert theorem is not None
        assert repaired is not sequent.judgement.right
        assert theorem.claim.judgement == Equal(left, repaired)
        check(theorem)
        assert equality(sequent.context, sequent.judgement.left, found.corrected) is not None


@pytest.mark.parametrize("name", WRONG)
def test_terms_are_told_as_they_are_asked_for(name: str) -> None:
    sequent, names = sequent_of(as_claim(WRONG[name][0]))
    told: list[Term] = []

    def write(term: Term, _: object) -> str:
        told.append(term)
        return "SHOWN"

    shown = difference.explain(sequent, names, write=write)
    assert shown is not None
    assert shown.sentence.count("SHOWN") <= len(told)
    assert all(named(term, sequent.context, names) is term for term in told)
