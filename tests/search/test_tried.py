"""Nothing is tried twice for one claim, and nothing within itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import ONE, ZERO, Entry, Term, number
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.effort import limited_to, spend
from symbolic.search.tried import once, remembering


def goal(term: Term) -> Sequent:
    return Sequent(Context(), Equal(term, ZERO))


A, B, C = goal(Entry("a")), goal(Entry("b")), goal(ONE)


class Attempts:
    """Attempts at claims, each by what it is to follow from; they are counted."""

    def __init__(self, **ways: Callable[[], Theorem]) -> None:
        self.ways, self.count = ways, dict.fromkeys(ways, 0)

    def prove(self, sequent: Sequent) -> Theorem:
        name = {A: "a", B: "b", C: "c"}[sequent]

        def attempt(_: Sequent) -> Theorem:
            self.count[name] += 1
            return self.ways[name]()

        return once(sequent, attempt)


def failing() -> Theorem:
    raise Rejected("no")


def test_a_proof_and_a_failure_are_remembered() -> None:
    attempts = Attempts(a=lambda: Theorem(A, "identity"), b=failing)
    with remembering():
        assert attempts.prove(A) == attempts.prove(A)
        for _ in range(2):
            with pytest.raises(Rejected, match="no"):
                attempts.prove(B)
    assert attempts.count == {"a": 1, "b": 1}


def test_nothing_is_remembered_outside() -> None:
    attempts = Attempts(a=lambda: Theorem(A, "identity"))
    with remembering():
        attempts.prove(A)
    attempts.prove(A)
    with remembering():
        attempts.prove(A)
    assert attempts.count == {"a": 3}


def test_a_claim_is_not_tried_within_itself() -> None:
    attempts = Attempts(a=lambda: attempts.prove(B), b=lambda: attempts.prove(A))
    with remembering():
        for _ in range(2):
            with pytest.raises(Rejected, match="only from itself"):
                attempts.prove(A)
    assert attempts.count == {"a": 1, "b": 1}


def test_what_failed_for_want_of_a_claim_under_way_is_tried_again_elsewhere() -> None:
    """B follows from A. A is tried by B first, and then has a proof of its own."""

    def of_a() -> Theorem:
        try:
            return attempts.prove(B)
        except Rejected:
            return Theorem(A, "identity")

    attempts = Attempts(a=of_a, b=lambda: Theorem(B, "rewriting", (attempts.prove(A),)))
    with remembering():
        assert attempts.prove(A).rule == "identity"
        assert attempts.prove(B).rule == "rewriting"
    assert attempts.count == {"a": 1, "b": 2}


def test_a_failure_for_want_of_steps_is_not_remembered() -> None:
    def long() -> Theorem:
        for _ in range(5):
            spend()
        return Theorem(C, "identity", (), number(5))

    attempts = Attempts(c=long)
    with remembering():
        with pytest.raises(Rejected), limited_to(3):
            attempts.prove(C)
        with limited_to(10):
            assert attempts.prove(C).rule == "identity"
    assert attempts.count == {"c": 2}
