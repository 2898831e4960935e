"""For each rule of the kernel: an accepted step and at least two attacks on it."""

from __future__ import annotations

from symbolic.kernel.judgements import Equal as KernelEqual
from symbolic.kernel.judgements import Hypothesis, Sequent
from symbolic.kernel.rules import corner, differentiation, kink
from symbolic.kernel.terms import ONE, ZERO, Entry
from symbolic.kernel.theorem import Theorem
from symbolic.language import (
    Convex,
    Equal,
    Limit,
    Matrix,
    Minimizer,
    NotDifferentiable,
    PositiveDefinite,
    PositiveSemidefinite,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    bracket,
    d,
    delta,
    exp,
    log,
    oo,
    relu,
    sqrt,
)
from tests.attacks.notation import K, i, j, k, u, w, x, y, z
from tests.kernel.steps import (
    Examples,
    all_without_hypotheses,
    instead,
    proof,
    sequent,
    stated,
    taken_from,
)

X = Entry("x")
POSITIVE = Equal(sqrt(x**2), x).given(h=x > 0)
BELOW = (x * y > 0).given(h=x < 0, g=y < 0)
SQUARE = Equal(d(relu(x) ** 2, x), 2 * relu(x))
ROOT = Equal(d(sqrt(x**4), x), 2 * x)
SPIKE = bracket(Equal(x, 0))
CASES = Equal(abs_(x) * abs_(y), abs_(x * y))
ENTROPY = Convex(Sum(u[k] * log(u[k]), k), u).given(h=u[k] > 0)
BOWL = Minimizer(exp(x) - x, {x: 0})
DEFINITE = PositiveDefinite(Matrix([[2, 1], [1, 2]]))
GRAM = PositiveSemidefinite(Matrix([[1, x], [x, x**2]]))
CAUCHY = Sum(w[k] * z[k], k) ** 2 <= Sum(w[k] ** 2, k) * Sum(z[k] ** 2, k)
LOG = Limit(1 / x, x, oo, 0)


def absurd(context_of: object, name: str) -> Theorem:
    return Theorem(Sequent(sequent(context_of).context, KernelEqual(ZERO, ONE)), "absurd", (), name)  # type: ignore[arg-type]


def derivative(claim: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "differentiation", (Theorem(differentiation.unfolded(goal), "identity"),))


def kinked(claim: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "kink", (Theorem(kink.premise_for(goal), "identity"),))


def cornered(claim: object, direction: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "corner", (Theorem(corner.premise_for(goal, direction), "sign"),), direction)  # type: ignore[arg-type]


def weakened() -> Theorem:
    true = proof(Equal(x + y, y + x))
    context = true.claim.context.assuming([Hypothesis("h", ">", X)])
    return Theorem(Sequent(context, true.claim.judgement), "weakening", (true,))


def rewritten(relation: str, other: object) -> Theorem:
    """|x| has the sign of another term."""
    whole = sequent(abs_(x) >= 0)
    equal = sequent(Equal(abs_(x), other))
    signed = sequent(other > 0 if relation == ">" else other >= 0)  # type: ignore[operator]
    goal = sequent(abs_(x) > 0) if relation == ">" else whole
    return Theorem(goal, "rewriting", (Theorem(equal, "identity"), Theorem(signed, "sign")))


EXAMPLES = {
    "absurd": Examples(
        lambda: absurd(Equal(x, x).given(h=x**2 < 0), "h"),
        {
            "hypotheses that agree": lambda: absurd(Equal(x, x).given(h=x > 0), "h"),
            "a hypothesis that is not there": lambda: absurd(Equal(x, x).given(h=x**2 < 0), "g"),
            "indices that may be the same": stated(
                Equal(u[i], 0).given(h=Equal(delta(i, j), 1)).where(Unequal(i, j)), "absurd", certificate="h"
            ),
        },
    ),
    "cases": Examples(
        taken_from(CASES, "cases"),
        {
            "a false conclusion": instead(CASES, "cases", Equal(abs_(x) * abs_(y), x * y)),
            "a case is missing": lambda: Theorem(
                (true := taken_from(CASES, "cases")()).claim, "cases", true.premises[:2], true.certificate
            ),
            "the middle case twice": lambda: Theorem(
                (true := taken_from(CASES, "cases")()).claim, "cases", (true.premises[1],) * 3, true.certificate
            ),
        },
    ),
    "composition": Examples(
        lambda: Theorem(sequent(Convex(relu(x) + exp(x), x)), "composition"),
        {
            "a difference": stated(Convex(relu(x) - exp(x), x), "composition"),
            "the negative": stated(Convex(-relu(x), x), "composition"),
            "a product": stated(Convex(x * exp(x), x), "composition"),
            "a factor of either sign": stated(Convex(y * x**2, x), "composition"),
            "an odd power": stated(Convex(x**3, x), "composition"),
            "an even power of a square less 1": stated(Convex((x**2 - 1) ** 2, x), "composition"),
            "log of exp of what is concave": stated(Convex(log(exp(-(x**2)) + 1), x), "composition"),
            "a set with a hole": stated(Convex(abs_(x), x).given(h=Unequal(x, 0)), "composition"),
            "strict": stated(StrictlyConvex(relu(x), x), "composition"),
            "a root of what is not a norm": stated(Convex(sqrt(1 + x), x).given(h=x >= 0), "composition"),
        },
    ),
    "convexity": Examples(
        taken_from(ENTROPY, "convexity"),
        {
            "a false conclusion": instead(ENTROPY, "convexity", Convex(Sum(log(u[k]), k), u).given(h=u[k] > 0)),
            "not defined everywhere": all_without_hypotheses(ENTROPY, "convexity"),
            "a known direction": lambda: Theorem(
                (true := taken_from(ENTROPY, "convexity")()).claim, "convexity", true.premises, "u"
            ),
        },
    ),
    "corner": Examples(
        lambda: cornered(NotDifferentiable(relu(x), x).where(Equal(x, 0)), (("x", (), ONE),)),
        {
            "a false conclusion": lambda: cornered(NotDifferentiable(relu(x), x), (("x", (), ONE),)),
            "cancelling kinks": lambda: cornered(
                NotDifferentiable(relu(x) - relu(-x), x).where(Equal(x, 0)), (("x", (), ONE),)
            ),
            "another variable": lambda: cornered(
                NotDifferentiable(relu(x) + y, y).where(Equal(x, 0)), (("x", (), ONE),)
            ),
            "a bracket that jumps": lambda: cornered(
                NotDifferentiable(relu(x) + bracket(x < 0) * x, x).where(Equal(x, 0)), (("x", (), ONE),)
            ),
        },
    ),
    "definite": Examples(
        taken_from(DEFINITE, "definite"),
        {
            "a false conclusion": instead(DEFINITE, "definite", PositiveDefinite(Matrix([[1, 1], [1, 1]]))),
            "a square is missing": lambda: Theorem(
                (true := taken_from(DEFINITE, "definite")()).claim,
                "definite",
                true.premises,
                (true.certificate[0][:1], true.certificate[1]),
            ),
        },
    ),
    "differentiation": Examples(
        taken_from(Equal(d(exp(2 * x), x), 2 * exp(2 * x)), "differentiation"),
        {
            "at a kink": lambda: derivative(Equal(d(relu(x) - relu(-x), x), bracket(x > 0) + bracket(-x > 0))),
            "at a jump": lambda: derivative(Equal(d(bracket(x > 0), x), 0)),
            "an undefined right side": lambda: derivative(Equal(d(x**2, x), 2 * x + 0 / x)),
            "a false conclusion": instead(
                Equal(d(exp(2 * x), x), 2 * exp(2 * x)), "differentiation", Equal(d(exp(2 * x), x), exp(2 * x))
            ),
        },
    ),
    "edge": Examples(
        taken_from(ROOT, "edge"),
        {
            "a false conclusion": instead(ROOT, "edge", Equal(d(sqrt(x**4), x), 2 * x + bracket(Equal(x, 0)))),
            "a premise is missing": lambda: Theorem(
                (true := taken_from(ROOT, "edge")()).claim, "edge", true.premises[:1], true.certificate
            ),
            "the other kind": lambda: Theorem(
                (true := taken_from(ROOT, "edge")()).claim, "edge", true.premises, (true.certificate[0], "end")
            ),
        },
    ),
    "identity": Examples(
        lambda: proof(Equal((x + y) ** 2, x**2 + 2 * x * y + y**2)),
        {
            "a false conclusion": stated(Equal((x + y) ** 2, x**2 + y**2), "identity"),
            "not defined": stated(Equal(x / x, 1), "identity"),
            "a root of a square": all_without_hypotheses(POSITIVE, "identity"),
            "a size": stated(Equal(Sum(w[k], k), K * w[i]), "identity"),
        },
    ),
    "kink": Examples(
        taken_from(SQUARE, "kink"),
        {
            "a false conclusion": instead(
                SQUARE, "kink", Equal(d(relu(x) ** 2, x), 2 * relu(x) + bracket(Equal(x, 0)))
            ),
            "cancelling kinks": lambda: Theorem(
                sequent(Equal(d(relu(x) - relu(-x), x), bracket(x > 0) + bracket(x < 0))),
                "kink",
                taken_from(SQUARE, "kink")().premises,
            ),
            "a premise is missing": lambda: Theorem(taken_from(SQUARE, "kink")().claim, "kink", ()),
            "a root that ends": lambda: kinked(Equal(d(relu(x) + sqrt(x**4), x), bracket(x > 0) + 2 * x)),
        },
    ),
    "limit": Examples(
        taken_from(LOG, "limit"),
        {
            "a false conclusion": instead(LOG, "limit", Limit(1 / x, x, oo, 1)),
            "not at 0": instead(LOG, "limit", Limit(1 / x, x, 0, 0)),
            "what is undefined at the end": lambda: Theorem(
                (goal := sequent(Limit(x - exp(1 / (1 / x)), x, oo, oo))),
                "limit",
                (),
                (goal.judgement.children()[0], ()),
            ),
        },
    ),
    "lower_bound": Examples(
        taken_from(Minimizer(abs_(x), {x: 0}), "lower_bound"),
        {
            "unique": instead(Minimizer(abs_(x), {x: 0}), "lower_bound", UniqueMinimizer(abs_(x) * 0, {x: 0})),
            "outside": instead(Minimizer(abs_(x), {x: 0}), "lower_bound", Minimizer(abs_(x), {x: 0}).given(h=x >= 1)),
            "without a rate": instead(Minimizer(abs_(x), {x: 0}), "lower_bound", UniqueMinimizer(abs_(x), {x: 0})),
            "another point": instead(Minimizer(abs_(x), {x: 0}), "lower_bound", Minimizer(abs_(x), {x: 1})),
        },
    ),
}
