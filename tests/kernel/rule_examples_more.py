"""The other rules of the kernel: an accepted step and at least two attacks on each."""

from __future__ import annotations

from symbolic.kernel.judgements import UP, Hypothesis, Sequent
from symbolic.kernel.rules import (
    convex_sum,
    cut,
    linear_combination,
    monotony,
    quotient,
    semidefinite,
    stationary,
    termwise,
)
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Apply, Entry, add, multiply, power
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language import (
    Equal,
    Increasing,
    Limit,
    LocalMinimizer,
    Matrix,
    Minimizer,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Sum,
    Unequal,
    UniqueMinimizer,
    abs_,
    bracket,
    d,
    exp,
    log,
    oo,
    relu,
    sigmoid,
    sin,
    sqrt,
    tanh,
)
from symbolic.language.statements import Claim, Statement
from tests.attacks.notation import A, K, a, i, k, u, w, x, y, z
from tests.kernel.steps import (
    Examples,
    Step,
    all_without_hypotheses,
    instead,
    proof,
    sequent,
    stated,
    taken_from,
    without_hypotheses,
)

X, W = Entry("x"), Entry("w", ("i",))
ABOVE = Hypothesis("h", ">", add(ONE, power(X, 2)))
MEAN = Minimizer(Sum((w[k] - x) ** 2, k), {x: Sum(w[k], k) / K})
CAUCHY = Sum(w[k] * z[k], k) ** 2 <= Sum(w[k] ** 2, k) * Sum(z[k] ** 2, k)
GRAM = PositiveSemidefinite(Matrix([[1, x], [x, x**2]]))
CUBE = Equal(A @ A @ A, 2 * A)
TWICE = Equal(A @ A @ A, A).given(h=Equal(A @ A, A))
GROWS = Increasing(log(x), x).given(h=x > 0)
EXP_SLOPE, EDGE = Limit((exp(x) - 1) / x, x, 0, 1), Limit(log(x), x, 0, -oo).given(h=x > 0)
LOG_SLOWER = Limit(log(x) / x, x, oo, 0).given(h=x > 0)
BELOW = (x * y > 0).given(h=x < 0, g=y < 0)


def slopes_of(claim: Limit, end: object, *hypotheses: object) -> Step:
    """l'Hopital's rule, its premises said to be limits that can be read off."""

    def step() -> Theorem:
        goal = sequent(claim.given(*hypotheses))  # type: ignore[arg-type]
        premises = quotient.premises_for(goal, end)  # type: ignore[arg-type]
        return Theorem(
            goal, "quotient", tuple(Theorem(p, "limit", (), (p.judgement.children()[0], ())) for p in premises), end
        )

    return step


def weakened(more: bool = True) -> Theorem:
    true = proof(Equal(x + y, y + x))
    context = true.claim.context.assuming([Hypothesis("h", ">", X)])
    return Theorem(Sequent(context, true.claim.judgement), "weakening", (true,))


def strengthened() -> Theorem:
    """The hypothesis is in the premise, not in the claim."""
    true = proof((x + 1 > 0).given(h=x > 0))
    return Theorem(sequent(x + 1 > 0), "weakening", (true,))


def semidefinite_of(claim: object, direction: str) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    premises = (Theorem(p, "identity") for p in semidefinite.premises_for(goal, direction))
    return Theorem(goal, "semidefinite", tuple(premises), direction)


def stationary_of(claim: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "stationary", tuple(Theorem(p, "identity") for p in stationary.premises_for(goal)))


def signed_by(claim: object, equal: object, sign: object) -> Theorem:
    """A sign carried over from another term."""
    premises = Theorem(sequent(equal), "identity"), Theorem(sequent(sign), "sign")  # type: ignore[arg-type]
    return Theorem(sequent(claim), "rewriting", premises)  # type: ignore[arg-type]


SADDLE = LocalMinimizer(x**3 - 3 * x, {x: 1})
BOTH = StrictlyConvex(x**2 + relu(x), x)
HINGES = Equal(d(Sum(relu(w[k] * x), k), x), Sum(w[k] * bracket(w[k] * x > 0), k))


def summed(claim: object, *slopes: object) -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    premises = tuple(Theorem(p, "identity") for p in convex_sum.premises_for(goal, slopes))  # type: ignore[arg-type]
    return Theorem(goal, "convex_sum", premises, slopes)


def grown_of(claim: Claim | Statement, position: int, other: object) -> Theorem:
    """The step by monotony with another entry in its certificate, and premises to match if there are any."""
    true = taken_from(claim, "monotony")()
    way = (*true.certificate[:position], other, *true.certificate[position + 1 :])
    try:
        premises = tuple(Theorem(goal, "sign") for goal in monotony.premises_for(true.claim, way))
    except Rejected:
        premises = true.premises
    return Theorem(true.claim, "monotony", premises, way)


def over_a_jump() -> Theorem:
    """x - 2 [x > 1] >= 0 for x >= 0, by the slope 1."""
    goal = sequent((x - 2 * bracket(x > 1) >= 0).given(h=x >= 0))
    way = (stationary.at(goal.judgement.children()[0], (("x", (), Entry("t")),)), "t", ZERO, X, True, False, ())
    return Theorem(goal, "monotony", tuple(Theorem(p, "sign") for p in monotony.premises_for(goal, way)), way)


def combined_of(claim: Claim | Statement, *multiples: linear_combination.Multiple) -> Step:
    """The step from a premise that is said to be an identity."""

    def step() -> Theorem:
        goal = sequent(claim)
        premise = Theorem(linear_combination.premise_for(goal, multiples), "identity")
        return Theorem(goal, "linear_combination", (premise,), multiples)

    return step


def cut_of(claim: Claim | Statement, h: Hypothesis, *, rule: str = "identity") -> Step:
    """The step from the sign, and from the claim that uses it, which is said to follow by `rule`."""

    def step() -> Theorem:
        goal = sequent(claim)
        sign, rest = cut.premises_for(goal, h)
        return Theorem(goal, "cut", (Theorem(sign, "sign"), Theorem(rest, rule)), h)

    return step


def termwise_of(claim: object, name: str = "n") -> Theorem:
    goal = sequent(claim)  # type: ignore[arg-type]
    return Theorem(goal, "termwise", (Theorem(termwise.premise_for(goal, name), "sign"),), name)


EXAMPLES = {
    "approach": Examples(
        taken_from(EDGE, "approach"),
        {
            "a false conclusion": instead(EDGE, "approach", Limit(log(x), x, 0, oo).given(h=x > 0)),
            "from the other side, too": without_hypotheses(EDGE, "approach"),
            "from one side of two": lambda: Theorem(
                (true := taken_from(EXP_SLOPE, "approach")()).claim, "approach", true.premises[:1], ((1,), (ZERO, ONE))
            ),
            "to another end": instead(EDGE, "approach", Limit(log(x), x, 1, -oo).given(h=x > 0)),
            "another variable": instead(EDGE, "approach", Limit(log(x), y, 0, -oo).given(h=x > 0, g=y > 0)),
            "never near": instead(EDGE, "approach", Limit(log(x), x, 0, -oo).given(h=x > 0, g=x > 1)),
            "a path that does not start": lambda: Theorem(
                (true := taken_from(EDGE, "approach")()).claim, "approach", true.premises, ((1,), (MINUS_ONE, ONE))
            ),
        },
    ),
    "quotient": Examples(
        taken_from(LOG_SLOWER, "quotient"),
        {
            "a false conclusion": slopes_of(Limit((1 + 1 / x) / x, x, oo, -1), ZERO, x > 0),
            "neither 0/0 nor oo/oo": slopes_of(Limit((1 + 1 / x) / (2 + 1 / x), x, oo, 1), ZERO, x > 0),
            "a slope that is 0": slopes_of(Limit(x / (x + sin(x)), x, oo, 1), UP, x > 0),
            "a kink": slopes_of(Limit(x / (x + relu(sin(x))), x, oo, 1), UP, x > 0),
            "no quotient": slopes_of(Limit(x, x, oo, 1), UP, x > 0),
            "at a point": slopes_of(Limit(x / (1 + x), x, 0, 1), UP, x > -1),
            "along numbers": slopes_of(Limit(K / (1 + K), K, oo, 1), UP),
            "only where a root is defined": slopes_of(Limit(sqrt(-(x**2)) / x, x, oo, 1), UP, x > 0),
        },
    ),
    "convex_sum": Examples(
        taken_from(HINGES, "convex_sum"),
        {
            "a false conclusion": instead(
                HINGES, "convex_sum", Equal(d(Sum(relu(w[k] * x), k), x), Sum(bracket(w[k] * x > 0), k))
            ),
            "kinks that cancel": instead(
                HINGES, "convex_sum", Equal(d(Sum(w[k] * relu(x), k), x), Sum(w[k], k) * bracket(x > 0))
            ),
            "convexity is missing": lambda: Theorem(
                (true := taken_from(HINGES, "convex_sum")()).claim, "convex_sum", true.premises[:2], true.certificate
            ),
            "a bracket": lambda: summed(Equal(d(bracket(x > 0), x), 0), ZERO),
        },
    ),
    "second_order": Examples(
        taken_from(SADDLE, "second_order"),
        {
            "a false conclusion": instead(SADDLE, "second_order", LocalMinimizer(x**3 - 3 * x, {x: -1})),
            "a flat point": instead(SADDLE, "second_order", LocalMinimizer(x**3, {x: 0})),
            "a slope": lambda: Theorem(
                (true := taken_from(SADDLE, "second_order")()).claim, "second_order", true.premises[1:], "v_"
            ),
            "a known direction": lambda: Theorem(
                (true := taken_from(SADDLE, "second_order")()).claim, "second_order", true.premises, "x"
            ),
        },
    ),
    "strict_sum": Examples(
        taken_from(BOTH, "strict_sum"),
        {
            "a false conclusion": instead(BOTH, "strict_sum", StrictlyConvex(relu(x) + relu(-x), x)),
            "nothing strict": lambda: Theorem(
                (true := taken_from(BOTH, "strict_sum")()).claim, "strict_sum", true.premises[::-1], 0
            ),
            "another variable": instead(BOTH, "strict_sum", StrictlyConvex(x**2 + relu(x), x, y)),
            "a concave part": instead(BOTH, "strict_sum", StrictlyConvex(x**2 - 2 * relu(x), x)),
        },
    ),
    "cut": Examples(
        cut_of(Equal(1 / (1 + x**2), (1 + x**2) / (1 + x**2) ** 2), ABOVE),
        {
            "a false conclusion": cut_of(Equal(1 / (1 + x**2), (1 + x) / (1 + x**2) ** 2), ABOVE),
            "a sign that is false": cut_of(Equal(x / x, 1), Hypothesis("h", "!=", X)),
            "an equation that is false": cut_of(Equal(x, 0), Hypothesis("h", "==", X)),
            "an equation of a term that may be undefined": cut_of(
                Equal(x, 0), Hypothesis("h", "==", add(multiply(X, power(X, -1)), MINUS_ONE))
            ),
            "of a term that may be undefined": cut_of(Equal(1, x / x), Hypothesis("h", ">", power(X, -2))),
            "a name that is taken": cut_of(Equal(x / x, 1).given(h=Unequal(x, 0)), ABOVE),
            "within a statement about all values": cut_of(
                Limit(exp(x), x, 0, 1), Hypothesis("h", ">", Apply("exp", (X,))), rule="limit"
            ),
            "an index of its own": cut_of(Equal(w[i] / w[i], 1), Hypothesis("h", ">=", power(W, 2), (("i", "K"),))),
        },
    ),
    "linear_combination": Examples(
        taken_from(TWICE, "linear_combination"),
        {
            "a false conclusion": instead(TWICE, "linear_combination", CUBE.given(h=Equal(A @ A, A))),
            "another hypothesis": instead(TWICE, "linear_combination", CUBE.given(h=Equal(A @ A, -A))),
            "an inequality": combined_of(Equal(x, 0).given(h=x >= 0), (0, (), (), ONE)),
            "one index for all": combined_of(Equal(Sum(w[k], k), K).where(Equal(w[i], 1)), (0, (), (("i", "K"),), ONE)),
            "no equation": instead(TWICE, "linear_combination", (x > 0).given(h=Equal(A @ A, A))),
        },
    ),
    "termwise": Examples(
        lambda: termwise_of(Sum(w[k] ** 2, k) >= 0),
        {
            "a false conclusion": lambda: termwise_of(Sum(w[k], k) >= 0),
            "not zero": lambda: termwise_of(Unequal(Sum(w[k], k), 0).given(h=Unequal(w[k], 0))),
            "strict": lambda: termwise_of(Sum(w[k] ** 2, k) > 0),
            "a name that is taken": lambda: termwise_of((Sum(w[k], k) >= 0).where(w[i] > 0), "i"),
        },
    ),
    "minimum": Examples(
        taken_from(MEAN, "minimum"),
        {
            "a false conclusion": instead(MEAN, "minimum", Minimizer(Sum((w[k] - x) ** 2, k), {x: w[i]})),
            "outside": instead(
                MEAN, "minimum", Minimizer(Sum((w[k] - x) ** 2, k), {x: Sum(w[k], k) / K}).given(h=x > 0)
            ),
            "unique, of a convex function": instead(
                MEAN, "minimum", UniqueMinimizer(0 * Sum((w[k] - x) ** 2, k), {x: Sum(w[k], k) / K})
            ),
        },
    ),
    "monotony": Examples(
        taken_from(GROWS, "monotony"),
        {
            "a false conclusion": instead(GROWS, "monotony", Increasing(-log(x), x).given(h=x > 0)),
            "not an interval": instead(GROWS, "monotony", Increasing(-1 / x, x).given(h=Unequal(x, 0))),
            "without the set": all_without_hypotheses(GROWS, "monotony"),
            "another function": lambda: grown_of(GROWS, 0, X),
            "the points exchanged": lambda: grown_of(GROWS, 2, taken_from(GROWS, "monotony")().certificate[3]),
            "downwards": lambda: grown_of(GROWS, 4, False),
            "it need not grow": lambda: grown_of(GROWS, 5, False),
            "a condition of the other point only": lambda: grown_of(
                GROWS, 6, (Hypothesis("h", ">", taken_from(GROWS, "monotony")().premises[0].claim.judgement.term),)
            ),
            "a name that is taken": lambda: grown_of(GROWS, 1, "x"),
            "over a jump": over_a_jump,
        },
    ),
    "rewriting": Examples(
        taken_from(CAUCHY, "rewriting"),
        {
            "another relation": lambda: signed_by(abs_(x) > 0, Equal(abs_(x), abs_(x)), abs_(x) >= 0),
            "an equality that is false": lambda: signed_by(x >= 0, Equal(x, x**2), x**2 >= 0),
            "another term": lambda: signed_by(x >= 0, Equal(x**2, abs_(x) ** 2), abs_(x) ** 2 >= 0),
            "other hypotheses": lambda: signed_by(x >= 0, Equal(x, abs_(x)).given(h=x > 0), abs_(x) >= 0),
        },
    ),
    "semidefinite": Examples(
        taken_from(GRAM, "semidefinite"),
        {
            "a false conclusion": instead(GRAM, "semidefinite", PositiveSemidefinite(Matrix([[0, 1], [1, 0]]))),
            "not symmetric": lambda: semidefinite_of(PositiveSemidefinite(Matrix([[1, 1], [-1, 1]])), "v"),
            "a direction of which something is known": lambda: semidefinite_of(
                PositiveSemidefinite(A).given(h=u[k] > 0), "u"
            ),
            "a premise is missing": lambda: Theorem(
                (true := taken_from(GRAM, "semidefinite")()).claim, "semidefinite", true.premises[1:], true.certificate
            ),
        },
    ),
    "sign": Examples(
        lambda: Theorem(sequent(BELOW), "sign"),
        {
            "a false conclusion": stated(x * y > 0, "sign"),
            "without its hypotheses": without_hypotheses(BELOW, "sign"),
            "not defined": stated(log(x) ** 2 >= 0, "sign"),
            "a sum of non-zero numbers": stated(Unequal(x + y, 0).given(h=Unequal(x, 0), g=Unequal(y, 0)), "sign"),
            "strict": stated(x**2 > 0, "sign"),
        },
    ),
    "stationary": Examples(
        taken_from(Stationary(x**2 - 2 * x, {x: 1}), "stationary"),
        {
            "a false conclusion": lambda: stationary_of(Stationary(x**2, {x: 1})),
            "at a kink": lambda: stationary_of(Stationary(relu(x) - relu(-x) - x, {x: 0})),
            "undefined": lambda: stationary_of(Stationary(x**2 + 0 * log(x), {x: 0})),
            "a derivative is missing": lambda: Theorem(
                sequent(Stationary(x**2 + y, {x: 0, y: 0})),
                "stationary",
                stationary_of(Stationary(x**2 + y, {x: 0, y: 0})).premises[:1],
            ),
            "a point that moves": lambda: stationary_of(Stationary((x - a) ** 2, {x: x})),
        },
    ),
    "weakening": Examples(
        weakened,
        {
            "the other way": strengthened,
            "another judgement": lambda: Theorem(
                sequent(Equal(x, y).given(h=x > 0)), "weakening", (proof(Equal(x + y, y + x)),)
            ),
            "another declaration": lambda: Theorem(
                sequent(Equal(sigmoid(x) + tanh(z[i]) * exp(y), 0)), "weakening", (proof(Equal(x + y, y + x)),)
            ),
        },
    ),
}
