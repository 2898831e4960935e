"""Points that cost little: generic ones, values that are shared, and small ones that floating point picked."""

from __future__ import annotations

import pytest

from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.search.refutation.assignment import Work
from symbolic.search.refutation.certify import check_witness
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.glance import Glance
from symbolic.search.refutation.lines import degree
from symbolic.search.refutation.samples import Samples
from symbolic.search.refutation.setting import prepare
from symbolic.search.refutation.settings import Frame
from symbolic.search.refutation.witness import counterexample
from tests.search.notation import at, equal, exp, total, where

ARRAYS = (("x", ()), ("y", ()), ("p", ("K",)), ("v", ("D",)), ("w", ("D",)), ("X", ("N", "D")))
SIZES = (("N", 1, None), ("K", 1, None), ("D", 1, None))
x, y = at("x"), at("y")
A = ("a", "D")


def gram(name: str, extra: object) -> object:
    return total("n:N b:D", at("X", "n", "a") * at("X", "n", "b") * at(name, "b")) + extra


NORMAL = (
    where("least squares", "==", gram("v", -1), A),
    where("ridge", "==", gram("w", at("w", "a") - 1), A),
)


def test_coupled_systems_are_solved_for_the_arrays_in_which_they_are_affine() -> None:
    samples = Samples(Context(SIZES, ARRAYS, hypotheses=NORMAL), (at("X", 1, 1).term,), draws=1, generic=True)
    [look] = samples.looks
    assert look.point.sizes["D"] == 2
    assert all(look.entries["X", (n, b)] for n in (1, 2) for b in (1, 2))


def test_terms_that_differ_anywhere_differ_at_the_first_generic_point() -> None:
    samples = Samples(Context(SIZES, ARRAYS), (x.term, y.term), generic=True)
    for left, right in ((x * y, x + y), (x, y), (x * x, x), (exp(x), x + 1), (x * (y + 1), x * y)):
        assert not samples.seem_equal(left.term, right.term)
    assert len(samples.drawn) == 1
    assert samples.seem_equal((x * (y + 1)).term, (y * x + x).term)


def test_values_that_an_entry_may_have_cost_no_steps() -> None:
    context = Context(SIZES, ARRAYS, hypotheses=(where("h", ">", at("p", "k"), ("k", "K")),))
    frame = Frame((("N", 1), ("K", 2), ("D", 1)), ())
    for _ in range(2):
        work = Work(0)
        setting = prepare(context, (at("p", 2).term,), frame, work)
        assert setting is not None
        assert all(v > 0 for v in setting.values(("p", (1,))))
        assert setting.pools["p", (1,)] is setting.pools["p", (2,)]
        assert work.steps == 0


def test_a_degree_counts_what_moves() -> None:
    product = (x * y * y + total("n:N", at("X", "n", 1) * x)).term
    assert [degree(product, frozenset(names)) for names in ("x", "y", "xy", "X", "")] == [1, 2, 3, 1, 0]
    assert degree(exp(x * y).term, frozenset("z")) == 0
    assert degree(exp(x * y).term, frozenset("y")) == float("inf")


@pytest.mark.parametrize("lie", [True, False, None])
def test_what_floating_point_says_while_a_case_is_made_small_is_certified(
    lie: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequent = equal(Context(SIZES, ARRAYS), x * y * (x - 1), 0)
    looked = Glance.seems_to_hold

    def tells(self: Glance, case: Counterexample) -> bool | None:
        return lie

    monkeypatch.setattr(Glance, "seems_to_hold", lambda self, case: False)
    monkeypatch.setattr(Glance, "tells", tells)
    case = counterexample(sequent)
    assert looked is not Glance.seems_to_hold
    assert case is not None
    assert check_witness(sequent, case)


def test_a_false_identity_is_refuted_without_a_search_for_its_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    import symbolic.search.decide as decide

    def search(*_: object) -> None:
        raise AssertionError("a proof of what is false was looked for")

    monkeypatch.setattr(decide, "_smallest_proof", search)
    false = Sequent(Context(SIZES, ARRAYS), Equal((x + y).term, (x - y).term))
    assert type(decide.decide(false).verdict).__name__ == "Refuted"
