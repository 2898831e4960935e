"""What holds at a point, or on a part, and not near it: ends of domains, isolated points, pieces, raw steps.

False claims must not be proved, true ones not be refuted, and no step of a raw proof may go from a part to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest

from symbolic.engine import prove
from symbolic.kernel import judgements
from symbolic.kernel.check import check
from symbolic.kernel.judgements import Context, Hypothesis, PositiveForm, Sequent, Sign
from symbolic.kernel.rules import cases, definite, monotony
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Apply, Delta, Entry, Term, add, multiply, negate, number, power
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language import (
    Claim,
    Concave,
    Convex,
    Equal,
    Limit,
    Matrix,
    Max,
    Min,
    Minimizer,
    NotDifferentiable,
    PositiveSemidefinite,
    StrictlyConvex,
    Subgradient,
    Unequal,
    abs_,
    as_claim,
    bracket,
    d,
    delta,
    exp,
    index,
    label,
    log,
    oo,
    real,
    relu,
    sign,
    size,
    sqrt,
)
from symbolic.language.statements import Statement
from symbolic.search import prove as search
from symbolic.verdict import Proved, Refuted
from tests.attacks.notation import HALF, a, i, k, u, x, y

R = Fraction
few = size("few", at_most=10**9)
f = index("f", few)
long = real("long", few)
c = label("c", few, few)
HERE, ON_AXIS = Equal(x, 0), Equal(y, 0)
NOWHERE = d((-(y**2)) ** R(5, 2), y)  # of a function that is defined at y = 0 only

FALSE: dict[str, Claim | Statement] = {
    "a limit at the one point of a bracket": Limit(x + 5, x, 0, 5).given(h=bracket(HERE) > 0),
    "a limit at the one point of a sign": Limit(x + 5, x, 0, 5).given(h=1 - abs_(sign(x)) > 0),
    "a limit at the one point of a root": Limit(x + 5, x, 0, 5).given(h=sqrt(-(x**2)) + 1 > 0),
    "a limit at the one point of two roots": Limit(x + 5, x, 0, 5).given(h=sqrt(x) + sqrt(-x) + 1 > 0),
    "a limit at the one point of a root that is not 0": Limit(x, x, 0, 0).given(h=Unequal(sqrt(-(x**2)) + 1, 0)),
    "a limit at no point": Limit(y, x, log(a), y),
    "a limit at 1/a": Limit(0 * x + y, x, 1 / a, y),
    "a limit of what is nowhere near": Limit(x + NOWHERE, x, 0, 0).given(h=ON_AXIS),
    "|x| less its root": NotDifferentiable(abs_(x) - sqrt(x**2), x).where(HERE),
    "relu less its root": NotDifferentiable(relu(x) - (x + sqrt(x**2)) / 2, x).where(HERE),
    "|x| less a fourth root": NotDifferentiable(abs_(x) - (x**4) ** R(1, 4), x).where(HERE),
    "|x| of an entry less its root": NotDifferentiable(abs_(u[i]) - sqrt(u[i] ** 2), u).where(Equal(u[i], 0)),
    "a slope at the end": Equal(0, d(x ** R(3, 2), x)).given(h=HERE),
    "a slope at the end, everywhere": Equal(R(3, 2) * sqrt(x), d(x ** R(3, 2), x)),
    "a slope at the only point": Equal(0, NOWHERE).given(h=ON_AXIS),
    "a Hessian at the end": PositiveSemidefinite(Matrix([[d(x ** R(5, 2), x, x)]])).given(h=x >= 0),
    "a minimum of what has no value": Minimizer(x**2 + NOWHERE, {x: 0}).given(h=ON_AXIS),
    "a minimum of a slope at the end": Minimizer(d(x ** R(5, 2), x), {x: 0}).given(h=x >= 0),
    "convex, of what has no value": Convex(abs_(x) * abs_(x) + NOWHERE, x).given(h=ON_AXIS),
    "a subgradient that has no value": Subgradient(x**2, x, 2 * x + NOWHERE).given(h=ON_AXIS),
    "concave at a kink that is far": Convex(-relu(x - 10**30), x),
    "a convex maximum, as a minimum": Convex(Min((2 * delta(i, k) - 1) * x**2, k), x),
}

TRUE: dict[str, Claim | Statement] = {
    "a limit whose hypothesis fixes a sign": Limit(x + relu(-y), x, 0, 0).given(h=x**2 * y > 0),
    "a limit whose hypotheses fix a number": Limit(x + y, x, 0, 1).given(
        h=x**2 * (1 - y) >= 0, g=x**2 * (y - 1) >= 0, f=Unequal(x, 0)
    ),
    "a limit where nothing is defined": Limit(x**HALF - x**HALF, x, -oo, 5),
    "a function that is flat outside its domain": StrictlyConvex(relu(x - 1) ** 2 + 0 * sqrt(x - 1), x),
    "flat outside its domain, by a power": StrictlyConvex(relu(x - 1) ** 2 + 0 * (x - 1) ** R(3, 2), x),
    "no slope where there is no value": NotDifferentiable(1 / x, x).where(HERE),
    "a maximum of pieces that are not convex": Convex(Max((2 * delta(i, k) - 1) * x**2, k), x),
    "a minimum of pieces that are not concave": Concave(Min((1 - 2 * delta(i, k)) * x**2, k), x),
    "an index over very many": Equal(long[f], long[f] + 0),
    "a label over very many": Equal(long[c[f]] * 2, long[c[f]] + long[c[f]]),
}

X, Y, A, B, V = Entry("x"), Entry("y"), Entry("a"), Entry("b"), [Entry("v", (n,)) for n in (1, 2)]
REALS = Context(arrays=(("x", ()), ("y", ())))


def sequent(claim: judgements.Judgement, *hypotheses: Hypothesis) -> Sequent:
    return Sequent(REALS.assuming(hypotheses), claim)


def weakened(claim: judgements.Judgement, hypothesis: Hypothesis) -> Theorem:
    return Theorem(sequent(claim, hypothesis), "weakening", (search.prove(sequent(claim)),))


def split_by_its_own_variable() -> Theorem:
    claim = sequent(judgements.Convex(negate(Apply("relu", (X,))), ("x",)))
    return Theorem(claim, "cases", tuple(map(search.prove, cases.split(claim, X, "side"))), (X, "side"))


def function_of_two_arguments() -> Theorem:
    """exp(a) - exp(b) > 0 for a < b: the formal slope of `-exp(a, -2 a)` is exp(a)."""
    context = Context(arrays=(("a", ()), ("b", ())), hypotheses=(Hypothesis("h", ">", add(B, negate(A))),))
    claim = Sequent(context, Sign(">", add(Apply("exp", (A,)), negate(Apply("exp", (B,))))))
    x = Entry("t")
    function = add(Apply("exp", (A,)), negate(Apply("exp", (x, multiply(number(-2), x)))))
    certificate = (function, "t", A, B, True, True, ())
    premises = tuple(Theorem(p, "sign") for p in monotony.premises_for(claim, certificate))
    return Theorem(claim, "monotony", premises, certificate)


class Fickle(tuple[Any, ...]):
    """Squares that are one of two when the premises are made of them, and both when they are counted."""

    __slots__ = ()
    looks = 0

    def __iter__(self) -> Iterator[Any]:
        Fickle.looks += 1
        return iter(self[:1]) if Fickle.looks <= 2 else super().__iter__()


def a_square_is_missing() -> Theorem:
    """v_1^2 > 0 for all v != 0."""
    context = Context(arrays=(("v", (2,)),))
    claim = Sequent(context, PositiveForm(power(V[0], 2), ("v",)))
    honest = (((ONE, V[0], V[0]),), ZERO)
    Fickle.looks = 0
    squares = Fickle((ONE, v, v) for v in V)
    return Theorem(claim, "definite", tuple(map(search.prove, definite.premises_for(claim, honest))), (squares, ZERO))


def hypothesis_read_at_other_indices() -> Theorem:
    """0 = 1 from `[k = j] = 1 for all k, j in K`, true for K = 1, where other k and j, in N, differ."""
    every = Hypothesis("h", "==", add(Delta("k", "j"), MINUS_ONE), (("k", "K"), ("j", "K")))
    sizes, apart = (("K", 1, None), ("N", 1, None)), frozenset((frozenset(("k", "j")),))
    context = Context(sizes=sizes, indices=(("k", "N"), ("j", "N")), distinct=apart, hypotheses=(every,))
    return Theorem(Sequent(context, judgements.Equal(ZERO, ONE)), "absurd", (), "h")


SQUARE: Term = power(X, 2)
RAW: dict[str, Callable[[], Theorem]] = {
    "a minimiser in a smaller set": lambda: weakened(
        judgements.Minimizer(SQUARE, (("x", (), ZERO),)), Hypothesis("h", ">", add(X, MINUS_ONE))
    ),
    "convex on a set with a hole": lambda: weakened(judgements.Convex(SQUARE, ("x",)), Hypothesis("h", "!=", X)),
    "a limit far from the set": lambda: weakened(
        judgements.Limit(X, "x", ZERO, ZERO), Hypothesis("h", ">", add(X, MINUS_ONE))
    ),
    "convex on either side": split_by_its_own_variable,
    "increasing by an ill-formed function": function_of_two_arguments,
    "a square that is missing": a_square_is_missing,
    "a hypothesis at other indices": hypothesis_read_at_other_indices,
}


@pytest.mark.parametrize("name", FALSE)
def test_false_claim_is_not_proved(name: str) -> None:
    verdict = prove(FALSE[name])
    assert not isinstance(verdict, Proved), f"{as_claim(FALSE[name])} was proved by {verdict.method}"


@pytest.mark.parametrize("name", TRUE)
def test_true_claim_is_not_refuted(name: str) -> None:
    assert not isinstance(prove(TRUE[name]), Refuted)


@pytest.mark.parametrize("name", RAW)
def test_raw_step_is_rejected(name: str) -> None:
    try:
        theorem = RAW[name]()
    except Rejected:
        return
    with pytest.raises(Rejected):
        check(theorem)


def test_sound_weakening_is_accepted() -> None:
    check(weakened(judgements.Minimizer(SQUARE, (("x", (), ZERO),)), Hypothesis("h", ">", add(X, ONE))))
    check(weakened(judgements.Convex(SQUARE, ("x",)), Hypothesis("h", ">", add(X, Y))))


def test_the_tangent_of_exp_at_another_point_is_no_bound() -> None:
    assert isinstance(prove(exp(x) - 1 - x >= 0), Proved)
    assert isinstance(prove(exp(x) - 1 - 2 * x >= 0), Refuted)
