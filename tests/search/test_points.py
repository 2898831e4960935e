"""Points that satisfy hypotheses of every shape that claims have."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.kernel.judgements import Context, Equal, Hypothesis, Sequent
from symbolic.kernel.terms import ONE, ZERO, Label
from symbolic.search.refutation.assignment import Work
from symbolic.search.refutation.certify import check_witness
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.points import points, satisfying_point
from symbolic.search.refutation.witness import counterexample
from tests.search.notation import at, call, d, equal, exp, log, of, same, size, sqrt, total, where

ARRAYS = (
    *((name, ()) for name in "abx"),
    *((name, ("K",)) for name in "pyw"),
    ("Y", ("N", "K")),
    ("A", ("K", "K")),
    ("B", ("K", "K")),
)
SIZES = (("N", 1, None), ("K", 1, None))
a, b, x = at("a"), at("b"), at("x")
I, J = ("i", "K"), ("j", "K")


def product(i: str, j: str) -> Hypothesis:
    return where("AB = 1", "==", total("k:K", at("A", i, "k") * at("B", "k", j)) - same(i, j), I, J)


HYPOTHESES: dict[str, tuple[Hypothesis, ...]] = {
    "positive": (where("h", ">", x),),
    "narrow": (where("h", ">", x - Fraction(1, 1000)), where("g", ">", Fraction(2, 1000) - x)),
    "far": (where("h", ">", x - 12345),),
    "a finite set": (where("h", "==", (x - 7) * (x + 101) * (x - Fraction(1, 7)) * (x - 1) * (x + 3)),),
    "labels": (where("h", "==", (at("w", "i") - 1) * (at("w", "i") + 1), I),),
    "circle": (where("h", "==", a**2 + b**2 - 1),),
    "quarter of a circle": (
        where("h", "==", a**2 + b**2 - 1),
        where("g", ">", a),
        where("f", ">", b),
    ),
    "quarter of an ellipse": (
        where("h", "==", a**2 + a * b + b**2 - 7),
        where("g", ">", a),
        where("f", ">", b),
    ),
    "branch of a hyperbola": (where("h", "==", a**2 - 2 * b**2 - 1), where("g", ">", -a), where("f", ">", b)),
    "two circles": (
        where("h", "==", a**2 + b**2 - 1),
        where("g", "==", b**2 + x**2 - 1),
        *(where(name, ">", at(name)) for name in "abx"),
    ),
    "positive unit vector": (
        where("h", "==", sqrt(total("k:K", at("w", "k") ** 2)) - 1),
        where("g", ">", at("w", "i"), I),
        where("f", ">", size("K") - 1),
    ),
    "orthogonal unit vectors": (
        where("h", "==", sqrt(total("k:K", at("w", "k") ** 2)) - 1),
        where("g", "==", sqrt(total("k:K", at("p", "k") ** 2)) - 1),
        where("f", "==", total("k:K", at("p", "k") * at("w", "k"))),
    ),
    "line": (where("h", "==", 2 * a - 3 * b + x - Fraction(5, 7)), where("g", "!=", a), where("f", ">", b - a)),
    "unit vector": (where("h", "==", total("k:K", at("w", "k") ** 2) - 1),),
    "open simplex": (
        where("g", ">", at("p", "i"), I),
        where("f", ">", 1 - at("p", "i"), I),
        where("h", "==", total("k:K", at("p", "k")) - 1),
    ),
    "one-hot rows": (
        where("g", "==", at("Y", "n", "i") * (1 - at("Y", "n", "i")), ("n", "N"), I),
        where("h", "==", total("k:K", at("Y", "n", "k")) - 1, ("n", "N")),
    ),
    "symmetric": (where("h", "==", at("A", "i", "j") - at("A", "j", "i"), I, J),),
    "doubly stochastic": (
        where("g", ">=", at("A", "i", "j"), I, J),
        where("h", "==", total("k:K", at("A", "i", "k")) - 1, I),
        where("f", "==", total("k:K", at("A", "k", "i")) - 1, I),
    ),
    "inverse": (product("i", "j"), where("a", "!=", at("A", "i", "j"), I, J)),
    "orthonormal": (where("h", "==", total("k:K", at("A", "i", "k") * at("A", "j", "k")) - same("i", "j"), I, J),),
    "normal equations": (where("h", "==", total("k:K", at("A", "i", "k") * at("w", "k")) - at("y", "i"), I),),
    "a root of a function": (where("h", "==", call("f", a)), where("g", "!=", call("f", a, orders=(1,)))),
    "a softmax": (where("h", "==", at("p", "i") * total("k:K", exp(at("w", "k"))) - exp(at("w", "i")), I),),
    "ordered": (where("h", ">", b - a), where("g", ">", x - b), where("f", ">", 1 - x)),
    "in general position": (where("h", ">", a * b - 6), where("g", ">", 5 - a - b + 0 * x), where("f", ">", 3 - a)),
    "critical point": (where("h", "==", d(a**2 * b - a, "a")), where("g", ">", a)),
}


@pytest.mark.parametrize("name", HYPOTHESES)
def test_point(name: str) -> None:
    context = Context(SIZES, ARRAYS, hypotheses=HYPOTHESES[name])
    point = satisfying_point(context)
    assert point is not None
    assert satisfies(context, point, Work())


@pytest.mark.parametrize("name", HYPOTHESES)
def test_points_vary(name: str) -> None:
    context = Context(SIZES, ARRAYS, hypotheses=HYPOTHESES[name])
    work = Work(200_000)
    found = []
    for point in points(context, (), work):
        found.append(point)
        if len(found) == 3:
            break
    assert len({tuple(p.entries.items()) for p in found}) >= 2
    assert all(satisfies(context, p, work) for p in found)


IMPOSSIBLE = {
    "below and above": (where("h", ">", x), where("g", ">", -x)),
    "no real root": (where("h", "==", x**2 + 1),),
    "undefined": (where("h", ">=", log(-(x**2))),),
    "size": (where("h", "==", size("K") - size("K") - 1),),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_no_point(name: str) -> None:
    context = Context(SIZES, ARRAYS, hypotheses=IMPOSSIBLE[name])
    assert satisfying_point(context, budget_steps=20_000) is None
    assert counterexample(Sequent(context, Equal(ONE, ZERO)), budget_steps=20_000) is None


def test_hypotheses_elsewhere_are_met_too() -> None:
    hypotheses = tuple(
        h for n in ("one-hot rows", "open simplex", "narrow", "far") for h in HYPOTHESES[n] if n != "far"
    )
    context = Context(SIZES, ARRAYS, hypotheses=hypotheses)
    sequent = equal(context, a * b, a + b)
    case = counterexample(sequent)
    assert case is not None
    assert check_witness(sequent, case)
    assert ("x", ()) in case.assignment.entries


def test_distinct_indices_and_sizes_within_bounds() -> None:
    context = Context(
        (("N", 2, 2), ("K", 3, None)),
        ARRAYS,
        indices=(("i", "K"), ("j", "K")),
        distinct=frozenset((frozenset("ij"),)),
    )
    assert counterexample(equal(context, same("i", "j"), 0), budget_steps=5_000) is None
    case = counterexample(equal(context, at("p", "i"), at("p", "j")))
    assert case is not None
    assert case.assignment.sizes == {"N": 2, "K": 3}


def test_labels() -> None:
    context = Context(SIZES, ARRAYS, labels=(("c", ("N",), "K"),))
    picked = total("n:N", at("Y", "n", Label("c", ("n",))))
    assert (
        counterexample(
            equal(context, picked, total("n:N k:K", at("Y", "n", "k") * same("k", Label("c", ("n",))))),
            budget_steps=10_000,
        )
        is None
    )
    case = counterexample(equal(context, picked, total("n:N", at("Y", "n", 1))))
    assert case is not None
    assert case.assignment.sizes == {"N": 1, "K": 2}


def test_literal_positions_need_room() -> None:
    context = Context(SIZES, ARRAYS)
    assert counterexample(equal(context, d(total("k:K", at("p", "k")), "p", 2), 1), budget_steps=5_000) is None
    assert counterexample(equal(context, total("k:K", same("k", 3)), 1), budget_steps=5_000) is None
    case = counterexample(equal(context, of(2) * at("p", 2), at("p", 2)))
    assert case is not None
    assert case.assignment.sizes["K"] == 2
