"""Premises that say nothing at some points: an equation or a sign speaks only where its left side exists.

Each theorem here is false at one point, where a derivative inside a premise does not exist, or of one size, and was
once accepted. Each is built by hand: no search would write it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symbolic.engine import prove as decided
from symbolic.kernel.check import check
from symbolic.kernel.judgements import (
    Context,
    Convex,
    Equal,
    Hypothesis,
    NotDifferentiable,
    Point,
    PositiveForm,
    Sequent,
    Sign,
)
from symbolic.kernel.rules import affine_parts, cases, convex_sum, corner, definite, kink, monotony, switch
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Apply,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Mul,
    Power,
    Term,
    add,
    multiply,
    number,
    power,
    subtract,
)
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.prove import prove
from symbolic.verdict import Proved
from tests.attacks.in_a_sheet import stated

x, y, c, t, v = map(Entry, ("x", "y", "c", "t", "v"))
REAL = Context(arrays=(("x", ()),))
TWO = Context(sizes=(("K", 1, None), ("N", 1, None)), arrays=(("x", ()),), indices=(("n", "N"), ("m", "N")))
SLOPE = Derivative(Apply("relu", (x,)), "x")
"""Of relu(x): there is none at 0."""
NOTHING = Mul((ZERO, SLOPE))
"""0 where x is not 0, and nothing at 0."""
CASE = "the sign of x"


def proof(goal: Sequent) -> Theorem:
    """A proof off 0, and of what says nothing at 0, there too."""
    ways: tuple[Callable[[Sequent], Theorem], ...] = (prove, _by_slopes, _in_cases)
    for way in ways:
        try:
            theorem = way(goal)
            check(theorem)
        except Rejected:
            continue
        return theorem
    for h in goal.context.hypotheses:
        try:
            check(impossible := Theorem(goal, "absurd", (), h.name))
        except Rejected:
            continue
        return impossible
    raise Rejected("no proof was found")


def _by_slopes(goal: Sequent) -> Theorem:
    if any(h.name == kink.NAME for h in goal.context.hypotheses):
        raise Rejected("the slopes have been taken")
    if goal.judgement.children()[0] is SLOPE:
        return Theorem(goal, "kink", (proof(kink.premise_for(goal)),))
    return Theorem(goal, "switch", tuple(map(proof, switch.premises_for(goal, SLOPE))), SLOPE)


def _in_cases(goal: Sequent) -> Theorem:
    if any(h.name == CASE for h in goal.context.hypotheses):
        raise Rejected("the cases have been told apart")
    return Theorem(goal, "cases", tuple(map(proof, cases.split(goal, x, CASE))), (x, CASE))


def derivative_by_another_name() -> Theorem:
    """-4 x^3 is convex, as the derivative of -t^4 by x is."""
    outer, whole = (Derivative(multiply(MINUS_ONE, power(s, 4)), "x") for s in (t, x))
    claim, certificate = Sequent(REAL, Convex(whole, ("x",))), ("t", ((outer, x),))
    premises = affine_parts.premises_for(claim, *certificate)
    return Theorem(claim, "affine_parts", tuple(map(proof, premises)), certificate)


def start_that_does_not_exist() -> Theorem:
    """x^2 > 0, from a point that is x^2 off 0."""
    square = power(x, 2)
    way = (t, "t", Add((square, NOTHING)), square, True, False, ())
    claim = Sequent(REAL, Sign(">", square))
    return Theorem(claim, "monotony", tuple(map(proof, monotony.premises_for(claim, way))), way)


def summand_without_weight() -> Theorem:
    """The derivative of c relu(x) is 7 where c and x are 0: that of relu(x) does not exist there."""
    context = Context(arrays=(("x", ()), ("c", ())), hypotheses=(Hypothesis("h", ">=", c),))
    node = Derivative(Mul((c, Apply("relu", (x,)))), "x")
    right = add(multiply(c, Bracket(">", x)), multiply(number(7), Bracket("==", x), Bracket("==", c)))
    claim, slopes = Sequent(context, Equal(node, right)), (SLOPE,)
    return Theorem(claim, "convex_sum", tuple(map(proof, convex_sum.premises_for(claim, slopes))), slopes)


def direction_that_does_not_exist() -> Theorem:
    """x^2 relu(y) is not differentiable in y where y = 0, though it is 0 for x = 0."""
    context = Context(arrays=(("x", ()), ("y", ())), hypotheses=(Hypothesis("h", "==", y),))
    claim = Sequent(context, NotDifferentiable(Mul((power(x, 2), Apply("relu", (y,)))), ("y",)))
    direction: Point = (("y", (), Add((ONE, NOTHING))),)
    return Theorem(claim, "corner", (proof(corner.premise_for(claim, direction)),), direction)


def convex_where_it_exists() -> Theorem:
    """A function that has no value at 0 is convex, as it equals x elsewhere."""
    whole = Add((x, NOTHING))
    premises = proof(Sequent(REAL, Equal(whole, x))), proof(Sequent(REAL, Convex(x, ("x",))))
    return Theorem(Sequent(REAL, Convex(whole, ("x",))), "rewriting", premises)


def form_that_does_not_exist() -> Theorem:
    """v^2 + 0 v^2 is definite, though it has no value where x = 0."""
    form = Add((power(v, 2), Mul((NOTHING, power(v, 2)))))
    claim = Sequent(REAL.declaring([("v", ())]), PositiveForm(form, ("v",)))
    certificate = (((ONE, v, v),), ZERO)
    return Theorem(claim, "definite", tuple(map(proof, definite.premises_for(claim, certificate))), certificate)


def affine_part_that_is_undefined() -> Theorem:
    """(log(c) x)^2 is convex in x, for a negative c, too."""
    inner = Mul((Apply("log", (c,)), x))
    claim = Sequent(Context(arrays=(("x", ()), ("c", ()))), Convex(Power(inner, Fraction(2)), ("x",)))
    certificate = ("t", ((power(t, 2), inner),))
    premises = affine_parts.premises_for(claim, *certificate)
    return Theorem(claim, "affine_parts", tuple(map(proof, premises)), certificate)


def known_of_another_size(relation: str, of: Callable[[Term], Term], rule: str) -> Theorem:
    """What is known of [i = j] for i, j in K, where K = 1, is said of [n = m] for n, m in N."""
    known = Hypothesis("h", relation, of(Delta("i", "j")), (("i", "K"), ("j", "K")))
    here = of(Delta("n", "m"))
    judgement = Equal(here, ZERO) if rule == "identity" else Sign(relation, here)
    return Theorem(Sequent(TWO.assuming([known]), judgement), rule)


@pytest.mark.parametrize(
    "theorem",
    [
        derivative_by_another_name,
        start_that_does_not_exist,
        summand_without_weight,
        direction_that_does_not_exist,
        convex_where_it_exists,
        form_that_does_not_exist,
        affine_part_that_is_undefined,
        lambda: known_of_another_size("!=", lambda delta: delta, "sign"),
        lambda: known_of_another_size(">", lambda delta: subtract(delta, x), "sign"),
        lambda: known_of_another_size("==", lambda delta: subtract(Apply("f", (delta,)), ONE), "identity"),
        lambda: known_of_another_size(
            "==",
            lambda delta: subtract(Power(add(delta, ONE), Fraction(1, 2)), power(number(2), Fraction(1, 2))),
            "identity",
        ),
    ],
)
def test_what_a_premise_is_silent_about_is_not_proved(theorem: Callable[[], Theorem]) -> None:
    with pytest.raises(Rejected):
        check(theorem())


SIZES = "size K, N\nindex i, j in K\nindex n, m in N\nreal x\nfunction f\n"

FALSE_IN_SHEETS = (
    ("assume one: [i == j] != 0", "[n == m] > 0"),
    ("assume one: [i == j] > x", "[n == m] > x"),
    ("assume one: f([i == j]) == 0", "f([n == m]) == 0"),
    ("", "convex(x + 0*d(relu(x), x), x)"),
    ("", "convex(x^2 + 0*d(abs(x), x), x)"),
    ("", "d(max(x, 0)^2, x, x) == 7 where x == 0"),
    ("", "d(abs(x)^3, x, x, x) == 7 where x == 0"),
)
"""What a sheet assumes, and a claim that is false, or speaks of no point."""


@pytest.mark.parametrize(("assumed", "statement"), FALSE_IN_SHEETS)
def test_nor_is_it_in_a_sheet(assumed: str, statement: str) -> None:
    assert not isinstance(decided(stated(f"{SIZES}{assumed}\n", statement)), Proved)
