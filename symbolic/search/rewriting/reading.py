"""The algebra that people read: named functions stay generators instead of becoming exponentials and brackets.

Untrusted: what is written down from it is an equality that the kernel's own algebra proves.
"""

from __future__ import annotations

from collections.abc import Iterable

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import ONE, Polynomial
from symbolic.kernel.algebra.signs import NULL, POSITIVE
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Entry, Index, Term, walk

KEPT = {"sigmoid", "tanh", "softplus", "relu"}


class Reading(Algebra):
    """Polynomials in which sigmoid, tanh, softplus, relu and the logarithm of an unsplittable argument are atoms."""

    def __init__(self, context: Context, start: Term | None = None) -> None:
        """`start` decides the order in which arrays are written: as they come there."""
        self.bounded: set[object] = set()
        super().__init__(context)
        for t in walk(start) if start is not None else ():
            if isinstance(t, Entry):
                self.head("entry", (t.array,), (), len(t.indices))

    def apply(self, function: str, arguments: tuple[Polynomial, ...], orders: tuple[int, ...] = ()) -> Polynomial:
        if function not in KEPT:
            return super().apply(function, arguments, orders)
        [u] = arguments
        if function in ("sigmoid", "tanh") and u and self.ordered(u)[0][1] < 0:
            flipped = self.apply(function, (u.scaled(-1),), ())
            return ONE - flipped if function == "sigmoid" else flipped.scaled(-1)
        value = self.make("apply", (function,), arguments)
        if function == "sigmoid" and value.key() not in self.bounded:
            self.bounded.add(value.key())
            self.learn(ONE - value, POSITIVE, frozenset(), "")
        return value

    def log(self, argument: Polynomial) -> Polynomial:
        try:
            return super().log(argument)
        except Undefined:
            return self.make("apply", ("log",), (argument,))

    def of_generator(self, g: int) -> int:
        head, _ = self.table[g]
        if head.kind == "apply" and head.data[0] in ("sigmoid", "softplus"):
            return POSITIVE
        if head.kind == "apply" and head.data == ("relu",):
            return POSITIVE | NULL
        return super().of_generator(g)

    def at(self, g: int, names: Iterable[Index]) -> Polynomial:
        """The body of the sum `g` with its bound indices called `names`."""
        head, indices = self.table[g]
        by: dict[Index, Index] = {f"#{n}": index for n, index in enumerate(indices)}
        return self.moved(head.bodies[0], by | {f"@{n}": name for n, name in enumerate(names)})
