"""Signs, matrices, convexity, stationary points, minimisers: false ones have a witness, true ones have none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.kernel.judgements import (
    Context,
    Convex,
    Judgement,
    Matrix,
    Minimizer,
    PositiveForm,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.search.refutation.certify import check_witness
from symbolic.search.refutation.witness import counterexample, refute
from tests.search.notation import E, at, call, exp, log, magnitude, of, positive, relu, same, sqrt, total, where

LINE = Context(arrays=(("x", ()), ("y", ())))
NONZERO = Context(arrays=(("x", ()),), hypotheses=(where("x != 0", "!=", at("x")),))
UNIT = Context(arrays=(("x", ()),), hypotheses=(where("x > 0", ">", at("x")), where("x < 1", ">", 1 - at("x"))))
PAIR = Context(arrays=(("x", ()), ("v", ())), hypotheses=(where("x < v", ">", at("v") - at("x")),))
VECTORS = Context(
    sizes=(("K", 1, None),),
    arrays=(("x", ("K",)), ("y", ("K",)), ("A", ("K", "K"))),
    hypotheses=(where("symmetric", "==", at("A", "i", "j") - at("A", "j", "i"), ("i", "K"), ("j", "K")),),
)
SIMPLEX = Context(
    sizes=(("K", 1, None),),
    arrays=(("p", ("K",)), ("q", ("K",))),
    hypotheses=(
        where("p > 0", ">", at("p", "i"), ("i", "K")),
        where("sum p", "==", total("i:K", at("p", "i")) - 1),
        where("q > 0", ">", at("q", "i"), ("i", "K")),
        where("sum q", "==", total("i:K", at("q", "i")) - 1),
    ),
)
x, y, v = at("x"), at("y"), at("v")
NORM = total("k:K", at("x", "k") ** 2)
LSE = log(total("k:K", exp(at("x", "k"))))
KL = total("k:K", at("p", "k") * log(at("p", "k") / at("q", "k")))
HALF = Fraction(1, 2)


def sign(relation: str, e: E) -> Sign:
    return Sign(relation, e.term)


def convex(e: E, *names: str, strict: bool = False) -> Convex:
    return Convex(e.term, names, strict)


def matrix(*rows: tuple[E | int | Fraction, ...], strict: bool = False) -> Semidefinite:
    return Semidefinite(Matrix(tuple(tuple(of(e).term for e in row) for row in rows)), strict)


def over_size(e: E, *, strict: bool = False) -> Semidefinite:
    return Semidefinite(Matrix(e.term, "r", "c", "K"), strict)


def minimizer(e: E, *, unique: bool = False, **values: E | int | Fraction) -> Minimizer:
    return Minimizer(e.term, tuple((name, (), of(value).term) for name, value in values.items()), unique)


def softmax(i: str) -> E:
    return exp(at("x", i)) / total("k:K", exp(at("x", "k")))


FALSE: dict[str, tuple[Context, Judgement]] = {
    "square positive": (LINE, sign(">", x**2)),
    "x nonnegative": (LINE, sign(">=", x)),
    "exp above its parabola": (LINE, sign(">=", exp(x) - 1 - x - x**2 * HALF)),
    "never zero": (LINE, sign("!=", x**2 - 1)),
    "entropy too large": (UNIT, sign(">", -x * log(x) - HALF)),
    "KL strict": (SIMPLEX, sign(">", KL)),
    "KL lower": (SIMPLEX, sign(">=", -KL)),
    "increasing -1/x": (PAIR, sign(">", -1 / v + 1 / x)),
    "increasing with a drop": (PAIR, sign(">", v - 2 * positive(v) - x + 2 * positive(x))),
    "softplus close to relu": (LINE, sign(">", call("softplus", x) - relu(x) - Fraction(1, 1000))),
    "swap is psd": (LINE, matrix((0, 1), (1, 0))),
    "not symmetric": (LINE, matrix((1, x), (0, 1))),
    "rank one strictly": (LINE, matrix((1, 1), (1, 1), strict=True)),
    "indefinite close to psd": (LINE, matrix((1, Fraction(11, 10)), (Fraction(11, 10), Fraction(6, 5)))),
    "symmetric is psd": (VECTORS, over_size(at("A", "r", "c"))),
    "outer product": (VECTORS, over_size(at("x", "r") * at("y", "c"))),
    "diag - 2 p p": (VECTORS, over_size(softmax("r") * (same("r", "c") - 2 * softmax("c")))),
    "softmax strictly": (VECTORS, over_size(softmax("r") * (same("r", "c") - softmax("c")), strict=True)),
    "form": (VECTORS, PositiveForm(total("k:K", at("x", "k")).term, ("x",))),
    "square of the sum": (VECTORS, PositiveForm((total("k:K", at("x", "k")) ** 2).term, ("x",))),
    "form in x and y": (VECTORS, PositiveForm(NORM.term, ("x", "y"))),
    "convex(1/x^2)": (NONZERO, convex(x**-2, "x")),
    "convex on a set with a gap": (NONZERO, convex(x**2, "x")),
    "convex(-abs)": (LINE, convex(-magnitude(x), "x")),
    "convex(x^3)": (LINE, convex(x**3, "x")),
    "saddle": (LINE, convex(x * y, "x", "y")),
    "convex(x^2 (1 - x)^2)": (LINE, convex(x**2 * (1 - x) ** 2, "x")),
    "strictly convex line": (LINE, convex(x, "x", strict=True)),
    "strictly convex in y": (LINE, convex(x**2, "x", "y", strict=True)),
    "convex sqrt": (UNIT, convex(sqrt(x), "x")),
    "sigmoid": (LINE, convex(call("sigmoid", x), "x")),
    "concave log-sum-exp": (VECTORS, convex(-LSE, "x")),
    "entropy is concave": (SIMPLEX, convex(-total("k:K", at("p", "k") * log(at("p", "k"))), "p")),
    "stationary": (LINE, Stationary((x**2 + y * x).term, (("x", (), of(0).term),))),
    "stationary at a kink": (LINE, Stationary(magnitude(x).term, (("x", (), of(0).term),))),
    "stationary in every entry": (
        VECTORS,
        Stationary(total("k:K", (at("x", "k") - at("y", "k")) ** 2).term, (("x", ("k",), of(0).term),)),
    ),
    "local minimum": (LINE, minimizer(x**3 - 3 * x, x=1)),
    "wrong minimiser": (LINE, minimizer((x - y) ** 2 + x, x=y)),
    "slightly wrong": (LINE, minimizer((x - Fraction(1, 3)) ** 2, x=Fraction(33, 100))),
    "not unique": (LINE, minimizer(relu(magnitude(x) - 1), x=0, unique=True)),
    "not unique in y": (LINE, minimizer(x**2, x=0, y=0, unique=True)),
    "uniform minimises": (SIMPLEX, Minimizer((-KL).term, (("p", ("k",), at("q", "k").term),))),
}

TRUE: dict[str, tuple[Context, Judgement]] = {
    "(I + x)^2": (
        VECTORS,
        sign(">=", total("i:K j:K", (same("i", "j") + at("x", "i")) * (same("i", "j") + at("x", "j")))),
    ),
    "square": (LINE, sign(">=", x**2)),
    "exp": (LINE, sign(">=", exp(x) - 1 - x)),
    "never zero": (LINE, sign("!=", x**2 + 1)),
    "KL": (SIMPLEX, sign(">=", KL)),
    "increasing": (PAIR, sign(">", v**3 - x**3)),
    "log below its tangent": (UNIT, sign(">", x - 1 - log(x))),
    "gram": (LINE, matrix((1, x), (x, x**2))),
    "positive definite": (LINE, matrix((2, 1), (1, 2), strict=True)),
    "softmax": (VECTORS, over_size(softmax("r") * (same("r", "c") - softmax("c")))),
    "outer square": (VECTORS, over_size(at("x", "r") * at("x", "c"))),
    "norm": (VECTORS, PositiveForm(NORM.term, ("x",))),
    "abs": (LINE, convex(magnitude(x), "x")),
    "log-sum-exp": (VECTORS, convex(LSE, "x")),
    "norm convex": (VECTORS, convex(sqrt(NORM), "x")),
    "hinge": (LINE, convex(relu(1 - x * y), "x")),
    "strictly": (LINE, convex(x**2 + y**2, "x", "y", strict=True)),
    "negative entropy": (SIMPLEX, convex(total("k:K", at("p", "k") * log(at("p", "k"))), "p", strict=True)),
    "xlogx": (UNIT, convex(x * log(x), "x", strict=True)),
    "line": (LINE, convex(x * y, "x")),
    "stationary": (LINE, Stationary((x**3 - 3 * x).term, (("x", (), of(1).term),))),
    "stationary at a smooth kink": (LINE, Stationary((relu(x) ** 2).term, (("x", (), of(0).term),))),
    "minimiser": (LINE, minimizer((x - y) ** 2, x=y, unique=True)),
    "minimiser at a kink": (LINE, minimizer(magnitude(x - y), x=y, unique=True)),
    "both": (LINE, minimizer(magnitude(x), x=0, y=5)),
    "KL minimiser": (SIMPLEX, Minimizer(KL.term, (("p", ("k",), at("q", "k").term),), True)),
}


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("seed", range(2))
def test_false_is_refuted(name: str, seed: int) -> None:
    sequent = Sequent(*FALSE[name])
    case = counterexample(sequent, seed=seed)
    assert case is not None
    assert check_witness(sequent, case)
    assert refute(sequent, seed=seed) is not None


@pytest.mark.parametrize("name", TRUE)
@pytest.mark.parametrize("seed", range(3))
def test_true_is_not_refuted(name: str, seed: int) -> None:
    assert refute(Sequent(*TRUE[name]), seed=seed, budget_steps=30_000) is None


def test_a_stationary_claim_shows_the_claimed_point() -> None:
    witness = refute(Sequent(LINE, Stationary((x**2 + y * x).term, (("x", (), of(5).term),))))
    assert witness is not None
    assert dict(witness.values)["x"] == "5"
