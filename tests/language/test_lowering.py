"""Each construct of the language, against the kernel term that it means."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.kernel import judgements
from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Bound, Bracket, Delta, Mul, Power, Size, Sum, Term
from symbolic.language import (
    Equal,
    Matrix,
    Max,
    Mean,
    Prod,
    Unequal,
    Vector,
    abs_,
    array,
    bracket,
    cases,
    d,
    delta,
    diag,
    dot,
    exp,
    eye,
    function,
    grad,
    hess,
    indices,
    jac,
    label,
    log,
    lower,
    max_,
    min_,
    norm,
    ones,
    outer,
    real,
    reals,
    relu,
    sigmoid,
    sign,
    size,
    sizes,
    softmax,
    sqrt,
    trace,
)
from symbolic.language import (
    Sum as SumOver,
)
from symbolic.language.errors import NotYetDecidable

N, K, D = sizes("N K D")
i, j, k = indices("i j k", K)
n, m = indices("n m", N)
z, y = reals("z y", K)
X = real("X", N, D)
w = real("w", D)
A, B = reals("A B", K, K)
s, t = reals("s t")


def left(e: object) -> Term:
    """The kernel term of a scalar expression."""
    (sequent,) = lower(Equal(e, 0)).sequents
    assert isinstance(sequent.judgement, judgements.Equal)
    return sequent.judgement.left


def Entry(array: str, indices: tuple[kernel.Index, ...] = ()) -> Term:
    return kernel.Entry(array, indices)


def Apply(function: str, arguments: tuple[Term, ...], orders: tuple[int, ...] = ()) -> Term:
    return kernel.Apply(function, arguments, orders)


def Derivative(body: Term, array: str, indices: tuple[kernel.Index, ...] = ()) -> Term:
    return kernel.Derivative(body, array, indices)


def x(name: str, *at: kernel.Index) -> Term:
    return Entry(name, at)


S, T = Entry("s"), Entry("t")
HALF = kernel.number(Fraction(1, 2))
ZK, YK = x("z", Bound(0)), x("y", Bound(0))


@pytest.mark.parametrize(
    ("expression", "term"),
    [
        (s + t, kernel.Add((S, T))),
        (s - t, kernel.Add((S, Mul((MINUS_ONE, T))))),
        (2 * s / 4, Mul((HALF, S))),
        (s / t, Mul((S, Power(T, Fraction(-1))))),
        (s / s, Mul((S, Power(S, Fraction(-1))))),
        (0 * s, ZERO),
        (0 * log(s), Mul((ZERO, Apply("log", (S,))))),
        (s**2, Power(S, Fraction(2))),
        (s ** Fraction(1, 2), Power(S, Fraction(1, 2))),
        (s**t, Apply("exp", (Mul((T, Apply("log", (S,)))),))),
        (sqrt(s), Power(S, Fraction(1, 2))),
        (relu(s), Apply("relu", (S,))),
        (sigmoid(s), Apply("sigmoid", (S,))),
        (abs_(s), kernel.Add((Apply("relu", (S,)), Apply("relu", (Mul((MINUS_ONE, S)),))))),
        (sign(s), kernel.Add((Bracket(">", S), Mul((MINUS_ONE, Bracket(">", Mul((MINUS_ONE, S)))))))),
        (max_(s, t), kernel.Add((T, Apply("relu", (kernel.subtract(S, T),))))),
        (min_(s, t), kernel.Add((T, Mul((MINUS_ONE, Apply("relu", (kernel.subtract(T, S),))))))),
        (s / K, Mul((S, Power(Size("K"), Fraction(-1))))),
        (SumOver(z[k], k), Sum("K", ZK)),
        (SumOver(z), Sum("K", ZK)),
        (Mean(z[k], k), Mul((Sum("K", ZK), Power(Size("K"), Fraction(-1))))),
        (SumOver(A[i, j], i, j), Sum("K", Sum("K", x("A", Bound(1), Bound(0))))),
        (SumOver(A[i, j], j, i), Sum("K", Sum("K", x("A", Bound(0), Bound(1))))),
        (SumOver(A), Sum("K", Sum("K", x("A", Bound(1), Bound(0))))),
        ((A @ B)[i, j], Sum("K", Mul((x("A", "i", Bound(0)), x("B", Bound(0), "j"))))),
        (A.T[i, j], x("A", "j", "i")),
        ((X @ w)[n], Sum("D", Mul((x("X", "n", Bound(0)), x("w", Bound(0)))))),
        (X[n] @ w, Sum("D", Mul((x("X", "n", Bound(0)), x("w", Bound(0)))))),
        (dot(z, y), Sum("K", Mul((ZK, YK)))),
        (outer(z, y)[i, j], Mul((x("z", "i"), x("y", "j")))),
        (trace(A), Sum("K", x("A", Bound(0), Bound(0)))),
        (norm(z), Power(Sum("K", Power(ZK, Fraction(2))), Fraction(1, 2))),
        (diag(z)[i, j], Mul((Delta("i", "j"), x("z", "i")))),
        (eye(K)[i, j], Delta("i", "j")),
        (eye(K)[i, i], ONE),
        (ones(K)[i], ONE),
        (softmax(z)[i], Mul((Apply("exp", (x("z", "i"),)), Power(Sum("K", Apply("exp", (ZK,))), Fraction(-1))))),
        (exp(z)[i], Apply("exp", (x("z", "i"),))),
        (delta(i, j), Delta("i", "j")),
        (bracket(Unequal(i, j)), kernel.Add((ONE, Mul((MINUS_ONE, Delta("i", "j")))))),
        (bracket(s > 0), Bracket(">", S)),
        (bracket(s < 0), Bracket(">", Mul((MINUS_ONE, S)))),
        (bracket(s >= t), kernel.Add((ONE, Mul((MINUS_ONE, Bracket(">", kernel.subtract(T, S))))))),
        (bracket(Equal(s, t)), Bracket("==", kernel.subtract(S, T))),
        (bracket(s > 0, Equal(i, j)), Mul((Bracket(">", S), Delta("i", "j")))),
        (bracket(z > 0)[i], Bracket(">", x("z", "i"))),
        (array(A[i, j] * z[j], j)[k], Mul((x("A", "i", "k"), x("z", "k")))),
        (d(s * t, s), Derivative(Mul((S, T)), "s")),
        (d(s * t, s, t), Derivative(Derivative(Mul((S, T)), "s"), "t")),
        (grad(dot(z, y), z)[i], Derivative(Sum("K", Mul((ZK, YK))), "z", ("i",))),
        (hess(s * dot(z, z), z)[i, j],
         Derivative(Derivative(Mul((S, Sum("K", Mul((ZK, ZK))))), "z", ("i",)), "z", ("j",))),
        (jac(exp(z), z)[k, i], Derivative(Apply("exp", (x("z", "k"),)), "z", ("i",))),
        (cases((s, s > 0), t), kernel.Add((Mul((Bracket(">", S), S)),
                                           Mul((kernel.Add((ONE, Mul((MINUS_ONE, Bracket(">", S))))), T))))),
    ],
    ids=str,
)  # fmt: skip
def test_a_construct_means_its_kernel_term(expression: object, term: Term) -> None:
    assert left(expression) is term


def test_opaque_functions_and_their_derivatives() -> None:
    g, f = function("g"), function("f", 2)
    assert left(g(s)) is Apply("g", (S,))
    assert left(g.prime(s)) is Apply("g", (S,), (1,))
    assert left(g.prime.prime(z)[i]) is Apply("g", (x("z", "i"),), (2,))
    assert left(f.partial(0, 1)(s, t)) is Apply("f", (S, T), (0, 1))


def test_a_label_is_an_index() -> None:
    c = label("c", N, K)
    Z = real("Z", N, K)
    assert left(Z[n, c[n]]) is Entry("Z", ("n", kernel.Label("c", ("n",))))
    assert left(Mean(Z[n, c[n]], n)) is Mul(
        (Sum("N", Entry("Z", (Bound(0), kernel.Label("c", (Bound(0),))))), Power(Size("N"), Fraction(-1)))
    )
    assert lower(Equal(Z[n, c[n]], 0)).sequents[0].context.labels == (("c", ("N",), "K"),)


def test_an_axis_of_known_length_is_written_out() -> None:
    theta = Vector(list(reals("w1 w2 b")))
    rows = Matrix([[0, 0, 1], [0, 1, 1]])
    assert left((rows @ theta)[0]) is Entry("b")
    assert left((rows @ theta)[1]) is kernel.Add((Entry("w2"), Entry("b")))
    v = real("v", 2)
    assert left(v[0] * v[-1]) is Mul((Entry("v", (1,)), Entry("v", (2,))))
    assert left(Prod(v)) is Mul((Entry("v", (1,)), Entry("v", (2,))))
    assert left(Mean(v)) is Mul((HALF, kernel.Add((Entry("v", (1,)), Entry("v", (2,))))))


def test_a_derivative_by_a_vector_of_scalars() -> None:
    a, b = theta = reals("a b")
    second = lower(Equal(hess(a * a * b, theta), 0)).sequents
    assert [q.judgement.left for q in second] == [  # type: ignore[union-attr]
        Derivative(Derivative(Mul((Entry("a"), Entry("a"), Entry("b"))), p), q) for p in "ab" for q in "ab"
    ]


@pytest.mark.parametrize(
    "expression",
    [
        Prod(z[k], k),
        Max(log(z[k]), k),
        d(Max(z[k], k), z[i]),
        SumOver(cases((log(z[k]), z[k] > 0), 0), k),
    ],
    ids=str,
)
def test_what_the_kernel_cannot_say_yet_is_said_so(expression: object) -> None:
    with pytest.raises(NotYetDecidable):
        lower(Equal(expression, 0))


def test_cases_whose_branches_are_defined_everywhere_are_lowered() -> None:
    p = real("p", positive=True)
    left(cases((log(p), s > 0), 1 / (1 + exp(s))))


class TestNothingIsCaptured:
    """An expression in k, put under another sum over k."""

    def test_inside_a_softmax(self) -> None:
        q = array(A[k, i], i)  # depends on the free k; its softmax sums over an internal index
        total = Sum("K", Apply("exp", (x("A", "k", Bound(0)),)))
        assert left(softmax(q)[j]) is Mul((Apply("exp", (x("A", "k", "j"),)), Power(total, Fraction(-1))))

    def test_inside_a_matrix_product_under_a_sum(self) -> None:
        inner = Sum("K", Mul((x("A", Bound(1), Bound(0)), x("B", Bound(0), Bound(1)))))
        assert left(SumOver((A @ B)[k, k], k)) is Sum("K", inner)

    def test_a_table_called_with_its_own_index(self) -> None:
        rows = array(SumOver(A[i, k], k), i)
        assert left(rows[k]) is Sum("K", x("A", "k", Bound(0)))
        assert left(SumOver(rows[k], k)) is Sum("K", Sum("K", x("A", Bound(1), Bound(0))))

    def test_an_inner_sum_hides_an_outer_index(self) -> None:
        assert left(SumOver(z[k] * SumOver(y[k], k), k)) is Sum("K", Mul((ZK, Sum("K", YK))))

    def test_a_matrix_product_inside_itself(self) -> None:
        term = left((A @ (A @ A))[i, j])
        inner = Sum("K", Mul((x("A", Bound(1), Bound(0)), x("A", Bound(0), "j"))))
        assert term is Sum("K", Mul((x("A", "i", Bound(0)), inner)))

    def test_a_derivative_under_a_sum(self) -> None:
        total = Sum("K", Mul((ZK, YK)))
        assert left(SumOver(d(SumOver(z[k] * y[k], k), z[k]), k)) is Sum("K", Derivative(total, "z", (Bound(0),)))

    def test_indices_with_a_mark_are_apart(self) -> None:
        from symbolic.language.indices import IndexSymbol

        other = IndexSymbol("k", K, mark=1)
        assert left(SumOver(A[k, other], other)) is Sum("K", x("A", "k", Bound(0)))


def test_a_deep_network_is_lowered_once_per_entry() -> None:
    W = real("W", K, K)
    h = z
    for _ in range(30):
        h = sigmoid(W @ h)
    (sequent,) = lower(Equal(h, h)).sequents
    assert isinstance(sequent.judgement, judgements.Equal)


def test_size_of_one_name() -> None:
    assert size("K") == K


def test_at_the_boundary_of_a_case_the_derivative_is_of_all_branches() -> None:
    bodies = [s.judgement.children()[0] for s in lower(Equal(d(cases((log(s), s > 0), t), s), 0)).sequents]
    assert [sum(isinstance(part, kernel.Bracket) for part in kernel.walk(body)) for body in bodies] == [0, 1, 0]
