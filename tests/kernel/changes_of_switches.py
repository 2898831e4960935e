"""Changes of the rules about kinks and switches, one at a time, each with a false claim that it proves."""

from __future__ import annotations

from symbolic.language import Convex, Equal, Sum, abs_, bracket, d, relu
from tests.attacks.notation import i, k, u, x, y

RULES = "symbolic.kernel.rules"
OFF = bracket(x > u[k]) + bracket(u[k] > x)

CHANGES = {
    "a bracket may stand at its switch": (
        f"{RULES}.switch",
        "if here.sign(here.normal(s)) & NULL and stands:",
        "if False:",
        Equal(d(x * bracket(x**3 > 0) + x * bracket(-(x**3) > 0), x), 0).where(Equal(x, 0)),
    ),
    "what stands still at the point stands still": (
        f"{RULES}.switch",
        "(h for h in context.hypotheses if not moves(h.term, (node.array,)))",
        "(context.hypotheses)",
        Equal(d(x * bracket(x**3 > 0) + x * bracket(-(x**3) > 0), x), 0).where(Equal(x, 0)),
    ),
    "the hypotheses of the point hold nearby": (
        f"{RULES}.nearby",
        "return h.relation in",
        "return True or h.relation in",
        Equal(d(relu(x) ** 3 + x**2, x, x), 0).where(Equal(x, 0)),
    ),
    "the variable may stand at other places": (
        f"{RULES}.alone",
        "if {own[axis] for own in at} == {name}",
        "if name in {own[axis] for own in at}",
        Equal(d(Sum(relu(u[k]) * bracket(u[k] > 0) * u[i], k), u[i]), 2 * relu(u[i])),
    ),
    "the slope may fall at a kink": (
        f"{RULES}.growing_slope",
        'Sign(">=", add(*slopes)), ',
        "",
        Convex(-relu(x), x),
    ),
    "kinks need not be isolated": (
        f"{RULES}.growing_slope",
        "        found += (",
        "        _ = (",
        Convex(-x * bracket(x**3 > 0), x),
    ),
    "every function is affine": (
        f"{RULES}.affine_parts",
        "return not Algebra(context.bare()).normal(along(along(term, names), names))",
        "return True",
        Convex(relu(x * y) ** 2 + abs_(x), (x, y)),
    ),
    "summands with brackets need no derivative": (
        f"{RULES}.convex_sum",
        "            found.append(Sequent(inside, Equal(slope, own)))\n            continue",
        "            continue",
        Equal(d(Sum((x - u[k]) * OFF, k), x), Sum(OFF, k)),
    ),
}
"""Name: (module, what stands there, what is put there instead, a false claim)."""
