"""Numbers without a term: what is assumed of them holds of them and of no other number."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from symbolic.kernel import terms as kernel
from symbolic.language import Equal, Max, Min, cases, d, indices, log, lower, pi, real, reals, sizes
from symbolic.language.named import ABOVE_PI, BELOW_PI, PI
from symbolic.language.tree import Expr
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Arithmetic
from symbolic.search.refutation.mentions import functions

N, K = sizes("N K")
i, j = indices("i j", K)
n, l = indices("n l", N)
z = real("z", K)
X = real("X", N, K)
x = reals("x y")[0]


@pytest.mark.parametrize(("extreme", "value"), [(Max(z), max), (Min(z[j], j), min)], ids=str)
def test_an_extreme_is_the_only_number_with_its_facts(extreme: Expr, value: object) -> None:
    (sequent,) = lower(Equal(extreme, 0)).sequents
    array = sequent.judgement.left.array  # type: ignore[union-attr]
    for entries in product((0, 1, 3), repeat=2):
        point = {("z", (at + 1,)): Fraction(e) for at, e in enumerate(entries)}
        for m in range(-1, 5):
            chosen = Assignment({"K": 2}, {**point, (array, ()): Fraction(m)})
            assert satisfies(sequent.context, chosen, Work()) is (m == value(entries))  # type: ignore[operator]


def test_one_definition_is_one_array() -> None:
    (sequent,) = lower(Equal(Max(X[n, j], j) + Max(X[l, i], i), 0)).sequents
    assert [name for name, _ in sequent.context.arrays] == ["X", "max_1"]
    assert sequent.judgement.left == kernel.Add(  # type: ignore[union-attr]
        (kernel.Entry("max_1", ("n",)), kernel.Entry("max_1", ("l",)))
    )


def test_names_are_apart_from_declared_ones() -> None:
    (sequent,) = lower(Equal(Max(z), real("max_1"))).sequents
    assert {name for name, _ in sequent.context.arrays} == {"z", "max_1", "max_2"}


def test_a_name_in_the_condition_of_a_case_keeps_its_meaning() -> None:
    """What splits a claim is lowered once, and stands in the sequents of every branch."""
    claim = Equal(cases((log(x), Min(z) > 0), Max(z)), 0)
    for sequent in lower(claim).sequents:
        names = {name for name, _ in sequent.context.arrays}
        facts = {h.name for h in sequent.context.hypotheses}
        used = {t.array for h in sequent.context.hypotheses for t in kernel.walk(h.term) if isinstance(t, kernel.Entry)}
        assert used <= names
        assert "min_1 = min[k](z[k])" in facts


def test_pi_lies_between_its_bounds_and_is_not_drawn() -> None:
    (sequent,) = lower(Equal(d(pi * x, x), pi)).sequents
    assert satisfies(sequent.context, Assignment({}, {("x", ()): Fraction(0)}), Work())
    assert functions([PI]) == {}
    value = Arithmetic(80).pi()
    low, high = (Fraction(end, 1 << value.bits) for end in (value.low, value.high))  # type: ignore[union-attr]
    assert BELOW_PI < low < high < ABOVE_PI
