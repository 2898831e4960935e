"""What claims mean: contexts, hypotheses, conditions, and each kind of claim."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.kernel import judgements
from symbolic.kernel import terms as kernel
from symbolic.kernel.judgements import Hypothesis, Sequent
from symbolic.kernel.terms import Bound, Delta, Label
from symbolic.language import (
    Claim,
    Concave,
    Convex,
    Decreasing,
    Equal,
    Increasing,
    Limit,
    Matrix,
    Minimizer,
    PositiveDefinite,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Subgradient,
    Sum,
    Unequal,
    UniqueMinimizer,
    diag,
    grad,
    index,
    indices,
    label,
    log,
    lower,
    oo,
    outer,
    real,
    reals,
    size,
    sizes,
)
from symbolic.language.statements import Statement

N, K = sizes("N K")
i, j, k = indices("i j k", K)
n = index("n", N)
x, y = reals("x y", K)
s, t = reals("s t")
S = kernel.Entry("s", ())


def only(claim: Claim | Statement) -> Sequent:
    (sequent,) = lower(claim).sequents
    return sequent


class TestConditions:
    def test_different_indices_are_a_distinct_pair(self) -> None:
        assert only(Equal(x[i], x[k]).where(Unequal(i, k))).context.distinct == {frozenset("ik")}

    def test_equal_indices_become_one(self) -> None:
        sequent = only(Equal(x[i], x[k]).where(Equal(i, k)))
        assert sequent.judgement.left is sequent.judgement.right  # type: ignore[union-attr]
        assert sequent.context.indices == (("i", "K"),)

    def test_an_index_equal_to_a_label_becomes_it(self) -> None:
        c = label("c", N, K)
        sequent = only(Equal(x[i], 0).where(Equal(i, c[n])))
        assert sequent.judgement.left is kernel.Entry("x", (Label("c", ("n",)),))  # type: ignore[union-attr]
        assert sequent.context.indices == (("n", "N"),)

    def test_an_index_different_from_a_label_is_a_hypothesis(self) -> None:
        c = label("c", N, K)
        (hypothesis,) = only(Equal(x[i], 0).where(Unequal(i, c[n]))).context.hypotheses
        assert hypothesis == Hypothesis("i != c[n]", "==", Delta("i", Label("c", ("n",))))

    @pytest.mark.parametrize("condition", [Unequal(i, i), K < 1, Equal(K, Fraction(1, 2))], ids=str)
    def test_what_cannot_hold_leaves_nothing_to_show(self, condition: object) -> None:
        assert lower(Equal(x[i], 0).where(condition)).sequents == ()  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("condition", "bounds"),
        [
            (Equal(K, 1), (1, 1)),
            (K >= 2, (2, None)),
            (K > 2, (3, None)),
            (K <= 5, (1, 5)),
            (K < 5, (1, 4)),
            (Equal(3, K), (3, 3)),
        ],
        ids=str,
    )
    def test_a_size_gets_bounds(self, condition: object, bounds: object) -> None:
        claim = Equal(x[i], 0).where(condition)  # type: ignore[arg-type]
        assert only(claim).context.sizes == (("K", *bounds),)  # type: ignore[misc]

    def test_a_condition_speaks_of_the_claim_s_own_index(self) -> None:
        (hypothesis,) = only(Equal(x[i], y[i]).where(x[i] > 0)).context.hypotheses
        assert hypothesis == Hypothesis("x[i] > 0", ">", kernel.Entry("x", ("i",)))


class TestHypotheses:
    def test_an_index_in_a_hypothesis_is_bound_there(self) -> None:
        (hypothesis,) = only(Equal(x[i], y[i]).given(small=x[i] <= 1)).context.hypotheses
        ((name, over),) = hypothesis.indices
        assert over == "K"
        assert name != "i"
        assert hypothesis.term is kernel.subtract(kernel.ONE, kernel.Entry("x", (name,)))

    def test_domains_become_hypotheses_with_one_readable_name(self) -> None:
        p = real("p", between=(0, 1))
        entries = only(Equal(p, p)).context.hypotheses
        assert [(h.name, h.relation) for h in entries] == [("0 < p < 1", ">"), ("0 < p < 1", ">")]

    def test_the_domain_of_an_array_holds_for_each_entry(self) -> None:
        q = real("q", K, nonnegative=True)
        (h,) = only(Equal(Sum(q[k], k), 1)).context.hypotheses
        assert (h.name, h.relation, h.indices) == ("q[k] >= 0", ">=", (("k", "K"),))

    def test_a_finite_domain_is_a_product_and_its_ends(self) -> None:
        b = real("b", one_of=(-1, 1))
        h, low, high = only(Equal(b, b)).context.hypotheses
        entry = kernel.Entry("b", ())
        one = kernel.ONE
        assert {h.name, low.name, high.name} == {"b in {-1, 1}"}
        assert (h.relation, low.relation, high.relation) == ("==", ">=", ">=")
        assert h.term is kernel.Mul((kernel.add(entry, one), kernel.subtract(entry, one)))
        assert (low.term, high.term) == (kernel.add(entry, one), kernel.subtract(one, entry))

    def test_an_array_hypothesis_holds_entry_by_entry(self) -> None:
        A = real("A", K, K)
        (h,) = only(Equal(A[i, j], A[j, i]).given(symmetric=Equal(A, A.T))).context.hypotheses
        assert [over for _, over in h.indices] == ["K", "K"]

    def test_a_size_that_is_bounded_by_a_hypothesis(self) -> None:
        assert only(Equal(s, t).given(big=K >= 3, used=Equal(Sum(x[k], k), 1))).context.sizes == (("K", 3, None),)


class TestArrays:
    def test_symbolic_axes_get_fresh_free_indices(self) -> None:
        sequent = only(Equal(2 * x, x + x))
        ((name, over),) = sequent.context.indices
        assert over == "K"
        assert sequent.judgement.right is kernel.Add((kernel.Entry("x", (name,)),) * 2)  # type: ignore[union-attr]

    def test_the_fresh_indices_are_not_the_free_ones(self) -> None:
        sequent = only(Equal(x * x[i], x[i] * x))
        assert len(dict(sequent.context.indices)) == 2

    def test_axes_of_known_length_are_a_conjunction(self) -> None:
        v = real("v", 3)
        assert len(lower(Equal(2 * v, v + v)).sequents) == 3
        a = index("a", 3)
        assert len(lower(Equal(2 * v[a], v[a] + v[a])).sequents) == 3


class TestKinds:
    def test_inequalities_have_their_larger_side_first(self) -> None:
        t_minus_s = kernel.subtract(kernel.Entry("t", ()), S)
        assert only(s < t).judgement == judgements.Sign(">", t_minus_s)
        assert only(t >= s).judgement == judgements.Sign(">=", t_minus_s)
        assert only(Unequal(t, s)).judgement == judgements.Sign("!=", t_minus_s)

    def test_a_matrix_over_a_size_has_two_indices_of_its_own(self) -> None:
        sequent = only(PositiveSemidefinite(diag(x) - outer(x, x)))
        match sequent.judgement:
            case judgements.Semidefinite(judgements.Matrix(kernel.Term(), row, column, "K"), False):
                assert row != column
                assert sequent.context.indices == ()
            case other:
                pytest.fail(str(other))

    def test_a_written_out_matrix(self) -> None:
        two, one = kernel.number(2), kernel.ONE
        rows = ((two, one), (one, two))
        expected = judgements.Semidefinite(judgements.Matrix(rows), strict=True)
        assert only(PositiveDefinite(Matrix([[2, 1], [1, 2]]))).judgement == expected

    def test_convexity(self) -> None:
        square = kernel.Power(S, Fraction(2))
        assert only(Convex(s**2, s)).judgement == judgements.Convex(square, ("s",))
        assert only(StrictlyConvex(s**2, (s, t))).judgement == judgements.Convex(square, ("s", "t"), strict=True)
        assert only(Concave(s**2, s)).judgement == judgements.Convex(kernel.negate(square), ("s",))
        assert only(Convex(s**2, reals("s t"))).judgement == judgements.Convex(square, ("s", "t"))

    def test_points(self) -> None:
        f = Sum((x - y) ** 2)
        match only(Minimizer(f, {x: y})).judgement:
            case judgements.Minimizer(_, (("x", (axis,), value),), False):
                assert value is kernel.Entry("y", (axis,))
            case other:
                pytest.fail(str(other))
        match only(UniqueMinimizer(s**2 + t**2, {s: 0, t: 0})).judgement:
            case judgements.Minimizer(_, (("s", (), kernel.Rational()), ("t", (), kernel.Rational())), True):
                pass
            case other:
                pytest.fail(str(other))
        assert isinstance(only(Stationary(f, {x: 0})).judgement, judgements.Stationary)
        theta = reals("s t")
        assert only(Stationary(s * t, {theta: (1, 2)})).judgement == only(Stationary(s * t, {s: 1, t: 2})).judgement

    def test_monotony_compares_two_points_of_the_set(self) -> None:
        sequent = only(Increasing(log(s), s).given(positive=s > 0))
        other = kernel.Entry("s_other", ())
        assert sequent.judgement.relation == ">"  # type: ignore[union-attr]
        assert [(h.name, h.term) for h in sequent.context.hypotheses] == [
            ("positive", S),
            ("positive", other),
            ("s < s_other", kernel.subtract(other, S)),
        ]
        down = only(Decreasing(-s, s)).judgement
        assert down.term is kernel.Add((kernel.negate(S), other))  # type: ignore[union-attr]

    def test_a_subgradient_is_an_inequality_for_a_second_point(self) -> None:
        sequent = only(Subgradient(Sum(x[k] ** 2, k), x, 2 * x))
        assert ("x_other", ("K",)) in sequent.context.arrays
        square = kernel.Power(kernel.Entry("x_other", (Bound(0),)), Fraction(2))
        assert sequent.judgement.term.terms[0] is kernel.Sum("K", square)  # type: ignore[union-attr]

    def test_a_limit_names_its_variable_and_both_ends(self) -> None:
        limit = only(Limit(s / N, N, oo, 0)).judgement
        assert (limit.variable, limit.to, limit.value) == ("N", "oo", kernel.ZERO)  # type: ignore[union-attr]
        assert only(Limit(-s, s, -oo, oo)).judgement.to == "-oo"  # type: ignore[union-attr]


def test_the_context_declares_what_is_mentioned() -> None:
    c = label("c", N, K)
    Z = real("Z", N, K)
    context = only(Equal(Sum(Z[n, c[n]], n), 0).given(h=Equal(size("M"), size("M")))).context
    assert context.sizes == (("N", 1, None), ("K", 1, None), ("M", 1, None))
    assert context.arrays == (("Z", ("N", "K")),)
    assert context.labels == (("c", ("N",), "K"),)


def test_variables_that_the_body_does_not_mention_are_declared() -> None:
    assert dict(only(Convex(s**2, s, t)).context.arrays) == {"s": (), "t": ()}


def test_a_gradient_by_scalars_is_a_conjunction() -> None:
    assert len(lower(Equal(grad(s * t, (s, t)), (t, s))).sequents) == 2
