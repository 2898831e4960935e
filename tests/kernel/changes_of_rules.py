"""Changes of the other kernel modules, one at a time, each with a false claim that it proves."""

from __future__ import annotations

from symbolic.language import (
    Convex,
    Equal,
    Stationary,
    Sum,
    Unequal,
    bracket,
    cos,
    d,
    relu,
    sin,
    sqrt,
)
from tests.attacks.notation import a, i, k, u, x, y

ALGEBRA, RULES = "symbolic.kernel.algebra", "symbolic.kernel.rules"

CHANGES = {
    "the cosine of a sum": (
        f"{ALGEBRA}.zero",
        "cosine * x - sine * y",
        "cosine * x + sine * y",
        Equal(cos(x + y), cos(x) * cos(y) + sin(x) * sin(y)),
    ),
    "a root of a square is its base": (
        f"{ALGEBRA}.functions",
        "            if not own & NEGATIVE:\n                result = result * self._root_of",
        "            if True:\n                result = result * self._root_of",
        Equal(sqrt(x**2), x),
    ),
    "a bracket keeps its negative factors": (
        f"{ALGEBRA}.functions",
        "if own != POSITIVE and (relation",
        "if False and (relation",
        Equal(bracket(x * y > 0), bracket(y > 0)).given(h=Unequal(x, 0), g=Unequal(y, 0)),
    ),
    "a bracket and its opposite add up to 1": (
        f"{ALGEBRA}.functions",
        'ONE - self.make(">", (), (p,)) - zero',
        'ONE - self.make(">", (), (p,))',
        Equal(bracket(x > 0) + bracket(-x > 0), 1),
    ),
    "a sum of signs is a sign": (
        f"{ALGEBRA}.signs",
        "return ANY if sign & POSITIVE and sign & NEGATIVE else sign",
        "return sign",
        Unequal(Sum(u[k], k), 0).given(h=Unequal(u[k], 0)),
    ),
    "a fact at one index holds at all": (
        f"{ALGEBRA}.signs",
        "by.setdefault(p, i) == i if p in universal else p == i",
        "True",
        (u[i] > 0).where(u[k] > 0),
    ),
    "a sum without its index is not multiplied": (
        f"{ALGEBRA}.sums",
        "                result = result * self.size(variables[name])",
        "                result = result",
        Equal(Sum(a, k), a),
    ),
    "kinks do not matter": (
        f"{RULES}.differentiation",
        "    return tuple(s for s in ramps(body) if lives(s))",
        "    return ()",
        Equal(d(relu(x) - relu(-x), x), bracket(x > 0) + bracket(-x > 0)),
    ),
    "jumps do not matter": (
        f"{RULES}.differentiation",
        "    jumping = [s for s in jumps(body) if lives(s)]",
        "    jumping = []",
        Equal(d(x**2 * bracket(x > 0) + x * bracket(Equal(x, 0)), x), 2 * x * bracket(x > 0) + bracket(Equal(x, 0))),
    ),
    "any set is convex": (
        f"{RULES}.convexity",
        "    for h in context.hypotheses:\n",
        "    for h in ():\n",
        Convex(1 / x**2, x).given(h=Unequal(x, 0)),
    ),
    "a point need not be admissible": (
        f"{RULES}.stationary",
        "    for h in about:\n",
        "    for h in ():\n",
        Stationary(x**2, {x: 0}).given(h=x >= 1),
    ),
}
"""Name: (module, what stands there, what is put there instead, a false claim)."""
