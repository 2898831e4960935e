"""For the rules about brackets under a derivative: accepted steps, and attacks on them."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import affine_parts, alone, growing_slope, nearby, switch
from symbolic.kernel.terms import Derivative, Entry, Term, power
from symbolic.kernel.theorem import Theorem
from symbolic.language import Convex, Equal, StrictlyConvex, Sum, Unequal, abs_, bracket, cases, d, exp, relu, sqrt
from tests.attacks.notation import HALF, a, i, k, u, w, x, y
from tests.kernel.steps import Examples, instead, sequent, taken_from

HUBER = cases((x**2 / 2, abs_(x) <= 1), abs_(x) - HALF)
ELU = cases((x, x > 0), a * (exp(x) - 1))
LEAK = Equal(d(ELU, x), cases((1, x > 0), a * exp(x)))
ALONE = Equal(d(Sum(cases((u[k], u[k] > 0), a * u[k] ** 2), k), u[i]), cases((1, u[i] > 0), 2 * a * u[i]))
CUBE = Equal(d(relu(x) ** 3, x, x), 6 * relu(x))
BOWL = Convex(HUBER, x)
PARTS = Convex(cases(((x - y) ** 2, x > y), (x - y) ** 4), (x, y))
SPIKE = bracket(Equal(x, 0))


def node(goal: Sequent) -> Derivative:
    left = goal.judgement.children()[0]
    assert isinstance(left, Derivative)
    return left


def switched(claim: object, *, rule: str = "identity") -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "switch", tuple(Theorem(p, rule) for p in switch.premises_for(goal, node(goal))), node(goal))


def left_alone(claim: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "alone", (Theorem(alone.premise_for(goal, node(goal)), "identity"),), node(goal))


def equal_nearby(claim: object, other: Term) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    certificate = (node(goal), other)
    premises = (Theorem(p, "identity") for p in nearby.premises_for(goal, *certificate))
    return Theorem(goal, "nearby", tuple(premises), certificate)


def growing(claim: object) -> Theorem:
    """A step whose premises are said to be identities and signs, whatever they are."""
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "growing_slope", tuple(Theorem(p, "sign") for p in growing_slope.premises_for(goal)))


def affine(claim: object, inner: Term) -> Theorem:
    """The square of something, said to be affine."""
    goal, square = sequent(claim), power(Entry("t_"), 2)  # type: ignore[arg-type]
    certificate = ("t_", ((square, inner),))
    premises = (Theorem(p, "composition") for p in affine_parts.premises_for(goal, *certificate))
    return Theorem(goal, "affine_parts", tuple(premises), certificate)


def term(e: object) -> Term:
    return sequent(Equal(e, 0)).judgement.children()[0]


EXAMPLES = {
    "switch": Examples(
        taken_from(LEAK, "switch"),
        {
            "a false conclusion": instead(LEAK, "switch", Equal(d(ELU, x), cases((1, x > 0), a * exp(x)) + SPIKE)),
            "a premise is missing": lambda: Theorem(
                (true := taken_from(LEAK, "switch")()).claim, "switch", (), true.certificate
            ),
            "an argument without speed": lambda: switched(
                Equal(d(x * bracket(x**3 > 0) + x * bracket(-(x**3) > 0), x), 0).where(Equal(x, 0))
            ),
            "an argument without speed on the hypotheses only": lambda: switched(
                Equal(d(x * bracket(x * (x - y) > 0), x), 0).given(here=Equal(x, 0), flat=Equal(y, 0))
            ),
            "a bracket in a bracket": lambda: switched(
                Equal(d(x * bracket(x * bracket(x > 0) > 0) + relu(-x), x), 0).where(Equal(x, 0))
            ),
            "a root that ends": lambda: switched(
                Equal(d(cases((x, x > 0), sqrt(x**4)), x), cases((1, x > 0), 2 * x)).where(Equal(x, 0))
            ),
            "a derivative that does not exist": lambda: Theorem(
                (goal := sequent(Equal(bracket(x > 0), d(relu(x), x)))),
                "switch",
                tuple(
                    Theorem(p, "identity")
                    for p in switch.premises_for(goal, goal.judgement.children()[1])  # type: ignore[arg-type]
                ),
                goal.judgement.children()[1],
            ),
        },
    ),
    "growing_slope": Examples(
        taken_from(BOWL, "growing_slope"),
        {
            "a false conclusion": instead(BOWL, "growing_slope", Convex(-HUBER, x)),
            "strict": instead(BOWL, "growing_slope", StrictlyConvex(HUBER, x)),
            "premises are missing": lambda: Theorem(
                (true := taken_from(BOWL, "growing_slope")()).claim, "growing_slope", true.premises[1:]
            ),
            "a jump": lambda: growing(Convex(bracket(x > 0), x)),
            "a slope that falls": lambda: growing(Convex(-relu(x), x)),
            "a set with a hole": lambda: growing(Convex(1 - HUBER, x).given(h=Unequal(x, 0))),
            "kinks inside a sum": lambda: growing(Convex(Sum(u[k] * relu(x - w[k]), k), x)),
            "two variables": lambda: growing(Convex(relu(x) * y, (x, y))),
            "a root that ends": lambda: growing(Convex(relu(x) + sqrt(x**4), x)),
        },
    ),
    "affine_parts": Examples(
        taken_from(PARTS, "affine_parts"),
        {
            "a false conclusion": instead(PARTS, "affine_parts", Convex(-cases((x - y, x > y), (x - y) ** 3), (x, y))),
            "another function": instead(PARTS, "affine_parts", Convex(HUBER * y, (x, y))),
            "what is not affine": lambda: affine(Convex((x * y) ** 2, (x, y)), term(x * y)),
            "what is affine on the hypotheses": lambda: affine(
                Convex((x**2 - 1) ** 2, x).given(h=x >= 0), term(x**2 - 1)
            ),
            "what has a kink": lambda: affine(Convex((abs_(x) - 1) ** 2, x), term(abs_(x) - 1)),
            "a set with a hole": lambda: affine(Convex((x - y) ** 2, (x, y)).given(h=Unequal(x, y)), term(x - y)),
        },
    ),
    "alone": Examples(
        taken_from(ALONE, "alone"),
        {
            "a false conclusion": instead(
                ALONE, "alone", Equal(d(Sum(cases((u[k], u[k] > 0), a * u[k] ** 2), k), u[i]), 2 * a * u[i])
            ),
            "the variable at another place, too": lambda: left_alone(Equal(d(Sum(u[k] * u[i], k), u[i]), 2 * u[i])),
            "a factor that moves": lambda: left_alone(Equal(d(u[i] * Sum(u[k], k), u[i]), u[i])),
            "a product of sums": lambda: left_alone(Equal(d(Sum(u[k], k) * Sum(u[k], k), u[i]), 2 * u[i])),
            "a variable of another axis": lambda: left_alone(Equal(d(Sum(x * w[k], k), x), w[i])),
        },
    ),
    "nearby": Examples(
        taken_from(CUBE, "nearby"),
        {
            "a false conclusion": instead(CUBE, "nearby", Equal(d(relu(x) ** 3, x, x), 6 * relu(x) + SPIKE)),
            "equal at the point only": lambda: equal_nearby(Equal(d(x**2, x), 0).given(h=Equal(x, 1)), term(1)),
            "equal on one side": lambda: equal_nearby(Equal(d(abs_(x), x), 1).given(h=x >= 0), term(x)),
            "equal where a bracket is": lambda: equal_nearby(
                Equal(d(x + SPIKE, x), 1).given(h=bracket(Equal(x, 0)) > 0), term(1)
            ),
            "equal where a root is defined": lambda: equal_nearby(
                Equal(d(abs_(x), x), 1).given(h=sqrt(x) + 1 > 0), term(x)
            ),
        },
    ),
}
