"""What no reader writes but a proof may hold: ill-formed terms, premises that lie about what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import ClassVar

import pytest

from symbolic.kernel.check import check
from symbolic.kernel.judgements import Context, Equal, Hypothesis, Matrix, Semidefinite, Sequent, Sign, Stationary
from symbolic.kernel.rules import convex_sum, linear_combination, stationary
from symbolic.kernel.rules import identity as identity_rule
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    multiply,
    substitute,
    sum_over,
)
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.prove import prove

x, y = Entry("x"), Entry("y")
REAL = Context(arrays=(("x", ()),))
POSITIVE = Context(arrays=(("x", ()),), hypotheses=(Hypothesis("h", ">", x),))
ROW = Context(sizes=(("K", 1, None),), arrays=(("x", ("K",)), ("y", ("K",))), indices=(("i", "K"), ("j", "K")))
SQUARE = Context(sizes=(("K", 1, None),), arrays=(("A", ("K", "K")),))


def identity(context: Context, left: object, right: object) -> Theorem:
    return Theorem(Sequent(context, Equal(left, right)), "identity")  # type: ignore[arg-type]


class Liar(Sequent):
    """A sequent that is equal to every other."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


class Twin(Sequent):
    """A true sequent that is equal to every other and has the hash of x = 0."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(Sequent(REAL, Equal(x, ZERO)))

    def __eq__(self, other: object) -> bool:
        return True


class Fickle(tuple[Theorem, ...]):
    """Premises that are sound when they are replayed, and others when they are used."""

    __slots__ = ()
    looks: ClassVar[list[int]] = []

    def __iter__(self) -> Iterator[Theorem]:
        self.looks.append(1)
        return iter((identity(REAL, x, x if len(self.looks) % 2 else ZERO),))


def fickle() -> Theorem:
    return Theorem(Sequent(POSITIVE, Equal(x, ZERO)), "weakening", Fickle())


def on_the_diagonal() -> Theorem:
    """The gradient of the sum of the off-diagonal entries, looked at on the diagonal only."""
    entry = Entry("A", (Bound(1), Bound(0)))
    total = Sum("K", Sum("K", Mul((entry, Add((ONE, Mul((MINUS_ONE, Delta(Bound(1), Bound(0))))))))))
    claim = Sequent(SQUARE, Stationary(total, (("A", ("i", "i"), ZERO),)))
    return Theorem(claim, "stationary", tuple(Theorem(p, "identity") for p in stationary.premises_for(claim)))


def absent_slope() -> Theorem:
    """-x [x > 0] + relu(x) is 0; the "slope" given for its first part is a derivative that does not exist at 0."""
    part, at_zero = multiply(MINUS_ONE, Bracket(">", x), x), multiply(Rational(Fraction(7)), Bracket("==", x))
    claim = Sequent(REAL, Equal(Derivative(Add((part, Apply("relu", (x,)))), "x"), at_zero))
    slopes = Derivative(part, "x"), Bracket(">", x)
    premises = map(prove, convex_sum.premises_for(claim, slopes))
    return Theorem(claim, "convex_sum", tuple(premises), slopes)


def known_of_another_size() -> Theorem:
    """[i = j] = 1 for all i, j in K says that K = 1; nothing of n, m in N."""
    single = Hypothesis("single", "==", Add((Delta("i", "j"), MINUS_ONE)), (("i", "K"), ("j", "K")))
    sizes = (("K", 1, None), ("N", 1, None))
    context = Context(sizes=sizes, indices=(("n", "N"), ("m", "N")), hypotheses=(single,))
    claim, multiples = Sequent(context, Equal(Delta("n", "m"), ONE)), ((0, ("n", "m"), (), ONE),)
    premise = Theorem(linear_combination.premise_for(claim, multiples), "identity")
    return Theorem(claim, "linear_combination", (premise,), multiples)


def pair(name: str) -> tuple[Entry, Entry]:
    return Entry("x", (name,)), Entry("y", (name,))


def captured(name: str) -> Theorem:
    """sum_k x[k] y[name] = sum_k x[k] y[k], should `name` be a name that the kernel gives to k."""
    context = Context(sizes=(("K", 1, None),), arrays=ROW.arrays, indices=((name, "K"),))
    xk, yk = Entry("x", (Bound(0),)), Entry("y", (Bound(0),))
    return identity(context, Sum("K", Mul((xk, Entry("y", (name,))))), Sum("K", Mul((xk, yk))))


ILL_FORMED: dict[str, Callable[[], Theorem]] = {
    "a bracket of an unknown relation": lambda: identity(POSITIVE, Bracket(">=", x), ZERO),
    "a bracket that is <": lambda: identity(REAL, Bracket("<", x), Bracket("==", x)),
    "a float": lambda: identity(REAL, multiply(Rational(0.1), x), multiply(Rational(Fraction(1, 10)), x)),  # type: ignore[arg-type]
    "a float exponent": lambda: identity(REAL, Power(x, 0.5), Power(x, 0.5)),  # type: ignore[arg-type]
    "an undeclared scalar": lambda: identity(REAL, Mul((y, ZERO)), ZERO),
    "an undeclared size": lambda: identity(REAL, Mul((Size("K"), ZERO)), ZERO),
    "a sum over an undeclared size": lambda: identity(REAL, Sum("K", ZERO), ZERO),
    "an undeclared index": lambda: identity(ROW, Entry("x", ("k",)), Entry("x", ("k",))),
    "a loose bound index": lambda: identity(ROW, Entry("x", (Bound(0),)), Entry("x", (Bound(0),))),
    "a loose bound index under a sum": lambda: identity(
        ROW, Sum("K", Entry("x", (Bound(1),))), Mul((Size("K"), Entry("x", (Bound(0),))))
    ),
    "a number on a symbolic axis": lambda: identity(ROW, Entry("x", (1,)), Entry("x", (1,))),
    "an index on an axis of another size": lambda: identity(
        Context(sizes=(("K", 1, None), ("N", 1, None)), arrays=(("x", ("K",)),), indices=(("n", "N"),)),
        Entry("x", ("n",)),
        Entry("x", ("n",)),
    ),
    "too few indices": lambda: identity(ROW, Entry("x", ()), Entry("x", ())),
    "a derivative by half an array": lambda: identity(ROW, Derivative(pair("i")[0], "x", ()), ZERO),
    "an array declared twice": lambda: identity(Context(arrays=(("x", ()), ("x", ()))), x, x),
    "an index named like an array": lambda: identity(Context(sizes=(("x", 1, None),), arrays=(("x", ()),)), x, x),
    "a size of 0": lambda: Theorem(Sequent(Context(sizes=(("K", 0, 0),)), Sign(">", Sum("K", ONE))), "sign"),
    "an unknown relation of a hypothesis": lambda: Theorem(
        Sequent(Context(arrays=REAL.arrays, hypotheses=(Hypothesis("h", "<", x),)), Sign(">", x)), "sign"
    ),
    "an unknown relation of a sign": lambda: Theorem(Sequent(REAL, Sign("<", x)), "sign"),
    "a hypothesis about an undeclared array": lambda: Theorem(
        Sequent(Context(hypotheses=(Hypothesis("h", ">", x),)), Sign(">", ONE)), "sign"
    ),
    "orders of a named function": lambda: identity(POSITIVE, Apply("log", (x,), (1,)), Apply("log", (x,))),
    "two arguments of a named function": lambda: identity(REAL, Apply("exp", (x, x)), Apply("exp", (x,))),
    "a slope that does not exist": absent_slope,
    "an equation between indices of another size": known_of_another_size,
    "an unknown rule": lambda: Theorem(Sequent(REAL, Equal(x, ZERO)), "belief"),
    "a rule that proves all": lambda: Theorem(Sequent(REAL, Equal(ZERO, ONE)), "absurd", (), "h"),
    "a chain without links": lambda: Theorem(Sequent(REAL, Equal(x, ZERO)), "transitivity"),
    "a premise that says it is what is asked for": lambda: Theorem(
        Sequent(REAL, Equal(Derivative(x, "x"), ZERO)),
        "differentiation",
        (Theorem(Liar(REAL, Equal(x, x)), "identity"),),
    ),
    "premises that answer differently the second time": fickle,
    "a gradient on the diagonal only": on_the_diagonal,
    "rows of different lengths": lambda: Theorem(
        Sequent(REAL, Semidefinite(Matrix(((ONE,), (ONE, ONE))))), "semidefinite"
    ),
    "a label into an undeclared size": lambda: identity(
        Context(arrays=REAL.arrays, labels=(("c", ("M",), "Q"),)), x, x
    ),
    "captured by ?1": lambda: captured("?1"),
    "captured by @0": lambda: captured("@0"),
    "captured by #0": lambda: captured("#0"),
    "captured by k1'": lambda: captured("k1'"),
}


@pytest.mark.parametrize("name", ILL_FORMED)
def test_is_rejected(name: str) -> None:
    try:
        theorem = ILL_FORMED[name]()
    except (Rejected, KeyError, TypeError, ValueError):
        return
    with pytest.raises(Rejected):
        check(theorem)


def test_what_is_remembered_of_a_claim_is_of_no_other() -> None:
    identity_rule.windows(Twin(REAL, Equal(x, x)))
    with pytest.raises(Rejected):
        check(identity(REAL, x, ZERO))


def test_what_is_in_place_of_an_index_is_of_no_other() -> None:
    entry = Entry("x", ("i",))
    assert [substitute(entry, {"i": name}) for name in "jkj"] == [Entry("x", (name,)) for name in "jkj"]
    assert substitute(entry, {"i": "j", "j": "k"}) is Entry("x", ("j",))
    assert substitute(Sum("K", Mul((entry, Entry("y", (Bound(0),))))), {"i": Bound(0)}).loose == 1


def test_sum_over_binds_its_own_name_only() -> None:
    both = Mul((Entry("x", ("i",)), Entry("y", ("j",))))
    assert sum_over("i", "K", both) is Sum("K", Mul((Entry("x", (Bound(0),)), Entry("y", ("j",)))))
